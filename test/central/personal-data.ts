const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643: 17 digits and a check character by ISO 7064 MOD 11-2. */
export function isResidentNumber(text: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(text)) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return '10X98765432'[sum % 11] === text[17]?.toUpperCase();
}

/** What in `text` looks like personal data: resident numbers, mobile numbers, and any of `known` (names, numbers). */
export function personalDataIn(text: string, known: readonly string[]): string[] {
  const numbers = (text.match(/(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])/g) ?? []).filter(isResidentNumber);
  const phones = text.match(/(?<![0-9A-Za-z.-])1[3-9]\d{9}(?![0-9A-Za-z.-])/g) ?? [];
  return [...numbers, ...phones, ...known.filter((word) => text.includes(word))];
}
