import type { SimulatedCard } from '../../../devices/models/sam/simulated-card.ts';

/** An invented person whom the stand-in central system knows (protocols' golden card). */
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

/** Another one, for whom somebody comes. */
export const daughterCard = {
  kind: 'resident-id',
  name: '测试小雨',
  sex: '2',
  nation: '01',
  birth: '19980516',
  address: '浙江省杭州市西湖区测试二路106号5幢902室',
  number: '33010619980516002X',
  issuer: '测试公安局',
  from: '20190301',
  until: '20290301',
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
