import type { Item } from '../../../contract/catalogue.ts';
import type { ScreenOf } from '../../../contract/screens.ts';
import type { Text } from '../../../contract/text.ts';
import { type Asked, askedPages } from '../../catalog/asked.ts';
import { bundleReason, itemReason, queueReason } from '../../catalog/availability.ts';
import { deviceReason } from '../../catalog/device-reason.ts';
import { needs } from '../../catalog/papers.ts';
import { identityOf, isBundle, subjectOf } from '../../catalog/subject.ts';
import { offersAgent } from '../../journeys/catalogue.ts';
import { asksLicence } from '../../journeys/licence.ts';
import type { World } from '../state.ts';
import { unavailable, withPoint } from './places.ts';

/** The departments behind a bundle, each once, in every language that all of them have. */
const departmentOf = ({ items }: Asked): Text => {
  const languages = Object.keys(items[0]?.department ?? {});
  const joined = (language: string): string =>
    [...new Set(items.map(({ department }) => department[language] ?? department['zh-CN']))].join(
      language.startsWith('zh') ? '、' : ', ',
    );
  return {
    ...Object.fromEntries(languages.map((language) => [language, joined(language)])),
    'zh-CN': joined('zh-CN'),
  };
};

/** Of several the slowest tells how long it takes. */
const longest = (
  { items }: Asked,
  days: 'promiseDays' | 'legalDays',
): Partial<Record<typeof days, number>> => {
  const told = items.flatMap((item) => item[days] ?? []);
  return told.length === 0 ? {} : { [days]: Math.max(...told) };
};

const routeOf = (item: Item | undefined): Item['route'] => item?.route ?? 'kiosk';

export const itemScreen = (world: World, id: string): ScreenOf<'item'> | undefined => {
  const chosen = subjectOf(world.catalogue, id);
  if (chosen === undefined) return undefined;
  const { subject, asked } = chosen;
  const item = isBundle(subject) ? undefined : subject;
  const queue = world.catalogue?.queues.find((candidate) => candidate.id === item?.queueId);
  const reason = isBundle(subject) ? bundleReason(world, subject) : itemReason(world, subject);
  return {
    name: 'item',
    item: {
      id: subject.id,
      name: subject.name,
      department: departmentOf(asked),
      route: routeOf(item),
      identity: identityOf(asked),
      licence: routeOf(item) === 'kiosk' && asksLicence(asked),
      ...(item?.fee === undefined ? {} : { fee: item.fee }),
      ...longest(asked, 'promiseDays'),
      ...longest(asked, 'legalDays'),
    },
    parts: item === undefined ? asked.items.map(({ name }) => name) : [],
    questions: askedPages(asked, {}).length,
    needs: needs(asked).map((material) => ({
      materialId: material.id,
      name: material.name,
      required: material.required,
      source: material.source,
      deferrable: material.deferrable ?? false,
      ...(material.deferDays === undefined ? {} : { deferDays: material.deferDays }),
      ...(material.pages === undefined ? {} : { pages: material.pages }),
    })),
    hasGuide: (item?.guide ?? []).length > 0,
    ...(reason === undefined && routeOf(item) === 'kiosk' && offersAgent(chosen)
      ? { onBehalf: unavailable(deviceReason(world, 'idReader')) }
      : {}),
    ...unavailable(withPoint(world, reason, item?.id ?? 'apply')),
    ...(queue === undefined || queueReason(world, queue) !== undefined ? {} : { queueId: queue.id }),
  };
};
