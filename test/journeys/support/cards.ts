import type { SimulatedCard } from '../../../devices/models/sam/simulated-card.ts';

export { citizenCard, ownerCard } from '../../../devices/simulated/cards.ts';

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
