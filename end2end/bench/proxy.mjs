//! A counting proxy on loopback between one browser and one library's server. It also hands out
//! the bench's own pages under /__bench/, so that page and server share one origin; those are
//! never counted. It changes no byte of what passes.
//!
//! Counted per direction: `payload` = bodies of requests and responses, payloads of websocket data
//! frames, as they are on the wire (a compressed body counts compressed); `overhead` = request and
//! status lines, HTTP headers, websocket frame headers and control frames; `messages` = requests or
//! data frames. Not counted: TCP and IP.

import http from 'node:http';
import net from 'node:net';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.wasm': 'application/wasm', '.css': 'text/css', '.json': 'application/json' };
/// Cross-origin isolation: without it the browser refuses measureUserAgentSpecificMemory and
/// rounds its clock to 0.1 ms.
const ISOLATION = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
const PREFIX = '/__bench/';

/// `target` is the port of the library's server, `folders` maps a first path segment under
/// /__bench/ to a folder on disk. Returns { port, counts(), quiet(forMs, withinMs), close() }.
export async function startProxy({ target, folders }) {
    const counts = { up: fresh(), down: fresh() };
    const sockets = new Set();
    const agent = new http.Agent({ keepAlive: true });
    let lastByteAt = performance.now();
    const add = (side, kind, bytes) => {
        counts[side][kind] += bytes;
        lastByteAt = performance.now();
    };

    const server = http.createServer((request, response) => {
        if (request.url.startsWith(PREFIX)) return void handOut(request.url, folders, response);
        add('up', 'messages', 1);
        add('up', 'overhead', headBytes(`${request.method} ${request.url} HTTP/1.1`, request.rawHeaders));
        const onward = http.request(
            { host: '127.0.0.1', port: target, agent, method: request.method, path: request.url, headers: request.headers, setHost: false },
            (answer) => {
                add('down', 'messages', 1);
                add('down', 'overhead', headBytes(`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}`, answer.rawHeaders));
                response.writeHead(answer.statusCode, answer.statusMessage, { ...answer.headers, ...ISOLATION });
                response.flushHeaders();
                answer.on('data', (chunk) => { add('down', 'payload', chunk.length); response.write(chunk); });
                answer.on('end', () => response.end());
                answer.on('error', () => response.destroy());
            },
        );
        onward.on('error', () => { if (response.headersSent) response.destroy(); else response.writeHead(502).end(); });
        response.on('close', () => { if (!response.writableFinished) onward.destroy(); });
        request.on('data', (chunk) => { add('up', 'payload', chunk.length); onward.write(chunk); });
        request.on('end', () => onward.end());
        request.on('error', () => onward.destroy());
    });
    server.on('connection', (socket) => { sockets.add(socket); socket.on('close', () => sockets.delete(socket)); });
    server.on('upgrade', (request, socket, head) => {
        const requestHead = headText(`${request.method} ${request.url} HTTP/1.1`, request.rawHeaders);
        add('up', 'overhead', Buffer.byteLength(requestHead));
        const onward = net.connect(target, '127.0.0.1', () => {
            onward.setNoDelay(true);
            socket.setNoDelay(true);
            onward.write(requestHead);
            const up = frameCounter(false, (kind, bytes) => add('up', kind, bytes));
            const down = frameCounter(true, (kind, bytes) => add('down', kind, bytes));
            const pass = (from, to, count) => from.on('data', (chunk) => { count(chunk); to.write(chunk); });
            if (head.length > 0) { up(head); onward.write(head); }
            pass(socket, onward, up);
            pass(onward, socket, down);
        });
        for (const [one, other] of [[socket, onward], [onward, socket]]) {
            one.on('error', () => other.destroy());
            one.on('close', () => other.destroy());
        }
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

    return {
        port: server.address().port,
        counts: () => structuredClone(counts),
        /// Waits until nothing was sent or received for `forMs`; false when that never happens.
        async quiet(forMs, withinMs = 120_000) {
            const until = performance.now() + withinMs;
            for (;;) {
                const rest = lastByteAt + forMs - performance.now();
                if (rest <= 0) return true;
                if (performance.now() > until) return false;
                await new Promise((resolve) => setTimeout(resolve, Math.max(rest, 5)));
            }
        },
        async close() {
            agent.destroy();
            for (const socket of sockets) socket.destroy();
            await new Promise((resolve) => server.close(resolve));
        },
    };
}

/// a - b for two answers of `counts()`.
export function difference(after, before) {
    const of = (side) => Object.fromEntries(Object.keys(after[side]).map((kind) => [kind, after[side][kind] - before[side][kind]]));
    return { up: of('up'), down: of('down') };
}

function fresh() {
    return { payload: 0, overhead: 0, messages: 0 };
}

async function handOut(url, folders, response) {
    const [segment, ...rest] = decodeURIComponent(url.slice(PREFIX.length).split('?')[0]).split('/');
    const folder = folders[segment];
    const path = folder && normalize(join(folder, ...rest));
    if (!path || !path.startsWith(normalize(folder) + sep)) return response.writeHead(404).end();
    try {
        const bytes = await readFile(path);
        response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream', 'Cache-Control': 'no-cache', ...ISOLATION });
        response.end(bytes);
    } catch {
        response.writeHead(404).end();
    }
}

function headText(line, rawHeaders) {
    let text = `${line}\r\n`;
    for (let index = 0; index < rawHeaders.length; index += 2) text += `${rawHeaders[index]}: ${rawHeaders[index + 1]}\r\n`;
    return `${text}\r\n`;
}

function headBytes(line, rawHeaders) {
    return Buffer.byteLength(headText(line, rawHeaders));
}

/// Reads websocket frames as they pass. A stream from the server begins with the HTTP answer to the
/// upgrade, which is overhead.
function frameCounter(beginsWithHead, add) {
    let inHead = beginsWithHead;
    let held = Buffer.alloc(0);
    let payloadLeft = 0;
    let kind = 'payload';
    return (chunk) => {
        let bytes = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
        held = Buffer.alloc(0);
        while (bytes.length > 0) {
            if (inHead) {
                const end = bytes.indexOf('\r\n\r\n');
                if (end < 0) { held = bytes; return; }
                add('overhead', end + 4);
                bytes = bytes.subarray(end + 4);
                inHead = false;
            } else if (payloadLeft > 0) {
                const taken = Math.min(payloadLeft, bytes.length);
                add(kind, taken);
                payloadLeft -= taken;
                bytes = bytes.subarray(taken);
            } else {
                const head = frameHead(bytes);
                if (!head) { held = bytes; return; }
                add('overhead', head.bytes);
                kind = head.isControl ? 'overhead' : 'payload';
                if (!head.isControl) add('messages', 1);
                payloadLeft = head.payload;
                bytes = bytes.subarray(head.bytes);
            }
        }
    };
}

function frameHead(bytes) {
    if (bytes.length < 2) return null;
    const isControl = (bytes[0] & 0x0f) >= 8;
    const short = bytes[1] & 0x7f;
    const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
    const size = 2 + lengthBytes + (bytes[1] & 0x80 ? 4 : 0);
    if (bytes.length < size) return null;
    const payload = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
    return { bytes: size, payload, isControl };
}
