/** As much of leveldown 6 as the bench calls. */
declare module 'leveldown' {
  type Batch = (operations: readonly object[], options: object, callback: (error?: Error) => void) => void;
  export default function leveldown(location: string): { _batch: Batch };
}
