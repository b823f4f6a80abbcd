//! The adapter both PouchDB variants share. One document a record, `_id` = the record's id.

/// Documented default is 100; a bigger batch saves round trips of the first and of a long pull.
const BATCH_SIZE = 500;
/// A checkpoint on this device only, not on the server, too: saves a request with each edit.
const CHECKPOINT_PUSH = { checkpoint: 'source' };
const CHECKPOINT_PULL = { checkpoint: 'target' };

export async function openPouch(PouchDB, storage, { url, network, batchSize = BATCH_SIZE }) {
    const db = new PouchDB(network, { adapter: storage });
    const remote = new PouchDB(`${url}/${network}`, { adapter: 'http' });
    const options = { batch_size: batchSize };
    /// An app that lets a person edit holds the document it shows, with its revision.
    const held = new Map();
    let sync = null;
    let delivered = [];

    const ended = (replication) => new Promise((resolve) => replication.on('complete', resolve).on('error', resolve));

    return {
        async seed(records) {
            await db.bulkDocs(records.map(({ id, fields }) => ({ _id: id, ...fields })));
            await db.replicate.to(remote, { ...options, ...CHECKPOINT_PUSH });
            return null;
        },
        async join() {
            await db.replicate.from(remote, { ...options, ...CHECKPOINT_PULL });
        },
        async connect() {
            delivered = [];
            sync = db.sync(remote, { ...options, live: true, retry: true, push: CHECKPOINT_PUSH, pull: CHECKPOINT_PULL });
            sync.on('change', ({ direction, change }) => {
                if (direction !== 'pull') return;
                for (const { _id, _rev, _revisions, ...fields } of change.docs) {
                    held.delete(_id);
                    for (const [field, value] of Object.entries(fields)) delivered.push({ record: _id, field, value, marked: false });
                }
            });
        },
        async disconnect() {
            if (!sync) return;
            const over = ended(sync);
            sync.cancel();
            await over;
            sync = null;
        },
        async edit({ record, field, value }) {
            const before = held.get(record) ?? (await db.get(record));
            const after = { ...before, [field]: value };
            const { rev } = await db.put(after);
            held.set(record, { ...after, _rev: rev });
        },
        async editMany(edits) {
            const { rows } = await db.allDocs({ keys: edits.map(({ record }) => record), include_docs: true });
            const after = new Map(rows.map(({ doc }) => [doc._id, doc]));
            for (const { record, field, value } of edits) after.set(record, { ...after.get(record), [field]: value });
            await db.bulkDocs([...after.values()]);
            for (const { record } of edits) held.delete(record);
        },
        async pull() {
            held.clear();
            await db.replicate.from(remote, { ...options, ...CHECKPOINT_PULL });
        },
        async readAll() {
            const { rows } = await db.allDocs({ include_docs: true });
            let units = 0;
            for (const { doc } of rows) {
                held.set(doc._id, doc);
                for (const name in doc) if (name[0] !== '_') units += doc[name].length;
            }
            return { records: rows.length, units };
        },
        values: (places) => Promise.all(places.map(async ({ record, field }) => (await db.get(record))[field])),
        /// `conflicts: true` names the other revisions, a further get for each gives the document.
        otherValues: (places) => Promise.all(places.map(async ({ record, field }) => {
            const { _conflicts = [] } = await db.get(record, { conflicts: true });
            return Promise.all(_conflicts.map(async (rev) => (await db.get(record, { rev }))[field]));
        })),
        delivered: async () => delivered,
        close: () => db.close(),
    };
}
