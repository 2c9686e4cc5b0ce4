import type { TicketPrinter } from '../../classes/ticket-printer.ts';
import type { ByteTransport, Clock } from '../../transports/transport.ts';
import { EscposTicketPrinter } from './adapter.ts';
import { type EscposSettings, escposOptions } from './options.ts';
import { redactEscpos } from './redact.ts';

/** Ticket printers with 80 mm paper that speak ESC/POS: serial, port 9100, or a USB printer's `/dev/usb/lp0`. */
export const escposModel = {
  name: 'escpos',
  role: 'ticketPrinter',
  transports: ['serial', 'tcp', 'file'],
  serial: { baudRate: 9600 },
  redact: redactEscpos,
  options: escposOptions,
  create: (transport: ByteTransport, clock: Clock, options: EscposSettings = {}): TicketPrinter =>
    new EscposTicketPrinter({ ...options, transport, clock }),
} as const;
