//! Yjs 13 with y-indexeddb and y-websocket: one document, a map of records, each a map of fields.

import { Doc, IndexeddbPersistence, Map as YMap, WebsocketProvider } from './yjs.lib.mjs';

export async function open({ url, network }) {
    const doc = new Doc();
    const records = doc.getMap('records');
    const persistence = new IndexeddbPersistence(network, doc);
    const provider = new WebsocketProvider(url.replace('http', 'ws'), network, doc, { connect: false, disableBc: true });
    // Nobody's cursor is shown: without a state, awareness sends nothing.
    provider.awareness.setLocalState(null);
    let delivered = [];
    records.observeDeep((events, transaction) => {
        if (transaction.local || transaction.origin === persistence) return;
        for (const event of events) {
            if (event.target === records) continue;
            for (const [field, { oldValue }] of event.changes.keys) {
                delivered.push({ record: event.path[0], field, value: oldValue, marked: false });
            }
        }
    });
    await persistence.whenSynced;

    const connect = () => new Promise((resolve) => {
        delivered = [];
        provider.once('sync', resolve);
        provider.connect();
    });

    return {
        async seed(all) {
            doc.transact(() => {
                for (const { id, fields } of all) records.set(id, new YMap(Object.entries(fields)));
            });
            await connect();
            return null;
        },
        join: connect,
        connect,
        disconnect: async () => provider.disconnect(),
        /// The write to IndexedDB begins in the same turn; the page waits for its end.
        edit: async ({ record, field, value }) => void records.get(record).set(field, value),
        async editMany(edits) {
            doc.transact(() => { for (const { record, field, value } of edits) records.get(record).set(field, value); });
        },
        pull: connect,
        async readAll() {
            let units = 0;
            for (const record of records.values()) for (const value of record.values()) units += value.length;
            return { records: records.size, units };
        },
        values: async (places) => places.map(({ record, field }) => records.get(record).get(field)),
        /// A map keeps one value a key; what was overwritten is collected as garbage.
        otherValues: async (places) => places.map(() => []),
        delivered: async () => delivered,
        async close() {
            provider.destroy();
            await persistence.destroy();
        },
    };
}
