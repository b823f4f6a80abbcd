//! automerge-repo's websocket server, in memory, and the other devices that write to it.

import http from 'node:http';
import { WebSocketServer } from 'ws';
import { ImmutableString } from '@automerge/automerge';
import { Repo } from '@automerge/automerge-repo';
import { WebSocketClientAdapter, WebSocketServerAdapter } from '@automerge/automerge-repo-network-websocket';

export async function start() {
    const server = http.createServer((request, response) => response.writeHead(404).end());
    const sockets = new WebSocketServer({ server });
    // As the published sync server does: it offers no document by itself, and gives what is asked for.
    const repo = new Repo({ network: [new WebSocketServerAdapter(sockets)], sharePolicy: async () => false });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
        port: server.address().port,
        async value({ token, record, field }) {
            const handle = await repo.find(token, { allowableStates: ['ready', 'unavailable'] }).catch(() => null);
            const value = handle?.isReady() ? handle.doc().records?.[record]?.[field] : undefined;
            return value === undefined ? undefined : String(value);
        },
        heads: async ({ token }) => (await repo.find(token)).heads(),
    };
}

/// Returns the heads the server holds afterwards.
export async function write({ url, token, first, second }) {
    const devices = await Promise.all([first, second].map(async (edits) => {
        const socket = new WebSocketClientAdapter(url.replace('http', 'ws'));
        const repo = new Repo({ network: [socket] });
        const handle = await repo.find(token);
        repo.networkSubsystem.removeNetworkAdapter(socket);
        for (const { record, field, value } of edits) {
            handle.change((doc) => { doc.records[record][field] = new ImmutableString(value); });
        }
        return { repo, handle };
    }));
    const own = devices.flatMap(({ handle }) => handle.heads());
    for (const { repo } of devices) repo.networkSubsystem.addNetworkAdapter(new WebSocketClientAdapter(url.replace('http', 'ws')));
    // Each device ends with its own head and the other's: then the server, between them, has both.
    for (const { handle } of devices) {
        while (!own.every((head) => handle.heads().includes(head))) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    for (const { repo } of devices) await repo.shutdown();
    return own;
}
