/** As much of plainjob 0.0.14 as the bench calls. */
declare module 'plainjob' {
  type Connection = { readonly driver: 'better-sqlite3' };
  export function better(database: object): Connection;
  export function defineQueue(options: {
    readonly connection: Connection;
    readonly logger: Readonly<Record<'error' | 'warn' | 'info' | 'debug', () => void>>;
  }): {
    add(type: string, data: unknown): { readonly id: number };
    close(): void;
  };
}
