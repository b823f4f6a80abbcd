// What the browser itself asks for a save: one small row put into IndexedDB and committed, with
// relaxed and with strict durability, and strict with the question whether another tab has written,
// asked in the same transaction by a read or by a unique index. No library. All kinds in turn, so
// that the machine is the same for each. `node durability.mjs [ROUNDS]`
import { createServer } from 'node:http';
import { openBrowser } from './browser.mjs';

const rounds = Number(process.argv[2] ?? 300);
const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<script>window.bench = {}</script>');
}).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const browser = await openBrowser();
try {
    const page = await browser.page(server.address().port);
    console.log('a save | p50 ms | p95 ms');
    for (const [kind, { p50, p95 }] of Object.entries(await page.run(measured, rounds))) {
        console.log(`${kind} | ${p50.toFixed(2)} | ${p95.toFixed(2)}`);
    }
} finally {
    await browser.close();
    server.close();
}

/// Runs in the page.
async function measured(rounds) {
    const database = await new Promise((resolve, reject) => {
        const opening = indexedDB.open('durability', 1);
        opening.onupgradeneeded = () => {
            opening.result.createObjectStore('rows');
            opening.result.createObjectStore('meta');
            opening.result.createObjectStore('turns').createIndex('now', 'now', { unique: true });
        };
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
    });
    const row = new Uint8Array(120);
    let written = 0;
    let turn = 0;
    const begun = (stores, durability) => database.transaction(stores, 'readwrite', { durability });
    const put = (transaction) => transaction.objectStore('rows').put(row, `row ${written++}`);
    const ended = (transaction) => {
        transaction.commit();
        return new Promise((resolve, reject) => {
            transaction.oncomplete = resolve;
            transaction.onabort = () => reject(transaction.error);
        });
    };
    const kinds = {
        relaxed() {
            const transaction = begun(['rows'], 'relaxed');
            put(transaction);
            return ended(transaction);
        },
        strict() {
            const transaction = begun(['rows'], 'strict');
            put(transaction);
            return ended(transaction);
        },
        async 'strict, asked by a read'() {
            const transaction = begun(['rows', 'meta'], 'strict');
            const asked = transaction.objectStore('meta').get('generation');
            put(transaction);
            transaction.objectStore('meta').put(written, 'generation');
            await new Promise((resolve) => { asked.onsuccess = resolve; });
            return ended(transaction);
        },
        'strict, asked by a unique index'() {
            const transaction = begun(['rows', 'turns'], 'strict');
            const turns = transaction.objectStore('turns');
            turns.delete(turn);
            turn += 1;
            turns.add({ now: 1 }, turn);
            put(transaction);
            return ended(transaction);
        },
    };
    const took = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]));
    for (let round = 0; round < rounds; round += 1) {
        for (const [kind, save] of Object.entries(kinds)) {
            const started = performance.now();
            await save();
            took[kind].push(performance.now() - started);
            await new Promise((resolve) => setTimeout(resolve, 2));
        }
    }
    const at = (sorted, share) => sorted[Math.floor(sorted.length * share)];
    return Object.fromEntries(Object.entries(took).map(([kind, each]) => {
        each.sort((a, b) => a - b);
        return [kind, { p50: at(each, 0.5), p95: at(each, 0.95) }];
    }));
}
