import { expect, test } from 'vitest';
import { atMaterials } from '../support/flows.ts';
import { status } from '../support/hall.ts';
import { Visitor } from '../support/visitor.ts';

const withCamera = (visitor: Visitor, link: 'ready' | 'absent' = 'ready'): Visitor => {
  visitor.tell({ kind: 'device', role: 'scanner', driver: 'camera', status: status(link) });
  if (link === 'ready') visitor.tell({ kind: 'scan-sources', sources: ['camera'] });
  return visitor;
};

test('under a document camera every touch takes one picture, until the paper has all its pages', () => {
  const visitor = withCamera(atMaterials());
  visitor.touch('photo');
  expect(visitor.sees('scan')).toMatchObject({ source: 'camera', sources: ['camera'], material: { max: 2 } });
  visitor.act('scan');
  expect(visitor.all('scan').at(-1)?.request).toMatchObject({ source: 'camera', maxPages: 1 });
  visitor.scanned(['p1']);
  visitor.act('scan');
  visitor.scanned(['p2']);
  expect(visitor.sees('scan')).toMatchObject({
    canConfirm: true,
    pages: [{ handle: 'p1' }, { handle: 'p2' }],
  });
});

test('a kiosk whose camera is not there says so before the first touch of the journey', () => {
  const visitor = withCamera(Visitor.atHome(), 'absent');
  const scan = visitor.sees('home').choices.find(({ id }) => id === 'scan');
  expect(scan?.unavailable?.code).toBe('camera-trouble');
});

test('a camera that is pulled out while a picture is taken is named, and the pages before it are kept', () => {
  const visitor = withCamera(atMaterials());
  visitor.touch('photo');
  visitor.act('scan');
  visitor.scanned(['p1']);
  visitor.act('scan');
  withCamera(visitor, 'absent');
  visitor.scanned([], { code: 'disconnected' });
  expect(visitor.sees('scan')).toMatchObject({
    state: 'ready',
    problem: { code: 'camera-trouble' },
    pages: [{ handle: 'p1' }],
  });
});
