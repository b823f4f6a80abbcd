//! RxDB 17 with the Dexie storage and the HTTP replication its documentation describes: pull and
//! push handlers over fetch, a pull stream over server-sent events. Default conflict handler.

import { createRxDatabase, defaultConflictHandler, getRxStorageDexie, replicateRxCollection, Subject } from './rxdb.lib.mjs';

const FIELDS = ['name', 'town', 'district', 'head', 'phone', 'email', 'address', 'language', 'profile', 'need', 'offer', 'note'];
const PULL_BATCH_SIZE = 500;
const PUSH_BATCH_SIZE = 100;

const text = { type: 'string' };
const schema = {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: { id: { type: 'string', maxLength: 36 }, ...Object.fromEntries(FIELDS.map((field) => [field, text])) },
    required: ['id', ...FIELDS],
};

export async function open({ url, network, batchSize: pullBatchSize = PULL_BATCH_SIZE }) {
    let delivered = [];
    const conflictHandler = {
        isEqual: defaultConflictHandler.isEqual,
        resolve(input) {
            const { newDocumentState: mine, realMasterState: theirs } = input;
            for (const field of FIELDS) {
                if (mine[field] !== theirs[field]) delivered.push({ record: mine.id, field, value: mine[field], marked: true });
            }
            return defaultConflictHandler.resolve(input);
        },
    };
    const database = await createRxDatabase({ name: network, storage: getRxStorageDexie(), multiInstance: false, eventReduce: true });
    const { records: collection } = await database.addCollections({ records: { schema, conflictHandler } });
    collection.$.subscribe(({ operation, documentId, documentData, previousDocumentData: before }) => {
        if (operation !== 'UPDATE' || !before) return;
        for (const field of FIELDS) {
            if (before[field] !== documentData[field]) delivered.push({ record: documentId, field, value: before[field], marked: false });
        }
    });
    const base = `${url}/${network}`;
    let replication = null;
    let events = null;

    function start() {
        delivered = [];
        const stream = new Subject();
        events = new EventSource(`${base}/pullStream`);
        events.onmessage = (event) => stream.next(JSON.parse(event.data));
        events.onerror = () => stream.next('RESYNC');
        replication = replicateRxCollection({
            collection,
            replicationIdentifier: base.replace(/:\d+/, ''),
            live: true,
            retryTime: 1_000,
            waitForLeadership: false,
            autoStart: true,
            pull: {
                batchSize: pullBatchSize,
                stream$: stream.asObservable(),
                async handler(checkpoint, batchSize) {
                    const answer = await fetch(`${base}/pull?after=${checkpoint?.seq ?? 0}&limit=${batchSize}`);
                    return answer.json();
                },
            },
            push: {
                batchSize: PUSH_BATCH_SIZE,
                async handler(rows) {
                    const answer = await fetch(`${base}/push`, {
                        method: 'POST',
                        headers: { 'Content-Type': 'application/json' },
                        body: JSON.stringify(rows),
                    });
                    return answer.json();
                },
            },
        });
    }
    async function reachServer() {
        if (!replication) start();
        await replication.awaitInitialReplication();
        await replication.awaitInSync();
    }

    return {
        async seed(records) {
            await collection.bulkInsert(records.map(({ id, fields }) => ({ id, ...fields })));
            await reachServer();
            await this.disconnect();
            return null;
        },
        async join() {
            await reachServer();
            await this.disconnect();
        },
        async connect() {
            start();
            await replication.awaitInitialReplication();
        },
        async disconnect() {
            if (!replication) return;
            await replication.cancel();
            events.close();
            replication = null;
        },
        async edit({ record, field, value }) {
            const found = await collection.findOne(record).exec();
            await found.patch({ [field]: value });
        },
        async editMany(edits) {
            const found = await collection.findByIds(edits.map(({ record }) => record)).exec();
            const after = new Map();
            for (const { record, field, value } of edits) after.set(record, { ...(after.get(record) ?? found.get(record).toJSON()), [field]: value });
            await collection.bulkUpsert([...after.values()]);
        },
        pull: reachServer,
        async readAll() {
            const found = await collection.find().exec();
            let units = 0;
            for (const document of found) {
                const data = document.toJSON();
                for (const field of FIELDS) units += data[field].length;
            }
            return { records: found.length, units };
        },
        values: (places) => Promise.all(places.map(async ({ record, field }) => (await collection.findOne(record).exec())[field])),
        /// There is no call that returns a state a document had before.
        otherValues: async (places) => places.map(() => []),
        delivered: async () => delivered,
        close: () => database.close(),
    };
}
