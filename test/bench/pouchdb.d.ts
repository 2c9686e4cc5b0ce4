/** As much of PouchDB 9 as the bench calls. */
declare module 'pouchdb' {
  export default class PouchDB {
    constructor(name: string, options?: { readonly db?: (location: string) => object });
    put(doc: object): Promise<unknown>;
    bulkDocs(docs: readonly object[]): Promise<unknown>;
    readonly replicate: {
      to(
        target: string,
        options?: { readonly batch_size?: number },
      ): Promise<{ readonly docs_written: number }>;
    };
    close(): Promise<void>;
  }
}
