/** Somebody who puts a submission on disk and says so when it is there. */
export type Contender = {
  readonly name: string;
  /** Takes so many, one after another; resolves to how many a second. */
  take(many: number): Promise<number>;
  close(): Promise<void>;
};

export const timed = async (many: number, work: () => Promise<void> | void): Promise<number> => {
  const began = performance.now();
  await work();
  return (many * 1_000) / (performance.now() - began);
};

/** A submission as large as most: an applicant, ten answers. */
export const submission = (id: string): object => ({
  id,
  itemId: 'residence-permit',
  applicant: {
    documentType: 'resident-id',
    name: '测试样例',
    idNumber: '11010519491231002X',
    source: 'card',
  },
  form: Object.fromEntries(
    Array.from({ length: 10 }, (_, index) => [`field${index}`, '浙江省杭州市西湖区测试路一号']),
  ),
});
