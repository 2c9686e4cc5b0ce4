/** The smallest record there is, to be saved; `part` of its body may be otherwise. */
export const rating = (part: object = {}) => ({
  kind: 'rating' as const,
  path: '/ratings',
  body: ({ id }: { id: string }) => ({
    id,
    kioskId: 'HZ-XH-0012',
    score: 5,
    tags: [],
    createdAt: '2026-03-02T09:00:00+08:00',
    ...part,
  }),
});

/** Another small one, at a path of its own. */
export const report = () => ({
  kind: 'report' as const,
  path: '/reports',
  body: ({ id }: { id: string }) => ({
    id,
    kioskId: 'HZ-XH-0012',
    screen: 'home',
    createdAt: '2026-03-02T09:00:00+08:00',
  }),
});
