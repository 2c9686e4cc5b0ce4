import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decode, encode } from '../../../devices/models/ipp/codec.ts';
import { attributesOf, groupTag, type IppMessage } from '../../../devices/models/ipp/message.ts';
import { getPrinterAttributes } from '../../../devices/models/ipp/operations.ts';
import { profileOf, reportOf } from '../../../devices/models/ipp/profile.ts';
import { readRequest } from '../../../devices/models/ipp/simulator/wire.ts';
import { IppSimulator } from '../../../devices/models/ipp/simulator.ts';
import { interpret } from '../../../devices/protocol/printing/conditions.ts';
import {
  anyIppMessage,
  bytesOfHex,
  recordedReply,
  recordedRequest,
} from '../../devices/support/ipp-messages.ts';
import type { ProofContext } from '../proof.ts';
import { damaged, otherValues, same, sampled } from './sampled.ts';

const golden = [bytesOfHex(recordedRequest), bytesOfHex(recordedReply)];

const read = (bytes: Uint8Array): IppMessage => {
  const decoded = decode(bytes);
  if (!decoded.ok) throw new Error(`${decoded.malformed.reason} at ${decoded.malformed.at}`);
  return decoded.message;
};

/** Whatever was understood is looked at as the adapter does, and can be written and understood the same once more. */
const survived = (bytes: Uint8Array): void => {
  const decoded = decode(bytes);
  readRequest(bytes);
  if (!decoded.ok) {
    assert(decoded.malformed.at >= 0 && decoded.malformed.at <= bytes.length, 'a fault outside the message');
    return;
  }
  const attributes = attributesOf(decoded.message, groupTag.printer);
  profileOf(attributes);
  interpret(reportOf(attributes));
  const again = decode(encode(decoded.message));
  same(again.ok && again.message, decoded.message, 'written and read again');
};

export const ippMessages = async (context: ProofContext): Promise<void> => {
  const check = (promise: string, body: () => number | Promise<number>) =>
    context.check(`IPP: ${promise}`, body);
  const simulator = new IppSimulator();
  const ask = getPrinterAttributes(['all'])(
    { printerUri: 'ipp://127.0.0.1/ipp/print', version: { major: 2, minor: 0 } },
    7,
  );
  const answer = await simulator.answer(encode(ask));
  assert(answer.kind === 'reply');
  const whole = [...golden, Uint8Array.from(answer.bytes)];

  await check('a message that is cut off anywhere is malformed, and says where', () => {
    let cases = 0;
    for (const bytes of whole)
      for (const length of context.spread(bytes.length, 50)) {
        same(decode(bytes.subarray(0, length)).ok, false, `${length} bytes`);
        survived(bytes.subarray(0, length));
        cases += 1;
      }
    return cases;
  });

  await check(
    'a message with any single wrong byte is understood as something or malformed, never an exception',
    () => {
      let cases = 0;
      for (const bytes of whole) {
        const values = context.times(255, 8);
        for (const at of context.spread(bytes.length, 50))
          for (const byte of otherValues(bytes[at] ?? 0, values)) {
            survived(damaged(bytes, at, byte));
            cases += 1;
          }
      }
      return cases;
    },
  );

  await check('the very next message is understood, whatever the one before was', () =>
    sampled(context, 'ipp next', fc.uint8Array({ maxLength: 300 }), (noise) => {
      survived(noise);
      survived(Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 1, 4, ...noise));
      same(read(golden[1] ?? noise).code, 0);
    }),
  );

  await check('every message that was written is read as it was meant', () =>
    sampled(context, 'ipp round trip', anyIppMessage, (message) => same(read(encode(message)), message)),
  );

  await check('a document behind a message comes through untouched, also one that looks like a message', () =>
    sampled(
      context,
      'ipp documents',
      fc.tuple(anyIppMessage, fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...golden))),
      ([message, data]) => {
        same(read(encode({ ...message, data })).data, data);
      },
    ),
  );

  await check('the simulated printer reads requests as they were meant, by a reader of its own', () =>
    sampled(
      context,
      'ipp simulator',
      fc.array(fc.stringMatching(/^[a-z][a-z-]{0,30}$/), { minLength: 1, maxLength: 12 }),
      (names) => {
        const request = getPrinterAttributes(names)(
          { printerUri: 'ipp://x/y', version: { major: 2, minor: 0 } },
          3,
        );
        const found = readRequest(encode(request));
        const values =
          found?.operationAttributes.find(({ name }) => name === 'requested-attributes')?.values ?? [];
        same(
          values.map(({ bytes }) => bytes.toString()),
          names,
        );
      },
      20_000,
    ),
  );
};
