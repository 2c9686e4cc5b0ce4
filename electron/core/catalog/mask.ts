/** How personal data are shown until somebody presses and holds. */

const stars = (count: number): string => '*'.repeat(Math.max(1, count));

/** 测** · T*** */
export const maskName = (name: string): string => {
  const letters = [...name];
  return letters.length === 0 ? '' : `${letters[0]}${stars(Math.min(letters.length - 1, 3))}`;
};

/** 110***********002X: the first three and the last four. */
export const maskNumber = (number: string): string =>
  number.length <= 7
    ? stars(number.length)
    : `${number.slice(0, 3)}${stars(number.length - 7)}${number.slice(-4)}`;

/** 138****8888 */
export const maskPhone = (phone: string): string =>
  phone.length <= 7
    ? stars(phone.length)
    : `${phone.slice(0, 3)}${stars(phone.length - 7)}${phone.slice(-4)}`;

/** The district stays, the door does not. */
export const maskAddress = (address: string): string => {
  const letters = [...address];
  const kept = Math.min(6, Math.floor(letters.length / 2));
  return `${letters.slice(0, kept).join('')}${stars(Math.min(letters.length - kept, 8))}`;
};
