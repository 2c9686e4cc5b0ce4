import { z } from 'zod';

/** A text of the catalogue in several languages; a missing one falls back to zh-CN. */
export const Text = z.intersection(z.object({ 'zh-CN': z.string() }), z.record(z.string(), z.string()));
export type Text = z.infer<typeof Text>;

export const Language = z.string().min(2);
export type Language = z.infer<typeof Language>;

export const textIn = (text: Text, language: Language): string => text[language] ?? text['zh-CN'];

/** Calendar date `YYYY-MM-DD` in the hall's time zone. */
export const DateText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
