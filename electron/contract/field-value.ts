import { z } from 'zod';

/** Form values as they go up: text kinds as strings, `number` as number, `choices` as ids, `yesNo` as boolean. */
export const FieldValue = z.union([
  z.string().max(4000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(200)).max(100),
]);
export type FieldValue = z.infer<typeof FieldValue>;
