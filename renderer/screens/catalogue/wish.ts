/** The search bar on home opens the catalogue with the search ready. One touch, one wish. */
let wished = false;

export const wishToSearch = (): void => {
  wished = true;
};

export const takeSearchWish = (): boolean => {
  const had = wished;
  wished = false;
  return had;
};
