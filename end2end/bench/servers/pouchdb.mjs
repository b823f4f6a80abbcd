//! express-pouchdb over PouchDB's LevelDB adapter in the run's folder, and the other devices that
//! write to it.

import { createRequire } from 'node:module';
import { createHash } from 'node:crypto';
import express from 'express';
import PouchDB from 'pouchdb';

const expressPouchdb = createRequire(import.meta.url)('express-pouchdb');

export async function start({ folder }) {
    const Stored = PouchDB.defaults({ prefix: `${folder}/` });
    const app = express();
    app.use('/', expressPouchdb(Stored, { mode: 'minimumForPouchDB', inMemoryConfig: true }));
    const server = await new Promise((resolve) => { const made = app.listen(0, '127.0.0.1', () => resolve(made)); });
    const opened = new Map();
    const database = (network) => opened.get(network) ?? opened.set(network, new Stored(network)).get(network);
    return {
        port: server.address().port,
        value: async ({ network, record, field }) => (await database(network).get(record).catch(() => ({})))[field],
    };
}

/// `first` comes as further revisions, one an edit; `second` as a branch from the revision before.
export async function write({ url, network, first, second }) {
    const remote = new PouchDB(`${url}/${network}`);
    const ids = [...new Set(first.map((edit) => edit.record))];
    const { rows } = await remote.allDocs({ keys: ids, include_docs: true });
    const documents = new Map(rows.map(({ doc }) => [doc._id, doc]));
    const branches = second.map(({ record, field, value }) => {
        const { _rev, ...document } = documents.get(record);
        const [generation, parent] = [Number(_rev.split('-')[0]), _rev.split('-')[1]];
        const own = createHash('md5').update(record + field + value).digest('hex');
        return { ...document, [field]: value, _rev: `${generation + 1}-${own}`, _revisions: { start: generation + 1, ids: [own, parent] } };
    });
    let left = first;
    while (left.length > 0) {
        const round = new Map();
        const later = [];
        for (const edit of left) {
            if (round.has(edit.record)) { later.push(edit); continue; }
            round.set(edit.record, { ...documents.get(edit.record), [edit.field]: edit.value });
        }
        const written = await remote.bulkDocs([...round.values()]);
        for (const { ok, id, rev, error } of written) {
            if (!ok) throw new Error(`${id}: ${error}`);
            documents.set(id, { ...round.get(id), _rev: rev });
        }
        left = later;
    }
    // Two edits of one record by the second device are two branches, as from two devices.
    await remote.bulkDocs(branches, { new_edits: false });
    return null;
}
