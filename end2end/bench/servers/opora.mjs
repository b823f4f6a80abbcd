//! The release server of Opora on its embedded database, and the other devices that write to it:
//! they speak the JSON of protocol 1, which the server still answers. OPORA_BIN and OPORA_SITE say
//! where the server and its site are; `cargo xtask bench sync` sets them.

import { execFile, spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { placeOf } from '../adapters/opora.places.mjs';

const NETWORKS = ['main', 'conflicts'];
const START_WAIT_MS_MAX = 30_000;
const PUSH_OPERATIONS_MAX = 500;
const SCHEMA = 1;
const PROTOCOL = 1;

export async function start({ folder }) {
    const binary = process.env.OPORA_BIN;
    const site = process.env.OPORA_SITE;
    if (!binary || !site) throw new Error('OPORA_BIN and OPORA_SITE are not set: run cargo xtask bench sync');
    const data = join(folder, 'data');
    const accounts = join(folder, 'accounts');
    await mkdir(accounts);
    for (const network of NETWORKS) {
        const { stdout } = await promisify(execFile)(binary, ['user', `bench-${network}`, '--network', network, '--role', 'coordinator', '--data', data]);
        const [login, password] = stdout.trim().split(' ');
        await writeFile(join(accounts, `${network}.json`), JSON.stringify({ login, password }));
    }
    const port = await freePort();
    const child = spawn(binary, ['serve', '--data', data, '--site', site, '--listen', `127.0.0.1:${port}`], { stdio: ['ignore', 'ignore', 'inherit'] });
    const over = new Promise((resolve) => child.once('exit', resolve));
    const url = `http://127.0.0.1:${port}`;
    await answers(url, child);
    const watchers = new Map();
    for (const network of NETWORKS) watchers.set(network, new Device(url, network, await signIn(url, join(accounts, `${network}.json`))));
    return {
        port,
        watchers,
        async value({ network, record, field }) {
            const watcher = watchers.get(network);
            await watcher.pull();
            const place = placeOf(network, record, field);
            return watcher.records.get(place.record)?.fields[place.field];
        },
        pages: async () => ({ folders: { accounts } }),
        async stop() {
            child.kill('SIGTERM');
            await over;
        },
    };
}

/// Two devices: both fetch what is there, then write; the second has seen nothing of the first.
export async function write({ url, network, first, second }, { watchers }) {
    const { cookie } = watchers.get(network);
    const devices = [first, second].map((edits) => ({ edits, device: new Device(url, network, cookie) }));
    for (const { device } of devices) await device.pull();
    for (const { edits, device } of devices) await device.push(edits);
    return null;
}

/// A device that keeps nothing on a disk.
class Device {
    constructor(url, network, cookie) {
        Object.assign(this, { url, network, cookie, device: crypto.randomUUID(), n: 0, cursor: 0, records: new Map() });
    }

    async pull() {
        for (;;) {
            const page = await this.post('/api/sync/pull', { cursor: this.cursor });
            for (const record of page.records) this.records.set(record.id, record);
            this.cursor = page.cursor;
            if (!page.has_more) return;
        }
    }

    async push(edits) {
        const at = Date.now();
        const operations = edits.map(({ record, field, value }) => {
            const place = placeOf(this.network, record, field);
            const known = this.records.get(place.record);
            this.n += 1;
            return {
                n: this.n,
                record: place.record,
                kind: 'organisation',
                do: 'set',
                field: place.field,
                value,
                base: { version: known.versions[place.field] },
                was: known.fields[place.field],
                at,
            };
        });
        for (let from = 0; from < operations.length; from += PUSH_OPERATIONS_MAX) {
            const answer = await this.post('/api/sync/push', { device: this.device, operations: operations.slice(from, from + PUSH_OPERATIONS_MAX) });
            const refused = answer.results.filter((result) => result.outcome === 'refused');
            if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused[0])}`);
        }
    }

    async post(path, message) {
        const answer = await fetch(`${this.url}${path}`, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json', Cookie: this.cookie },
            body: JSON.stringify({ protocol: PROTOCOL, schema: SCHEMA, network: this.network, ...message }),
        });
        if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
        return answer.json();
    }
}

async function signIn(url, file) {
    const answer = await fetch(`${url}/api/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: await readFile(file) });
    if (!answer.ok) throw new Error(`sign-in: ${answer.status}`);
    return answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
}

async function answers(url, child) {
    const until = performance.now() + START_WAIT_MS_MAX;
    for (;;) {
        if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
        if (await fetch(url).then((answer) => answer.ok, () => false)) return;
        if (performance.now() > until) throw new Error('the server does not answer');
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

async function freePort() {
    const probe = createServer();
    await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address();
    await new Promise((resolve) => probe.close(resolve));
    return port;
}
