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
