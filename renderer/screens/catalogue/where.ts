import type { ScreenOf } from '../../../electron/contract/screens.ts';

type Line = Pick<ScreenOf<'catalogue'>['items'][number], 'route' | 'fee'>;

export type Where = 'kiosk' | 'print' | 'elsewhere';

/** A fee is paid at a counter: what costs something is not finished here, whatever its route. */
export const whereOf = ({ route, fee }: Line): Where =>
  fee !== undefined || route === 'counter' || route === 'online' ? 'elsewhere' : route;
