import { expect } from '@playwright/test';
import type { Outside } from '../../support/outside.ts';
import { citizenCard } from './cards.ts';
import type { Citizen } from './citizen.ts';

/** From the catalogue to the papers: the health statement for a driving licence, its questions answered, known by the card. */
export const fillsInHealthStatement = async (
  citizen: Citizen,
  reader: Outside['reader'],
  within = 20_000,
): Promise<void> => {
  await citizen.choose('medical-statement');
  await citizen.sees('item');
  await citizen.does('next');
  await citizen.sees('identify');
  reader.layCard(citizenCard);
  await citizen.sees('form', within);
  reader.liftCard();
  await citizen.picks('licenceClass', 'c1');
  await citizen.types('checkedOn', '2026-11-20');
  await citizen.does('next');
  await expect(citizen.field('phone')).toBeVisible();
  await citizen.types('phone', '13800000001');
  await citizen.does('next');
  await citizen.sees('materials');
};
