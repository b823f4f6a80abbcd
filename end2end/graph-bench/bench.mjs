// Layout, side by side: Opora natively and as WebAssembly, and the libraries people take otherwise.
// `node bench.mjs [--sizes 500/1000,5000/10000] [--only ENGINE,ENGINE] [--runs N] [--seed 1]
// [--budget SECONDS] [--minutes N] [--json]`; what is not said is in PLAN.
// It is started by `cargo xtask bench graph`, which builds the two things it needs:
// BENCH_NATIVE and BENCH_WASM. Table or JSON to stdout, progress to stderr.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { PEERS, PYTHON_PEERS } from './adapters.mjs';
import { judged } from './judging.mjs';
import { table } from './table.mjs';

/// Runs of every engine; seconds of processor time a library may take in one of them, at least four
/// times what Opora takes in WebAssembly; minutes for the size: no further run is begun that would not
/// end in them, so that all sizes together take some fifteen.
const PLAN = {
    '500/1000': { runs: 7, budget: 10, minutes: 3 },
    '5000/10000': { runs: 3, budget: 10, minutes: 5 },
    '40000/200000': { runs: 2, budget: 20, minutes: 7 },
};
const UNPLANNED = { runs: 3, budget: 30, minutes: 10 };

const { values: options } = parseArgs({
    options: {
        sizes: { type: 'string', default: Object.keys(PLAN).join(',') },
        only: { type: 'string' },
        runs: { type: 'string' },
        seed: { type: 'string', default: '1' },
        budget: { type: 'string' },
        minutes: { type: 'string' },
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
const ALL = ['opora', 'opora-wasm', ...Object.keys(PEERS), ...PYTHON_PEERS];
const asked = options.only?.split(',') ?? ALL;
const unknown = asked.find((engine) => !ALL.includes(engine));
if (unknown) {
    console.error(`no engine is called ${unknown}: ${ALL.join(', ')}`);
    process.exit(2);
}
// Opora is always there: its quality is what the others are asked to reach.
const ENGINES = ALL.filter((engine) => engine.startsWith('opora') || asked.includes(engine));

const results = [];
for (const size of options.sizes.split(',')) {
    const [nodes, relations] = size.split('/');
    const plan = PLAN[size] ?? UNPLANNED;
    const [runs, budget] = [Number(options.runs ?? plan.runs), options.budget ?? String(plan.budget)];
    const all = Object.fromEntries(ENGINES.map((engine) => [engine, []]));
    const load = [loadavg()[0]];
    const begun = performance.now();
    const minutes = () => (performance.now() - begun) / 60_000;
    const most = Number(options.minutes ?? plan.minutes);
    let run = 0;
    for (; run < runs && (run === 0 || (minutes() * (run + 1)) / run <= most); run += 1) {
        for (const engine of ENGINES) {
            if (all[engine][0]?.missing) continue;
            console.error(`${size} run ${run + 1} ${engine}`);
            all[engine].push(measured(engine, nodes, relations, budget, all.opora[0]));
        }
    }
    load.push(loadavg()[0]);
    results.push({ size, runs: run, budget: Number(budget), load, minutes: minutes(), ...judged(all) });
}
if (options.json) console.log(JSON.stringify({ seed: options.seed, results }, null, 1));
else console.log(table(results));
if (results.some((result) => !result.is_same)) {
    console.error('the native layout and the WebAssembly differ');
    process.exit(1);
}

function measured(engine, nodes, relations, budget, goal) {
    const [program, args] = engine === 'opora'
        ? [native, [nodes, relations, options.seed]]
        : [process.execPath, [child, engine, module, nodes, relations, options.seed, budget, ...(goal ? [goal.stress, goal.neighbourhood] : [])]];
    const { stdout, status, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
    if (status !== 0) throw new Error(`${engine}: ${stderr}`);
    return JSON.parse(stdout);
}
