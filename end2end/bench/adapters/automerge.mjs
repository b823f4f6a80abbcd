//! Automerge 3 with automerge-repo: one document, a map of records, each a map of immutable strings
//! (the documented type for values that are replaced, not typed into together).

import { getConflicts, ImmutableString, IndexedDBStorageAdapter, initializeWasm, Repo, WebSocketClientAdapter, wasmUrl } from './automerge.lib.mjs';

export async function open({ url, network, token, stored }) {
    await initializeWasm(fetch(wasmUrl));
    const repo = new Repo({ storage: new IndexedDBStorageAdapter(network), network: [] });
    let socket = null;
    let handle = null;
    let delivered = [];
    let isEditing = false;

    function keep(found) {
        handle = found;
        handle.on('change', ({ patches }) => {
            // The repo calls every source "change"; one's own edits are told apart here.
            if (isEditing) return;
            for (const patch of patches) {
                const [, record, field] = patch.path;
                // A conflict is announced by its place only; `conflict` on a put is the same flag.
                if (patch.action === 'conflict' || patch.conflict) delivered.push({ record, field, value: null, marked: true });
                if (patch.action === 'put') delivered.push({ record, field, value: String(patch.value), marked: false });
            }
        });
    }
    const connected = () => new Promise((resolve) => {
        delivered = [];
        socket = new WebSocketClientAdapter(url.replace('http', 'ws'));
        socket.once('peer-candidate', resolve);
        repo.networkSubsystem.addNetworkAdapter(socket);
    });
    const flush = () => repo.flush([handle.documentId]);

    if (stored) keep(await repo.find(token));

    return {
        async seed(records) {
            const made = {};
            for (const { id, fields } of records) {
                made[id] = Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, new ImmutableString(value)]));
            }
            keep(repo.create({ records: made }));
            await flush();
            await connected();
            return handle.url;
        },
        async join() {
            await connected();
            keep(await repo.find(token));
            await flush();
        },
        connect: connected,
        async disconnect() {
            if (socket) repo.networkSubsystem.removeNetworkAdapter(socket);
            socket = null;
        },
        async edit({ record, field, value }) {
            isEditing = true;
            handle.change((doc) => { doc.records[record][field] = new ImmutableString(value); });
            isEditing = false;
            await flush();
        },
        /// One change with all edits in it: the history then knows one step, not a hundred.
        async editMany(edits) {
            isEditing = true;
            handle.change((doc) => {
                for (const { record, field, value } of edits) doc.records[record][field] = new ImmutableString(value);
            });
            isEditing = false;
            await flush();
        },
        /// `receipt` are the heads the server has.
        async pull(receipt) {
            const wanted = [...receipt].sort().join();
            const has = () => [...handle.heads()].sort().join() === wanted;
            const arrived = new Promise((resolve) => {
                const look = () => { if (has()) { handle.off('heads-changed', look); resolve(); } };
                handle.on('heads-changed', look);
            });
            await connected();
            await arrived;
            await flush();
        },
        async readAll() {
            const { records } = handle.doc();
            let units = 0;
            let count = 0;
            for (const id in records) {
                count += 1;
                for (const field in records[id]) units += records[id][field].val.length;
            }
            return { records: count, units };
        },
        values: async (places) => places.map(({ record, field }) => String(handle.doc().records[record][field])),
        otherValues: async (places) => {
            const { records } = handle.doc();
            return places.map(({ record, field }) => {
                const here = String(records[record][field]);
                return Object.values(getConflicts(records[record], field) ?? {}).map(String).filter((value) => value !== here);
            });
        },
        delivered: async () => delivered,
        close: () => repo.shutdown(),
    };
}
