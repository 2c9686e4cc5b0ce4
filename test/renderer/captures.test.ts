import { describe, expect, it } from 'vitest';
import type { Captured } from '../../electron/contract/cameras.ts';
import { captureDesk } from '../../renderer/captures.ts';

const still = { mediaType: 'image/jpeg', base64: 'AAAA' } as const;

const desk = () => {
  const answers: Captured[] = [];
  return { answers, ...captureDesk((answer) => answers.push(answer)) };
};

describe("the core's orders for pictures", () => {
  it('are taken with the camera that is shown, each under its own number', async () => {
    const { answers, takeWith, order } = desk();
    takeWith(async (label) => (label === 'document' ? still : 'no-camera'));
    await order({ id: '7', label: 'document' });
    await order({ id: '8', label: 'face' });
    expect(answers).toEqual([
      { id: '7', ...still },
      { id: '8', error: 'no-camera' },
    ]);
  });

  it('are refused while no screen shows what a camera sees', async () => {
    const { answers, takeWith, order } = desk();
    const leave = takeWith(async () => still);
    leave();
    await order({ id: '7', label: '' });
    expect(answers).toEqual([{ id: '7', error: 'not-shown' }]);
  });

  it('stay with the newer screen when the older one leaves after it came', async () => {
    const { answers, takeWith, order } = desk();
    const leaveOld = takeWith(async () => 'failed');
    takeWith(async () => still);
    leaveOld();
    await order({ id: '7', label: '' });
    expect(answers).toEqual([{ id: '7', ...still }]);
  });

  it('are not answered when they are none', async () => {
    const { answers, order } = desk();
    await order({ id: 7 });
    await order('capture');
    expect(answers).toEqual([]);
  });
});
