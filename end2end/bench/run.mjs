//! One run of one library: a fresh server, fresh profiles, every measure once. It knows no library.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from './browser.mjs';
import { startChild } from './child.mjs';
import { difference, startProxy } from './proxy.mjs';
import { BATCH_SIZE, CONFLICT_COUNT, sum } from './workload.mjs';

/// Sending is over when the server has the value and nothing passed for this long. Longer than
/// automerge-repo's 100 ms throttle and PouchDB's wait between two rounds.
const QUIET_MS = 400;
const QUIET_AFTER_CONFLICTS_MS = 2_000;
/// A library whose devices do not agree by then is reported as it is.
const CONVERGENCE_WAIT_MS_MAX = 60_000;
const SERVER_POLL_MS = 10;
const SERVER_WAIT_MS_MAX = 180_000;

/// Returns the flat object of measures; throws when a library did not do what it was measured for.
export async function runOnce(library, work, { build, log, batchSize }) {
    const folder = await mkdtemp(join(tmpdir(), 'bench-server-'));
    const server = await startChild(`${library}.mjs`);
    const cleanup = [() => server.end(), () => rm(folder, { recursive: true, force: true })];
    try {
        const { port: target } = await server.call('start', { folder });
        const bench = { library, work, server, target, build, log, cleanup, batchSize };
        return { ...(await oneDevice(bench)), ...(await conflicts(bench)) };
    } finally {
        for (const end of cleanup.reverse()) await end();
    }
}

async function oneDevice(bench) {
    const { library, work, server, target, log } = bench;
    const measured = {};
    const device = await openDevice(bench, 'main');
    const { proxy } = device;

    let page = await device.page();
    await page.call('open', device.options());
    log('seed');
    let started = performance.now();
    device.token = await page.call('seed', work.records);
    const last = work.records.at(-1);
    await reached(server, device, { record: last.id, field: 'note', value: last.fields.note });
    await proxy.quiet(QUIET_MS);
    measured.seedMs = performance.now() - started;
    await page.call('disconnect');
    await page.call('close');
    await page.close();

    log('cold start');
    page = await device.page();
    const empty = await page.heap();
    const emptyWhole = (await page.call('memory')).whole;
    const cold = await page.call('coldStart', device.options({ stored: true }));
    same(cold, sum(work.records), 'cold start');
    measured.coldStartMs = cold.totalMs;
    measured.coldStartImportMs = cold.importMs;
    const full = await page.heap();
    const memory = await page.call('memory');
    // WASM memory is in neither of the two numbers.
    measured.memoryWasmBytes = memory.wasm;
    measured.memoryBytes = full.script + full.backing - empty.script - empty.backing + memory.wasm;
    measured.memoryWholeBytes = memory.whole === null ? null : memory.whole - emptyWhole;

    log('edits alone');
    await page.call('connect');
    await proxy.quiet(QUIET_MS);
    const alone = [];
    for (const edit of work.alone) {
        alone.push(await sent(proxy, async () => {
            await page.call('save', [edit]);
            await reached(server, device, edit);
        }));
    }
    measured.aloneUpBytes = median(alone.map(({ up }) => up.payload));
    measured.aloneUpOverheadBytes = median(alone.map(({ up }) => up.overhead));
    measured.aloneUpMessages = median(alone.map(({ up }) => up.messages));

    log('early batches');
    Object.assign(measured, batchBytes('early', await batches(bench, device, page, work.early)));

    log('saves');
    await page.call('disconnect');
    const saves = await page.call('save', work.saves);
    const strict = await page.call('save', work.strictSaves, 'strict');
    measured.saveP50Ms = percentile(saves, 0.5);
    measured.saveP95Ms = percentile(saves, 0.95);
    measured.saveStrictP50Ms = percentile(strict, 0.5);
    measured.saveStrictP95Ms = percentile(strict, 0.95);
    measured.durabilities = await page.call('durabilities');
    await page.call('connect');
    for (const edit of [...work.saves, ...work.strictSaves]) await reached(server, device, edit);
    await proxy.quiet(QUIET_MS);
    await page.call('disconnect');
    await page.call('close');
    await page.close();

    log('other devices write');
    started = performance.now();
    const receipt = await server.call('write', { url: `http://127.0.0.1:${target}`, network: 'main', token: device.token, ...work.pull });
    log(`written in ${Math.round(performance.now() - started)} ms; pull`);

    page = await device.page();
    await page.call('open', device.options({ stored: true }));
    const before = proxy.counts();
    const pull = await page.call('pull', receipt);
    await proxy.quiet(QUIET_MS);
    const { down, up } = difference(proxy.counts(), before);
    measured.pullMs = pull.ms;
    measured.pullLongestTaskMs = pull.longestTaskMs;
    measured.pullTasksOver50 = pull.tasksOver50;
    measured.pullLongestGapMs = pull.longestGapMs;
    measured.pullDownBytes = down.payload;
    measured.pullUpBytes = up.payload;
    const { first, second } = work.pull;
    const got = await page.call('values', first);
    const written = first.filter((edit, index) => got[index] === edit.value || (index < second.length && got[index] === second[index].value));
    same({ values: written.length }, { values: first.length }, 'pull');
    log('batches');
    Object.assign(measured, batchBytes('batch', await batches(bench, device, page, work.batches)));
    log('in one go');
    const bulks = [];
    for (const edits of work.bulks) {
        bulks.push(await sent(proxy, async () => {
            await page.call('saveMany', edits);
            for (const edit of edits) await reached(server, device, edit);
        }));
    }
    Object.assign(measured, batchBytes('bulk', bulks));

    await page.call('disconnect');
    const inMemory = await page.call('readAll');
    await page.call('close');
    await page.close();

    log('cold start after the edits');
    page = await device.page();
    const again = await page.call('coldStart', device.options({ stored: true }));
    same({ records: again.records, units: again.units }, inMemory, 'durability of pull and batches');
    measured.coldStartAfterEditsMs = again.totalMs;
    await device.close();
    return measured;
}

/// Edits made offline one by one, then sent when the device connects again.
async function batches({ server }, device, page, groups) {
    const all = [];
    for (const edits of groups) {
        await page.call('disconnect');
        await page.call('save', edits);
        await device.proxy.quiet(QUIET_MS);
        all.push(await sent(device.proxy, async () => {
            await page.call('connect');
            for (const edit of edits) await reached(server, device, edit);
        }));
    }
    return all;
}

function batchBytes(name, all) {
    const perEdit = (kind) => median(all.map(({ up }) => up[kind])) / BATCH_SIZE;
    return { [`${name}UpBytes`]: perEdit('payload'), [`${name}UpOverheadBytes`]: perEdit('overhead') };
}

/// Two devices, both offline, change the same 1,000 fields; then one syncs, then the other.
async function conflicts(bench) {
    const { work, server, log } = bench;
    const cases = work.conflicts;
    const one = await openDevice(bench, 'conflicts');
    const two = await openDevice(bench, 'conflicts');
    const seeded = work.records.slice(0, CONFLICT_COUNT);
    const last = seeded.at(-1);
    log('conflicts');
    const pageOne = await one.page();
    await pageOne.call('open', one.options());
    one.token = two.token = await pageOne.call('seed', seeded);
    await reached(server, one, { record: last.id, field: 'note', value: last.fields.note });
    await one.proxy.quiet(QUIET_MS);
    const pageTwo = await two.page();
    await pageTwo.call('open', two.options());
    await pageTwo.call('join');
    same(await pageTwo.call('readAll'), sum(seeded), 'second device');
    await pageOne.call('disconnect');
    await pageTwo.call('disconnect');

    const editsOne = cases.map(({ record, field, a }) => ({ record, field, value: a }));
    const editsTwo = cases.map(({ record, field, b }) => ({ record, field, value: b }));
    await pageOne.call('save', editsOne);
    await pageTwo.call('save', editsTwo);
    await pageOne.call('connect');
    for (const edit of editsOne) await reached(server, one, edit);
    await one.proxy.quiet(QUIET_AFTER_CONFLICTS_MS);
    await pageTwo.call('connect');
    const places = cases.map(({ record, field }) => ({ record, field }));
    const until = performance.now() + CONVERGENCE_WAIT_MS_MAX;
    for (let areSame = false; !areSame && performance.now() < until;) {
        await two.proxy.quiet(QUIET_AFTER_CONFLICTS_MS);
        await one.proxy.quiet(QUIET_AFTER_CONFLICTS_MS);
        const [here, there] = [await pageOne.call('values', places), await pageTwo.call('values', places)];
        areSame = here.every((value, index) => value === there[index]);
    }

    const seen = [await fate(pageOne, cases), await fate(pageTwo, cases)];
    const converged = seen[0].canonical.filter((value, index) => value === seen[1].canonical[index]).length;
    const reloaded = [];
    for (const [device, page] of [[one, pageOne], [two, pageTwo]]) {
        await page.call('disconnect');
        await page.call('close');
        await page.close();
        const fresh = await device.page();
        await fresh.call('open', device.options({ stored: true }));
        reloaded.push(await recoverable(fresh, cases));
    }
    await one.close();
    await two.close();
    return {
        conflictsConverged: converged,
        conflictsRecoverable: seen.map(({ recoverable: count }) => count),
        conflictsRecoverableReloaded: reloaded,
        conflictsShown: seen.map(({ shown }) => shown),
        conflictsAnnouncedWithoutValue: seen.map(({ announced }) => announced),
        conflictsPassedBy: seen.map(({ passedBy }) => passedBy),
    };
}

async function fate(page, cases) {
    const { canonical, losing, count } = await losers(page, cases);
    const delivered = await page.call('delivered');
    const place = ({ record, field }) => `${record}/${field}`;
    const shown = new Set();
    const announced = new Set();
    const passedBy = new Set();
    for (const item of delivered) {
        if (item.marked && item.value === null) announced.add(place(item));
        else (item.marked ? shown : passedBy).add(`${place(item)}/${item.value}`);
    }
    const among = (set) => cases.filter((one, index) => set.has(`${place(one)}/${losing[index]}`)).length;
    return {
        canonical,
        recoverable: count,
        shown: among(shown),
        announced: cases.filter((one) => announced.has(place(one))).length,
        passedBy: among(passedBy),
    };
}

const recoverable = async (page, cases) => (await losers(page, cases)).count;

async function losers(page, cases) {
    const places = cases.map(({ record, field }) => ({ record, field }));
    const canonical = await page.call('values', places);
    const others = await page.call('otherValues', places);
    const losing = cases.map(({ a, b }, index) => (canonical[index] === a ? b : a));
    return { canonical, losing, count: losing.filter((value, index) => others[index].includes(value)).length };
}

/// A browser with a fresh profile behind a proxy of its own.
async function openDevice({ library, target, build, log, cleanup, server, batchSize }, network) {
    const { folders = {} } = (await server.call('pages').catch(() => null)) ?? {};
    const proxy = await startProxy({ target, folders: { build, ...folders } });
    const browser = await openBrowser();
    let open = true;
    const close = async () => {
        if (!open) return;
        open = false;
        await browser.close();
        await proxy.close();
    };
    cleanup.push(close);
    return {
        proxy,
        token: null,
        network,
        options(more = {}) {
            return { library, network, url: `http://127.0.0.1:${proxy.port}`, token: this.token, stored: false, batchSize, ...more };
        },
        page: () => browser.page(proxy.port, (text) => log(text)),
        close,
    };
}

/// Waits until the server has the value; asks the server's process, not the wire.
async function reached(server, { network, token }, { record, field, value }) {
    const until = performance.now() + SERVER_WAIT_MS_MAX;
    for (;;) {
        const there = await server.call('value', { network, token, record, field });
        if (there === value) return;
        if (performance.now() > until) throw new Error(`the server has ${there} instead of ${value}`);
        await new Promise((resolve) => setTimeout(resolve, SERVER_POLL_MS));
    }
}

async function sent(proxy, action) {
    const before = proxy.counts();
    await action();
    if (!(await proxy.quiet(QUIET_MS))) throw new Error('the wire never became quiet');
    return difference(proxy.counts(), before);
}

function same(found, expected, what) {
    for (const key of Object.keys(expected)) {
        if (found[key] !== expected[key]) throw new Error(`${what}: ${key} is ${found[key]}, expected ${expected[key]}`);
    }
}

export function median(numbers) {
    const sorted = [...numbers].sort((one, other) => one - other);
    const middle = Math.floor(sorted.length / 2);
    return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function percentile(numbers, share) {
    const sorted = [...numbers].sort((one, other) => one - other);
    return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}
