//! `node bench.mjs [--only pouchdb,rxdb,yjs,automerge,opora] [--runs N] [--batch N] [--json]`: every library gets
//! the same workload in the same Chromium; runs alternate the libraries. Progress goes to stderr,
//! the table or the JSON to stdout. It measures; it decides nothing about what is good enough.

import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser } from './browser.mjs';
import { bundleAll } from './bundle.mjs';
import { summary, table } from './report.mjs';
import { runOnce } from './run.mjs';
import { meanValueBytes, SEED, workload } from './workload.mjs';

const HERE = import.meta.dirname;
const BY_DEFAULT = ['pouchdb', 'rxdb', 'yjs', 'automerge', 'opora'];

const { values: options } = parseArgs({
    options: {
        only: { type: 'string' },
        runs: { type: 'string', default: '5' },
        seed: { type: 'string', default: String(SEED) },
        batch: { type: 'string' },
        json: { type: 'boolean', default: false },
    },
});
const runs = Number(options.runs);
const seed = Number(options.seed);
const batchSize = options.batch === undefined ? undefined : Number(options.batch);
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed) || !(batchSize === undefined || batchSize >= 1)) leave('--runs, --seed and --batch take whole numbers, --runs and --batch at least 1');
const asked = options.only?.split(',') ?? BY_DEFAULT.filter(isPresent);
const absent = asked.filter((library) => !isPresent(library));
if (absent.length > 0) leave(`no adapter and server for: ${absent.join(', ')}`);

const work = workload(seed);
const build = await mkdtemp(join(os.tmpdir(), 'bench-build-'));
try {
    const weights = await bundleAll(asked, build);
    const results = Object.fromEntries(asked.map((library) => [library, []]));
    const failures = [];
    for (let run = 1; run <= runs; run += 1) {
        for (const library of asked) {
            const started = performance.now();
            const log = (text) => process.stderr.write(`run ${run} ${library}: ${text}\n`);
            try {
                results[library].push(await runOnce(library, work, { build, log, batchSize }));
                log(`done in ${Math.round((performance.now() - started) / 1000)} s`);
            } catch (error) {
                failures.push({ library, run, error: String(error?.message ?? error) });
                log(`FAILED: ${error?.stack ?? error}`);
            }
        }
    }
    const report = {
        seed,
        runs,
        batchSize,
        meanValueBytes: Number(meanValueBytes(work.records).toFixed(1)),
        machine: { cpu: os.cpus()[0]?.model, cores: os.cpus().length, memoryGiB: Math.round(os.totalmem() / 2 ** 30), load: os.loadavg().map((load) => Number(load.toFixed(2))) },
        chromium: await chromiumVersion(),
        libraries: Object.fromEntries(asked.map((library) => [library, summary(results[library], weights[library])])),
        failures,
    };
    process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : table(report));
    process.exitCode = failures.length > 0 ? 1 : 0;
} finally {
    await rm(build, { recursive: true, force: true });
}

function isPresent(library) {
    return /^[a-z-]+$/.test(library) && existsSync(join(HERE, `adapters/${library}.mjs`)) && existsSync(join(HERE, `servers/${library}.mjs`));
}

function leave(reason) {
    process.stderr.write(`${reason}\n`);
    process.exit(2);
}

async function chromiumVersion() {
    const browser = await openBrowser();
    try {
        return browser.version();
    } finally {
        await browser.close();
    }
}
