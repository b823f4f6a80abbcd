//! The published y-websocket server, in memory, and the other devices that write to it.

import http from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import { docs, setupWSConnection } from '@y/websocket-server/utils';
import { Doc, getState } from 'yjs';
import { WebsocketProvider } from 'y-websocket';

export async function start() {
    const server = http.createServer((request, response) => response.writeHead(404).end());
    const sockets = new WebSocketServer({ server });
    sockets.on('connection', setupWSConnection);
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
        port: server.address().port,
        value: async ({ network, record, field }) => docs.get(network)?.getMap('records').get(record)?.get(field),
    };
}

export async function write({ url, network, first, second }) {
    const devices = await Promise.all([first, second].map(async (edits) => {
        const doc = new Doc();
        const provider = new WebsocketProvider(url.replace('http', 'ws'), network, doc, { WebSocketPolyfill: WebSocket, disableBc: true });
        await new Promise((resolve) => provider.once('sync', resolve));
        provider.disconnect();
        const records = doc.getMap('records');
        for (const { record, field, value } of edits) records.get(record).set(field, value);
        return { doc, provider };
    }));
    for (const { provider } of devices) {
        await new Promise((resolve) => { provider.once('sync', resolve); provider.connect(); });
    }
    // The provider hears of no receipt: a last look of a third device shows that all has arrived.
    for (;;) {
        const doc = new Doc();
        const provider = new WebsocketProvider(url.replace('http', 'ws'), network, doc, { WebSocketPolyfill: WebSocket, disableBc: true });
        await new Promise((resolve) => provider.once('sync', resolve));
        provider.destroy();
        const has = devices.every(({ doc: own }) => getState(doc.store, own.clientID) === getState(own.store, own.clientID));
        if (has) break;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    for (const { provider } of devices) provider.destroy();
    return null;
}
