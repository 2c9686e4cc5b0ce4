import type { SimulatedCard } from '../../../devices/models/sam/simulated-card.ts';

/** Nobody: the sample cards of the protocol description. */
export const resident = {
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

export const hmtResident = {
  kind: 'hmt-residence',
  name: '测试港澳',
  sex: '2',
  birth: '19990101',
  address: '广东省测试区样例路2号',
  number: '810000199901010014',
  issuer: '测试公安局',
  from: '20200101',
  until: '20250101',
  passNumber: 'H12345678',
  issues: '01',
} as const satisfies SimulatedCard;

export const foreigner2017 = {
  kind: 'foreign-pr-2017',
  englishName: 'TEST, SAMPLE NAME',
  sex: '1',
  number: 'CAN110090123105',
  nationality: 'CAN',
  chineseName: '测试',
  from: '20180101',
  until: '20280101',
  birth: '19850101',
  version: '01',
  authority: '1500',
} as const satisfies SimulatedCard;

export const foreigner2023 = {
  kind: 'foreign-pr-2023',
  chineseName: '测试',
  sex: '1',
  renewals: '00',
  birth: '19850101',
  englishName: 'TEST, SAMPLE NAME',
  number: '932682198501010017',
  from: '20240101',
  until: '20340101',
  nationality: 'CAN',
} as const satisfies SimulatedCard;
