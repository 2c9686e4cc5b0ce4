import type { SimulatedCard } from '../models/sam/simulated-card.ts';

/** The person of the protocols' example card, whom the stand-in central system knows. */
export const citizenCard = {
  kind: 'resident-id',
  name: '测试样例',
  sex: '1',
  nation: '01',
  birth: '19491231',
  address: '北京市测试区样例路1号',
  number: '11010519491231002X',
  issuer: '测试公安局',
  from: '20200101',
  until: '长期',
} as const satisfies SimulatedCard;

/** The owner of the noodle shop whose licence is `LICENCE-TEST-0001`. */
export const ownerCard = {
  kind: 'resident-id',
  name: '测试老板',
  sex: '2',
  nation: '01',
  birth: '19760908',
  address: '浙江省杭州市西湖区测试四路15号',
  number: '33010619760908004X',
  issuer: '测试公安局',
  from: '20150101',
  until: '20350101',
} as const satisfies SimulatedCard;

/** Cards that lie beside the bench. Invented people, known to the stand-in central system under the same numbers. */
export const benchCards: Readonly<Record<string, SimulatedCard>> = {
  citizen: citizenCard,
  owner: ownerCard,
  hmt: {
    kind: 'hmt-residence',
    name: '测试港澳',
    sex: '2',
    birth: '19990101',
    address: '广东省测试区样例路2号',
    number: '810000199901010014',
    issuer: '测试公安局',
    from: '20200101',
    until: '20350101',
    passNumber: 'H12345678',
    issues: '01',
  },
  foreign2017: {
    kind: 'foreign-pr-2017',
    englishName: 'TEST, SAMPLE NAME',
    chineseName: '测试',
    sex: '1',
    birth: '19850101',
    number: 'CAN110090123105',
    nationality: 'CAN',
    version: '01',
    authority: '1500',
    from: '20180101',
    until: '20280101',
  },
  foreign2023: {
    kind: 'foreign-pr-2023',
    englishName: 'TEST, SAMPLE NAME',
    chineseName: '测试',
    sex: '1',
    birth: '19850101',
    number: '932682198501010017',
    nationality: 'CAN',
    renewals: '00',
    from: '20240101',
    until: '20340101',
  },
  expired: { ...citizenCard, from: '20040101', until: '20240101' },
  'unknown-type': { ...citizenCard, typeFlag: 'Q' },
};
