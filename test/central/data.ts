import { readdirSync, readFileSync } from 'node:fs';
import type { Application, Catalogue, DocumentEntry, DocumentType, StaffMember } from './wire.ts';

/** An invented person, with all that the central system holds of them. */
export type PersonRecord = {
  id: string;
  documentType: DocumentType;
  idNumber: string;
  name: string;
  /** What the person's card shows beside name and number, for the demo's simulated reader. Dates YYYYMMDD, 长期 allowed. */
  card: {
    sex: '1' | '2';
    ethnicity?: string;
    birthDate: string;
    address?: string;
    issuer: string;
    validFrom: string;
    validUntil: string;
    englishName?: string;
    nationality?: string;
    passNumber?: string;
  };
  profile: Record<string, unknown>;
  /** Ids of the materials that are on record; others asked for with source `records` come back as missing. */
  records: string[];
  applications: Application[];
  documents: (DocumentEntry & { paragraphs: string[] })[];
  appointments: { id: string; queueId: string; at: string }[];
  suggestions: { itemId: string; reason: string }[];
  codes: {
    code: string;
    kind: 'app' | 'licence';
    business?: { name: string; creditCode: string; role: string };
    /** Of a business what is on its own record (一企一档); else the person's is answered. */
    profile?: Record<string, unknown>;
  }[];
};
export type QueueLoad = {
  id: string;
  waiting: number;
  averageServiceSeconds: number;
  openWindows: number;
  open: boolean;
};

const folder = new URL('data/', import.meta.url);
const json = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));

type Item = Catalogue['items'][number];

const within = (mediaType: string, file: string): string =>
  `data:${mediaType};base64,${readFileSync(new URL(file, folder)).toString('base64')}`;

/** `recordings/<name>.ogg` and `pictures/<name>.png` stand in the catalogue by name; they are delivered within it. */
const withMedia = (item: Item): Item =>
  item.guide === undefined
    ? item
    : {
        ...item,
        guide: item.guide.map(({ audio, picture, ...step }) => ({
          ...step,
          ...(audio === undefined ? {} : { audio: within('audio/ogg', audio) }),
          ...(picture === undefined ? {} : { picture: within('image/png', picture) }),
        })),
      };

/** The items of every `data/catalogue/items-*.json`, as they are written there. */
export function writtenItems(): Item[] {
  const files = readdirSync(new URL('catalogue/', folder)).filter((file) => file.startsWith('items-'));
  return files.sort().flatMap((file) => json(`catalogue/${file}`));
}

/** The sample hall: `data/catalogue/hall.json` with its items. */
export function sampleCatalogue(): Catalogue {
  return { ...json('catalogue/hall.json'), items: writtenItems().map(withMedia) };
}
export const samplePeople = (): PersonRecord[] => json('people.json');
export const sampleStaff = (): StaffMember[] => json('staff.json');
export const sampleQueues = (): QueueLoad[] => json('queues.json');
