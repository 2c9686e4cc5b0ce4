/** Why the central system did not take a record, in the words of staff: key under `staff.refusal`, and what is filled in. */
export type Refusal = {
  readonly key: 'unreadable' | 'upload' | 'otherBefore' | 'unfit' | 'status' | 'unknown';
  readonly status?: string;
};

const STATUS = /^(upload )?status (\d{3})(?: (.+))?$/;

/** From the reason as it is kept with the record: `status 422 fault`, `upload status 413`, `unreadable`. */
export const refusalOf = (reason: string): Refusal => {
  if (reason === 'unreadable') return { key: 'unreadable' };
  const [, upload, status, type] = STATUS.exec(reason) ?? [];
  if (status === undefined) return { key: 'unknown' };
  if (upload !== undefined) return { key: 'upload', status };
  if (type === 'idempotency-key-reuse') return { key: 'otherBefore', status };
  return { key: status === '422' || status === '400' ? 'unfit' : 'status', status };
};
