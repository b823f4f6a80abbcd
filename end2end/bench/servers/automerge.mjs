//! automerge-repo's websocket server with its file storage, and what other devices wrote.

import http from 'node:http';
import { WebSocketServer } from 'ws';
import { clone, getBackend, merge } from '@automerge/automerge';
import { Repo } from '@automerge/automerge-repo';
import { WebSocketServerAdapter } from '@automerge/automerge-repo-network-websocket';
import { NodeFSStorageAdapter } from '@automerge/automerge-repo-storage-nodefs';

/// The default of 5 s would drop a device that is busy applying for longer than that.
const KEEP_ALIVE_MS = 600_000;

export async function start({ folder }) {
    const server = http.createServer((request, response) => response.writeHead(404).end());
    const sockets = new WebSocketServer({ server });
    // As the published sync server does: it offers no document by itself, and gives what is asked for.
    // Without storage it has no lasting name, and each device starts every sync from nothing.
    const repo = new Repo({ storage: new NodeFSStorageAdapter(folder), network: [new WebSocketServerAdapter(sockets, KEEP_ALIVE_MS)], sharePolicy: async () => false });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
        repo,
        port: server.address().port,
        async value({ token, record, field }) {
            const handle = await repo.find(token, { allowableStates: ['ready', 'unavailable'] }).catch(() => null);
            const value = handle?.isReady() ? handle.doc().records?.[record]?.[field] : undefined;
            return value === undefined ? undefined : String(value);
        },
    };
}

/// Merges the branches of two devices into the server's document and returns its heads. They are
/// written beside the JavaScript documents, one change an edit: there a change of a document this
/// large takes milliseconds, and two more sync rounds take a minute; the writer is not measured.
export async function write({ token, first, second }, { repo }) {
    const handle = await repo.find(token);
    handle.update((doc) => {
        const branches = [first, second].map((edits) => {
            const branch = clone(doc);
            const backend = getBackend(branch);
            for (const { record, field, value } of edits) {
                backend.put(`/records/${record}`, field, value, 'str');
                backend.commit();
            }
            return branch;
        });
        return branches.reduce(merge, doc);
    });
    return handle.heads();
}
