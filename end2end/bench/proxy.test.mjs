//! The proxy counts what a page really sends, to the byte. No browser, no library.

import assert from 'node:assert/strict';
import http from 'node:http';
import test from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';
import { difference, startProxy } from './proxy.mjs';

async function withProxy(check) {
    const server = http.createServer(async (request, response) => {
        let bytes = 0;
        for await (const chunk of request) bytes += chunk.length;
        response.writeHead(200, { 'X-Got': String(bytes) });
        response.end('абв');
    });
    const sockets = new WebSocketServer({ server });
    sockets.on('connection', (socket) => socket.on('message', (message) => socket.send(Buffer.alloc(message.length * 2))));
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const proxy = await startProxy({ target: server.address().port, folders: {} });
    try {
        await check(proxy);
    } finally {
        for (const socket of sockets.clients) socket.terminate();
        await proxy.close();
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
    }
}

test('bodies are payload, lines and headers are overhead', () => withProxy(async (proxy) => {
    const answer = await fetch(`http://127.0.0.1:${proxy.port}/x`, { method: 'POST', body: 'x'.repeat(1_234) });
    assert.equal(answer.headers.get('x-got'), '1234');
    await answer.text();
    const { up, down } = proxy.counts();
    assert.deepEqual([up.payload, up.messages, down.payload, down.messages], [1_234, 1, 6, 1]);
    assert.ok(up.overhead > 'POST /x HTTP/1.1'.length && up.overhead < 1_000, String(up.overhead));
}));

// Every form of the length field: 7 bits, 16 bits, 64 bits; and frames in several pieces.
for (const size of [0, 1, 125, 126, 65_535, 65_536, 3_000_000]) {
    test(`a websocket frame of ${size} bytes`, () => withProxy(async (proxy) => {
        const socket = new WebSocket(`ws://127.0.0.1:${proxy.port}/`);
        await new Promise((resolve) => socket.once('open', resolve));
        const before = proxy.counts();
        const answered = new Promise((resolve) => socket.once('message', resolve));
        socket.send(Buffer.alloc(size));
        assert.equal((await answered).length, size * 2);
        const { up, down } = difference(proxy.counts(), before);
        const head = (bytes) => 2 + (bytes < 126 ? 0 : bytes < 65_536 ? 2 : 8);
        assert.deepEqual(up, { payload: size, overhead: head(size) + 4, messages: 1 });
        assert.deepEqual(down, { payload: size * 2, overhead: head(size * 2), messages: 1 });
        const pinged = proxy.counts();
        const pong = new Promise((resolve) => socket.once('pong', resolve));
        socket.ping('abc');
        await pong;
        assert.deepEqual(difference(proxy.counts(), pinged).up, { payload: 0, overhead: 2 + 4 + 3, messages: 0 });
        socket.terminate();
    }));
}
