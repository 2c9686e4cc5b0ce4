import assert from 'node:assert/strict';
import type { IdReader } from '../../devices/classes/id-reader.ts';
import { samModel } from '../../devices/models/sam/model.ts';
import { transportFor } from '../../devices/transports/address.ts';
import { systemClock } from '../../devices/transports/transport.ts';
import { whenStatus } from '../devices/support/events.ts';
import { openHandles } from './handles.ts';
import { type AskHost, type KernelPromise, withinItsTime } from './promises.ts';

/** Where the first USB converter appears; while somebody holds on to an unplugged one, the next gets another number. */
const port = '/dev/ttyUSB0';

const isReady = ({ link }: { link: string }): boolean => link === 'ready';
const isAbsent = ({ link }: { link: string }): boolean => link === 'absent';

const whenPresent = (reader: IdReader): Promise<void> =>
  new Promise((resolve) => {
    if (reader.presence() === 'present') return resolve();
    const undo = reader.onPresence((presence) => {
      if (presence !== 'present') return;
      undo();
      resolve();
    });
  });

const open = () => transportFor(`serial:${port}`, samModel);

/** The adapter with its usual settings on the USB converter's port; the reader is plugged in and no card lies on it. */
const withReader = async (ask: AskHost, work: (reader: IdReader) => Promise<void>): Promise<void> => {
  await ask('plug-reader');
  await ask('lift-card');
  const reader = samModel.create(open(), systemClock);
  try {
    await reader.start();
    await withinItsTime(whenStatus(reader, isReady).then(() => work(reader)));
  } finally {
    await reader.stop();
  }
  assert.deepEqual(await openHandles('/dev/ttyUSB'), []);
};

const neverAborted = new AbortController().signal;

/** Lays the sample card, reads it, lifts it. */
const readsTheCard = async (reader: IdReader, ask: AskHost): Promise<void> => {
  await ask('lay-card');
  await whenPresent(reader);
  const read = await reader.read(neverAborted);
  await ask('lift-card');
  assert(read.ok, read.ok ? '' : read.error.detail);
  const { photo, ...rest } = read.value;
  assert.equal(photo?.length, 1024);
  assert.deepEqual(rest, {
    kind: 'resident-id',
    name: '测试样例',
    sex: 'male',
    nation: '汉',
    birthDate: '1949-12-31',
    address: '北京市测试区样例路1号',
    idNumber: '11010519491231002X',
    issuer: '测试公安局',
    validFrom: '2020-01-01',
    validUntil: 'long-term',
  });
};

export const readerPromises = (ask: AskHost): readonly KernelPromise[] => [
  {
    name: "a card is read whole through a USB converter, and by then the reader has told its module's number",
    keep: () =>
      withReader(ask, async (reader) => {
        await readsTheCard(reader, ask);
        assert.equal(reader.samNumber(), '05.03-20130411-0000000001-0000000002');
      }),
  },
  {
    name: 'a port that is in use cannot be opened by a second program part',
    keep: () =>
      withReader(ask, async () => {
        await assert.rejects(open().open(), /ttyUSB0.*lock/i);
      }),
  },
  {
    name: 'a reader pulled out is absent and leaves no handle; plugged in again it keeps its name and reads',
    keep: () =>
      withReader(ask, async (reader) => {
        await ask('unplug-reader');
        await whenStatus(reader, isAbsent);
        assert.deepEqual(await openHandles('/dev/ttyUSB'), []);
        await ask('plug-reader');
        await whenStatus(reader, isReady);
        await readsTheCard(reader, ask);
      }),
  },
  {
    name: 'a reader pulled out in the middle of a read ends it with an error, and the next read succeeds',
    keep: () =>
      withReader(ask, async (reader) => {
        await ask('lay-card');
        await whenPresent(reader);
        await ask('unplug-reader-in-next-read');
        const read = await reader.read(neverAborted);
        assert(!read.ok);
        assert.equal(read.error.code, 'disconnected');
        await whenStatus(reader, isAbsent);
        await ask('plug-reader');
        await whenStatus(reader, isReady);
        await readsTheCard(reader, ask);
      }),
  },
];
