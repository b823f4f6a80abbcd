// Layout, side by side: Opora natively and as WebAssembly, and the libraries people take otherwise.
// `node bench.mjs [--sizes 500/1000,5000/10000] [--runs 3] [--seed 1] [--budget SECONDS] [--json]`
// It is started by `cargo xtask bench graph`, which builds the two things it needs:
// BENCH_NATIVE and BENCH_WASM. Table or JSON to stdout, progress to stderr.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { PEERS } from './adapters.mjs';

const { values: options } = parseArgs({
    options: {
        sizes: { type: 'string', default: '500/1000,5000/10000' },
        runs: { type: 'string', default: '3' },
        seed: { type: 'string', default: '1' },
        budget: { type: 'string', default: '60' },
        json: { type: 'boolean', default: false },
    },
});
const native = process.env.BENCH_NATIVE;
const module = process.env.BENCH_WASM;
if (!native || !module) {
    console.error('start it by `cargo xtask bench graph`: BENCH_NATIVE and BENCH_WASM are not set');
    process.exit(2);
}
const child = fileURLToPath(new URL('child.mjs', import.meta.url));
const ENGINES = ['opora', 'opora-wasm', ...Object.keys(PEERS)];

const load = loadavg()[0];
const results = [];
for (const size of options.sizes.split(',')) {
    const [nodes, relations] = size.split('/');
    const runs = Object.fromEntries(ENGINES.map((engine) => [engine, []]));
    for (let run = 0; run < Number(options.runs); run += 1) {
        for (const engine of ENGINES) {
            console.error(`${size} run ${run + 1} ${engine}`);
            runs[engine].push(measured(engine, nodes, relations));
        }
    }
    results.push(judged(size, runs));
}
if (options.json) console.log(JSON.stringify({ load, options, results }, null, 1));
else console.log(table());
if (results.some((result) => !result.is_same)) {
    console.error('the native layout and the WebAssembly differ');
    process.exit(1);
}

function measured(engine, nodes, relations) {
    const [program, args] = engine === 'opora'
        ? [native, [nodes, relations, options.seed]]
        : [process.execPath, [child, engine, module, nodes, relations, options.seed, options.budget]];
    const { stdout, status, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
    if (status !== 0) throw new Error(`${engine}: ${stderr}`);
    return JSON.parse(stdout);
}

function judged(size, runs) {
    const [ours] = runs.opora;
    const engines = {};
    for (const [engine, all] of Object.entries(runs)) {
        if (engine.startsWith('opora')) {
            engines[engine] = { round: spread(all.map((run) => run.round_ms)), whole: spread(all.map((run) => run.whole_ms)), stress: all[0].stress, neighbourhood: all[0].neighbourhood };
            continue;
        }
        // Until Opora's quality is reached in both, or else until it is as good as it gets.
        const ends = all.map((run) => {
            const equal = run.looks.find((look) => look.stress <= ours.stress && look.neighbourhood >= ours.neighbourhood);
            const good = (look) => look.stress <= run.best.stress * 1.02 && look.neighbourhood >= run.best.neighbourhood * 0.98;
            return equal ?? run.looks.find(good) ?? run.looks.at(-1);
        });
        const reached = ends.every((end) => end.stress <= ours.stress && end.neighbourhood >= ours.neighbourhood);
        engines[engine] = {
            round: spread(all.map((run) => run.round_ms)),
            whole: spread(ends.map((end) => end.ms)),
            stress: ends[0].stress,
            neighbourhood: ends[0].neighbourhood,
            steps: ends[0].steps,
            reached,
            is_done: all.every((run) => run.is_done),
            looks: all[0].looks,
        };
    }
    const prints = [...runs.opora, ...runs['opora-wasm']].map((run) => run.fingerprint);
    return { size, engines, fingerprint: prints[0], is_same: prints.every((print) => print === prints[0]) };
}

function spread(numbers) {
    const sorted = [...numbers].sort((a, b) => a - b);
    return { median: sorted[Math.floor((sorted.length - 1) / 2)], least: sorted[0], most: sorted.at(-1) };
}

function table() {
    const lines = [`load average at the start ${load.toFixed(1)}; processor ms, median (least–most) of ${options.runs}`];
    for (const { size, engines, fingerprint, is_same: isSame } of results) {
        lines.push('', `${size}  fingerprint ${fingerprint}, native ${isSame ? '=' : '≠'} WebAssembly`);
        lines.push('| engine | a round | ÷ native | ÷ WASM | to its end | ÷ native | ÷ WASM | stress | NP@10 | |', '|---|---|---|---|---|---|---|---|---|---|');
        const [us, wasm] = [engines.opora, engines['opora-wasm']];
        for (const [engine, one] of Object.entries(engines)) {
            const by = (kind, other) => (one[kind].median / other[kind].median).toFixed(1);
            const shown = ({ median, least, most }) => `${digits(median)} (${digits(least)}–${digits(most)})`;
            const note = one.steps === undefined ? '' : `${one.steps} steps, ${one.reached ? 'Opora’s quality reached' : one.is_done ? 'as good as it gets' : 'budget spent, still improving'}`;
            lines.push(`| ${engine} | ${shown(one.round)} | ${by('round', us)} | ${by('round', wasm)} | ${shown(one.whole)} | ${by('whole', us)} | ${by('whole', wasm)} | ${one.stress.toFixed(4)} | ${one.neighbourhood.toFixed(4)} | ${note} |`);
        }
    }
    return lines.join('\n');
}

function digits(number) {
    return number >= 100 ? number.toFixed(0) : number >= 10 ? number.toFixed(1) : number.toFixed(2);
}
