import { describe, expect, it } from 'vitest';
import { fixtureNames, fixtures, screenNames, snapshotOf } from './fixtures.ts';

/** GB 11643: the last of the 18 characters is the check digit. */
const couldBeAnIdNumber = (number: string): boolean => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return '10X98765432'[sum % 11] === number[17];
};

describe('the pictures of the gallery', () => {
  it('show every screen of the contract', () => {
    const shown = new Set(fixtureNames.map((name) => fixtures[name]?.screen.name));
    expect(screenNames.filter((name) => !shown.has(name))).toEqual([]);
  });

  it.each(fixtureNames)('%s is a snapshot that the contract accepts', (name) => {
    const { screen } = snapshotOf(name);
    expect(screen.name).toBe(name.split('.')[0]);
    expect(screen).toEqual(fixtures[name]?.screen);
  });

  it('hold nobody: no complete ID number, no complete mobile number, only invented names', () => {
    const text = JSON.stringify(fixtures);
    expect((text.match(/\d{17}[\dX]/g) ?? []).filter(couldBeAnIdNumber)).toEqual([]);
    expect(text.match(/(?<!\d)1[3-9]\d{9}(?!\d)/g)).toBeNull();
    const people = Object.values(fixtures).flatMap(({ person }) => (person ? [person.maskedName] : []));
    expect(people.every((name) => /^测\*+$/.test(name))).toBe(true);
  });
});
