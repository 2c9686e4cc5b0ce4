import { describe, expect, it } from 'vitest';
import { Captured, type CaptureOrder, LARGEST_STILL_BASE64 } from '../../electron/contract/cameras.ts';
import { type PageCameras, pageCameras } from '../../electron/core/page-cameras.ts';

const never = new AbortController().signal;
const base64 = Buffer.from('a picture').toString('base64');

const connected = (cameras: PageCameras): { orders: CaptureOrder[]; leave: () => void } => {
  const orders: CaptureOrder[] = [];
  return { orders, leave: cameras.connect((order) => orders.push(order)) };
};

describe("the page's cameras", () => {
  it('gives the picture to whoever asked for it, and to nobody else', async () => {
    const cameras = pageCameras();
    const { orders } = connected(cameras);
    const [first, second] = [cameras.still('A', never), cameras.still('B', never)];
    expect(orders.map(({ label }) => label)).toEqual(['A', 'B']);
    const [a, b] = orders.map(({ id }) => id);
    cameras.take({ id: b ?? '', error: 'failed' });
    cameras.take({ id: a ?? '', mediaType: 'image/jpeg', base64 });
    expect(await first).toMatchObject({ ok: true, value: { mediaType: 'image/jpeg' } });
    expect(await second).toMatchObject({ ok: false, error: { code: 'rejected' } });
  });

  it('drops a picture that comes when nobody waits for it any more', async () => {
    const cameras = pageCameras();
    const { orders } = connected(cameras);
    const cancel = new AbortController();
    const still = cameras.still('', cancel.signal);
    cancel.abort();
    cameras.take({ id: orders[0]?.id ?? '', mediaType: 'image/jpeg', base64 });
    expect(await still).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });

  it('ends a picture whose page has gone', async () => {
    const cameras = pageCameras();
    const { leave } = connected(cameras);
    const still = cameras.still('', never);
    leave();
    expect(await still).toMatchObject({ ok: false, error: { code: 'disconnected' } });
    expect(await cameras.still('', never)).toMatchObject({ ok: false, error: { code: 'disconnected' } });
  });

  it('forgets what a page told when a newer one replaces it, and asks only the newer one', async () => {
    const cameras = pageCameras();
    const old = connected(cameras);
    cameras.tell({ permission: 'granted', labels: ['Camera of the old window'] });
    const still = cameras.still('', never);
    const fresh = connected(cameras);
    expect(await still).toMatchObject({ ok: false, error: { code: 'disconnected' } });
    expect(cameras.told()).toBeUndefined();
    old.leave();
    void cameras.still('', never);
    expect([old.orders.length, fresh.orders.length]).toEqual([1, 1]);
  });

  it('answers a page with the camera that was chosen upon what it told', () => {
    const cameras = pageCameras();
    connected(cameras);
    cameras.onTold(() => cameras.use(cameras.told()?.labels[1]));
    expect(cameras.tell({ permission: 'granted', labels: ['face', 'document'] })).toBe('document');
    expect(cameras.tell({ permission: 'granted', labels: ['face'] })).toBeNull();
  });

  it('takes no picture beyond twelve megabytes', () => {
    const still = { id: '1', mediaType: 'image/jpeg', base64: 'A'.repeat(LARGEST_STILL_BASE64) };
    expect(Captured.safeParse(still).success).toBe(true);
    expect(Captured.safeParse({ ...still, base64: `${still.base64}A` }).success).toBe(false);
  });
});
