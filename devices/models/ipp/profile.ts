import type { PrinterReport } from '../../protocol/printing/conditions.ts';
import {
  booleanOf,
  type IppAttribute,
  integerOf,
  integersOf,
  stringOf,
  stringsOf,
  upperOf,
} from './message.ts';
import { operation } from './operations.ts';

/** What a printer can do, asked once a connection. An empty list means that it did not say. */
export type PrinterProfile = {
  readonly model: string | undefined;
  readonly formats: readonly string[];
  readonly media: readonly string[];
  readonly sides: readonly string[];
  /** Most copies of one job; 0 when it did not say. */
  readonly copies: number;
  readonly collates: boolean;
  readonly pageRanges: boolean;
  /** Create-Job and Send-Document, so that a job has a number before its document goes out. */
  readonly createsJobs: boolean;
  readonly validates: boolean;
  /** A CUPS queue, not the printer itself. */
  readonly isSpooler: boolean;
};

export const statusNames: readonly string[] = [
  'printer-state',
  'printer-state-reasons',
  'printer-is-accepting-jobs',
  'printer-input-tray',
  'printer-output-tray',
];

export const profileNames: readonly string[] = [
  'printer-make-and-model',
  'document-format-supported',
  'media-supported',
  'sides-supported',
  'copies-supported',
  'multiple-document-handling-supported',
  'page-ranges-supported',
  'operations-supported',
  'cups-version',
];

export const reportOf = (attributes: readonly IppAttribute[]): PrinterReport => ({
  state: integerOf(attributes, 'printer-state'),
  reasons: stringsOf(attributes, 'printer-state-reasons'),
  accepting: booleanOf(attributes, 'printer-is-accepting-jobs'),
});

export const profileOf = (attributes: readonly IppAttribute[]): PrinterProfile => {
  const operations = integersOf(attributes, 'operations-supported');
  return {
    model: stringOf(attributes, 'printer-make-and-model')?.slice(0, 127),
    formats: stringsOf(attributes, 'document-format-supported').map((format) => format.toLowerCase()),
    media: stringsOf(attributes, 'media-supported'),
    sides: stringsOf(attributes, 'sides-supported'),
    copies: upperOf(attributes, 'copies-supported') ?? 0,
    collates: stringsOf(attributes, 'multiple-document-handling-supported').includes(
      'separate-documents-collated-copies',
    ),
    pageRanges: booleanOf(attributes, 'page-ranges-supported') ?? false,
    createsJobs: operations.includes(operation.createJob) && operations.includes(operation.sendDocument),
    // Mandatory in IPP/1.1: only a list without it means that it is missing.
    isSpooler: attributes.some(({ name }) => name === 'cups-version'),
    validates: operations.length === 0 || operations.includes(operation.validateJob),
  };
};
