const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkDigits = '10X98765432';

/** Check digit (ISO 7064 MOD 11-2) of the first 17 digits of a number. Undefined when they are not 17 digits. */
export const checkDigitOf = (first17: string): string | undefined => {
  if (!/^\d{17}$/.test(first17)) return undefined;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return checkDigits[sum % 11];
};

/** True for 18 characters (17 digits and a check digit, `X` for ten) as GB 11643 wants them. */
export const isValidIdNumber = (number: string): boolean =>
  number.length === 18 && number[17] === checkDigitOf(number.slice(0, 17));
