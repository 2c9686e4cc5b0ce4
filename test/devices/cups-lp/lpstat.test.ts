/** What CUPS 2.4.2 (Debian 12) printed, recorded with LC_ALL=C. */
import { describe, expect, it } from 'vitest';
import { offersBothSides, parseRequestId, parseVerdict } from '../../../devices/models/cups-lp/commands.ts';
import { parseJob, parseQueueReport } from '../../../devices/models/cups-lp/lpstat.ts';
import { cupsLpModel } from '../../../devices/models/cups-lp/model.ts';

/** The rest of a long listing, which is the same for every queue. */
const rest = `	Location: 
	Connection: direct
	On fault: no alert
	After fault: continue
	Users allowed:
		(all)
	Forms allowed:
		(none)
	Banner required
	Charset sets:
		(none)
	Default pitch:
	Default page size:
	Default port settings:
`;
const form = `	Form mounted:
	Content types: any
	Printer types: unknown
	Description: office
`;
const accepts = 'office accepting requests since Mon Nov 23 13:39:54 2026\n';

const idle = `printer office is idle.  enabled since Mon Nov 23 13:39:54 2026
${form}	Alerts: none
${rest}${accepts}`;
const printing = `printer office now printing office-3.  enabled since Mon Nov 23 13:37:40 2026
${form}	Alerts: media-empty-error
${rest}${accepts}`;
const jammed = `printer office disabled since Mon Nov 23 13:39:54 2026 -
	jammed
${form}	Alerts: media-jam-error paused
${rest}${accepts}`;
const rejecting = `printer office disabled since Mon Nov 23 13:36:42 2026 -
	Rejecting Jobs
${form}	Alerts: paused
${rest}office not accepting requests since Mon Nov 23 13:36:43 2026 -
	Rejecting Jobs
`;

describe('what lpstat says of a queue', () => {
  it.each([
    ['idle', idle, { state: 3, reasons: [], accepting: true, printing: undefined }],
    ['printing, without paper', printing, { state: 4, reasons: ['media-empty-error'], printing: 3 }],
    ['stopped by a jam', jammed, { state: 5, reasons: ['media-jam-error', 'paused'], accepting: true }],
    ['refusing jobs', rejecting, { state: 5, reasons: ['paused'], accepting: false }],
  ])('%s', (_name, output, report) => {
    expect(parseQueueReport(output, 'office')).toMatchObject(report);
  });

  it('a printer’s own message that looks like alerts is not taken for them', () => {
    const spoofed = jammed.replace('\tjammed\n', '\tAlerts: toner-low\n');
    expect(parseQueueReport(spoofed, 'office')?.reasons).toEqual(['media-jam-error', 'paused']);
  });

  it('a cancelled job on its way to its stopping point is printing, with no number', () => {
    const stopping = printing.replace('office-3.', 'office-0.');
    expect(parseQueueReport(stopping, 'office')?.printing).toBe(0);
  });

  it.each(['', 'scheduler is not running\n', idle.replaceAll('office', 'office2')])(
    'says nothing of this queue: %j',
    (output) => {
      expect(parseQueueReport(output, 'office')).toBeUndefined();
    },
  );
});

const waiting = `office-12               kiosk             1024   Mon Nov 23 13:40:23 2026
	Alerts: none
	queued for office
`;
const stopped = `office-2                kiosk             1024   Mon Nov 23 13:37:39 2026
	Status: jammed
	Alerts: printer-stopped
	queued for office
office-12               kiosk             1024   Mon Nov 23 13:40:23 2026
	Alerts: none
	queued for office
`;

describe('what lpstat says of a job', () => {
  it('that waits: CUPS has not begun it', () => {
    expect(parseJob(waiting, 'office', 12)).toEqual({ begun: false, alerts: [] });
  });

  it('that stopped with the queue: it was begun', () => {
    expect(parseJob(stopped, 'office', 2)).toEqual({ begun: true, alerts: ['printer-stopped'] });
  });

  it('each job has its own lines only', () => {
    expect(parseJob(stopped, 'office', 12)).toEqual({ begun: false, alerts: [] });
  });

  it('another number that begins the same is another job', () => {
    expect(parseJob(waiting, 'office', 1)).toBeUndefined();
    expect(parseJob('', 'office', 1)).toBeUndefined();
  });

  it('names of users are never kept', () => {
    expect(JSON.stringify(parseJob(stopped, 'office', 2))).not.toContain('kiosk');
  });
});

describe('what the other commands answer', () => {
  it('lp names the job', () => {
    expect(parseRequestId('request id is office-7 (0 file(s))\n', 'office')).toBe(7);
    expect(parseRequestId('request id is office-2-7 (1 file(s))\n', 'office-2')).toBe(7);
    expect(parseRequestId('lp: Destination "office" is not accepting jobs.\n', 'office')).toBeUndefined();
  });

  it.each([
    [0, '', 'running'],
    [1, "cancel: cancel-job failed: Job #3 is already canceled - can't cancel.\n", 'canceled'],
    [1, "cancel: cancel-job failed: Job #3 is already completed - can't cancel.\n", 'completed'],
    [1, "cancel: cancel-job failed: Job #3 is already aborted - can't cancel.\n", 'aborted'],
    [1, 'cancel: cancel-job failed: Job #99 does not exist.\n', 'gone'],
    [1, 'cancel: Unable to connect to server.\n', undefined],
    [null, '', undefined],
  ])('cancel, status %s, %j: %s', (status, errors, verdict) => {
    expect(parseVerdict(status, errors)).toBe(verdict);
  });

  it.each([
    ['Duplex/2-Sided Printing: *None DuplexNoTumble DuplexTumble\n', true],
    ['PageSize/Media Size: *A4 Letter\nsides/Sides: *one-sided two-sided-long-edge\n', true],
    ['PageSize/Media Size: *A4 Letter\n', false],
    ['Duplex/2-Sided Printing: *None\n', false],
    ['', false],
  ])('lpoptions %j offers both sides: %s', (output, both) => {
    expect(offersBothSides(output)).toBe(both);
  });
});

describe('the address of a queue', () => {
  it.each(['cups:office', 'cups:HP_LaserJet-4.2', 'cups:一号打印机'])('%s', (at) => {
    expect(cupsLpModel.parseAddress(at)).toMatchObject({ ok: true, queue: at.slice(5) });
  });

  it.each(['office', 'cups:', 'cups:-a', 'cups:a,b', 'cups:a b', 'cups:a/b', 'ipp://h/office'])(
    'refuses %s',
    (at) => {
      expect(cupsLpModel.parseAddress(at)).toMatchObject({ ok: false });
    },
  );
});
