// The public views of a large generated network: how long the server takes for each, how large the
// page is, how much memory it holds. `node views.mjs [--organisations N] [--partnerships N]
// [--rounds N] [--data FOLDER] [--json]`, with `--data` in a copy of a folder generated before;
// `cargo xtask bench views` builds the server and sets OPORA_BIN and OPORA_SITE. One number of it
// means a whole page as a visitor gets it, with its HTML made.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';

const { values: options } = parseArgs({
    options: {
        organisations: { type: 'string', default: '40000' },
        partnerships: { type: 'string', default: '200000' },
        rounds: { type: 'string', default: '20' },
        data: { type: 'string' },
        json: { type: 'boolean', default: false },
    },
});
const { OPORA_BIN: binary, OPORA_SITE: site } = process.env;
if (!binary || !site) {
    console.error('start it by `cargo xtask bench views`: OPORA_BIN and OPORA_SITE are not set');
    process.exit(2);
}
const START_MS_MAX = 120_000;
const NETWORK = '/network/example-country';
const data = mkdtempSync(join(tmpdir(), 'opora-views-'));
const load = loadavg()[0];

const begun = performance.now();
if (options.data) cpSync(options.data, data, { recursive: true });
else generate();
const generatedSeconds = options.data ? null : (performance.now() - begun) / 1000;
if (generatedSeconds) console.error(`generated in ${generatedSeconds.toFixed(0)} s`);

const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const server = spawn(binary, ['serve', '--data', data, '--site', site, '--listen', `127.0.0.1:${port}`], { stdio: ['ignore', 'ignore', 'inherit'] });
const over = new Promise((resolve) => server.once('exit', resolve));
try {
    await answers();
    const firstMs = (await page(NETWORK)).ms;
    console.error(`first answer after the start ${firstMs.toFixed(0)} ms`);
    const addresses = await views();
    const results = [];
    for (const [name, address] of Object.entries(addresses)) {
        const cold = await page(address);
        const took = [];
        for (let round = 0; round < Number(options.rounds); round += 1) took.push((await page(address)).ms);
        took.sort((a, b) => a - b);
        results.push({
            name,
            coldMs: cold.ms,
            medianMs: took[Math.floor(took.length / 2)],
            p95Ms: took[Math.min(took.length - 1, Math.floor(took.length * 0.95))],
            bytes: cold.text.length,
            br: brotliCompressSync(cold.text).length,
        });
    }
    const memory = { nowMb: status('VmRSS'), peakMb: status('VmHWM') };
    if (options.json) console.log(JSON.stringify({ load, options, generatedSeconds, firstMs, memory, results }, null, 1));
    else {
        console.log(`${options.organisations} organisations, ${options.partnerships} partnerships; load before ${load.toFixed(1)}`);
        console.log(`memory ${memory.nowMb.toFixed(0)} MB now, ${memory.peakMb.toFixed(0)} MB at most`);
        console.log('view | first ms | median ms | p95 ms | KB | KB br');
        for (const { name, coldMs, medianMs, p95Ms, bytes, br } of results) {
            console.log([name, coldMs.toFixed(0), medianMs.toFixed(0), p95Ms.toFixed(0), (bytes / 1000).toFixed(0), (br / 1000).toFixed(1)].join(' | '));
        }
    }
} finally {
    server.kill('SIGTERM');
    await over;
    rmSync(data, { recursive: true });
}

/// One view of every level, found as a visitor finds them: by following links.
async function views() {
    const found = { whole: NETWORK, 'whole, all statuses': `${NETWORK}?status=any`, 'whole, no mentoring': `${NETWORK}?hide=mentoring` };
    const region = linkIn((await page(NETWORK)).text, 'class="territory"');
    found.region = region;
    const municipality = linkIn((await page(region)).text, 'class="territory"');
    found.municipality = municipality;
    found['municipality, map'] = `${municipality}&view=map`;
    found['municipality, a subject'] = `${municipality}&subject=x`;
    found['whole, as SVG'] = `${NETWORK}/picture.svg`;
    found.organisation = linkIn((await page(municipality)).text, 'class="node');
    return found;
}

function generate() {
    const wanted = ['--organisations', options.organisations, '--partnerships', options.partnerships];
    const generated = spawnSync(binary, ['generate', '--data', data, ...wanted], { encoding: 'utf8' });
    if (generated.status !== 0) throw new Error(generated.stderr);
    console.error(generated.stdout.trim());
}

function linkIn(text, mark) {
    const [, rest] = text.split(mark, 2);
    const [, address] = /href="([^"]+)"/.exec(rest ?? '') ?? [];
    if (!address) throw new Error(`no link at ${mark}`);
    return address.replaceAll('&amp;', '&');
}

async function page(address) {
    const started = performance.now();
    const answer = await fetch(url + address, { headers: { 'accept-language': 'ru', 'accept-encoding': 'identity' } });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return { text, ms: performance.now() - started };
}

async function answers() {
    const until = Date.now() + START_MS_MAX;
    for (;;) {
        const is = await fetch(`${url}/favicon.ico`).then(() => true, () => false);
        if (is) return;
        if (Date.now() > until) throw new Error('the server does not answer');
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
}

function status(field) {
    const line = readFileSync(`/proc/${server.pid}/status`, 'utf8').split('\n').find((each) => each.startsWith(field));
    return Number(/\d+/.exec(line)[0]) / 1024;
}

function freePort() {
    return new Promise((resolve, reject) => {
        const probe = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
            const { port } = probe.address();
            probe.close(() => resolve(port));
        });
    });
}
