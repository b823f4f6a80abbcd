// One engine, one network, one run, in a process of its own: a line of JSON on stdout.
// Arguments: engine, module (.wasm), nodes, relations, seed, budget (seconds), and of Opora's
// quality, once it is known, stress and neighbourhood preservation: who reaches both is done.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PEERS } from './adapters.mjs';
import { now } from './clock.mjs';
import { open } from './opora.mjs';

const [engine, module, ...numbers] = process.argv.slice(2);
const [nodes, relations, seed, budget, goalStress = -1, goalNeighbourhood = 2] = numbers.map(Number);
/// Steps after which quality is looked at; beyond the last one every 200.
const LOOKS = [25, 50, 75, 100, 150, 200, 250, 300, 400, 500, 600, 800, 1000];
/// Better by less than this part, in both measures and this often one after the other: it is done.
const NOTICEABLE = 0.01;
const LOOKS_IDLE = 3;
const ROUNDS = 60;
/// What `peers.py` ends with when the package is not there.
const MISSING = 3;

const opora = await open(module);
const edges = opora.edges(nodes, relations, seed);
const isReached = ({ stress, neighbourhood }) => stress <= goalStress && neighbourhood >= goalNeighbourhood;
console.log(JSON.stringify(engine === 'opora-wasm' ? ours() : engine in PEERS ? await peer() : pythonPeer()));

function ours() {
    let begun = now();
    const fingerprint = opora.fingerprint();
    const whole = now() - begun;
    const quality = { stress: opora.stress(), neighbourhood: opora.neighbourhood() };
    const timed = (count) => {
        begun = now();
        const counted = opora.rounds(count);
        return [now() - begun, counted];
    };
    timed(ROUNDS);
    const [base] = timed(0);
    const [full, counted] = timed(ROUNDS);
    // As if every organisation took part, as it does in the other engines.
    const round = ((full - base) / ROUNDS) * (nodes / counted);
    return { whole_ms: whole, round_ms: round, ...quality, fingerprint };
}

async function peer() {
    let s = seed;
    const random = () => (s = (Math.imul(s, 1103515245) + 12345) & 0x7fffffff) / 0x80000000;
    const layout = await PEERS[engine]({ nodes, edges, random });
    const run = (steps) => {
        const begun = now();
        for (let step = 0; step < steps; step += 1) layout.step();
        return now() - begun;
    };
    const looks = [];
    let steps = 0;
    let spent = 0;
    let first = 0;
    let idle = 0;
    let best = { stress: Infinity, neighbourhood: 0 };
    let reached = false;
    for (let look = 0; !reached && idle < LOOKS_IDLE && spent < budget * 1000; look += 1) {
        const until = LOOKS[look] ?? steps + 200;
        spent += run(until - steps);
        if (look === 0) first = spent;
        steps = until;
        const quality = opora.judge(layout.positions());
        reached = isReached(quality);
        const isBetter = quality.stress < best.stress * (1 - NOTICEABLE)
            || quality.neighbourhood > best.neighbourhood * (1 + NOTICEABLE);
        // What has not unfolded yet is not done, however little a look changes.
        idle = isBetter || quality.neighbourhood < 0.1 ? 0 : idle + 1;
        best = {
            stress: Math.min(best.stress, quality.stress),
            neighbourhood: Math.max(best.neighbourhood, quality.neighbourhood),
        };
        looks.push({ steps, ms: spent, ...quality });
    }
    // The first steps are run by code that is not compiled yet: a round is what later ones take.
    const round = steps > LOOKS[0] ? (spent - first) / (steps - LOOKS[0]) : run(3) / 3;
    return { round_ms: round, best, looks, is_done: reached || idle >= LOOKS_IDLE };
}

/// Each look of these is a run of its own from nothing.
function pythonPeer() {
    const script = fileURLToPath(new URL('peers.py', import.meta.url));
    const { stdout, stderr, status, error, signal } = spawnSync(process.env.BENCH_PYTHON ?? 'python3', [script, engine, String(budget)], {
        input: JSON.stringify({ nodes, edges, seed }),
        encoding: 'utf8',
        maxBuffer: 1 << 28,
    });
    if (status === MISSING || error?.code === 'ENOENT') return { missing: (stderr || error.message).trim() };
    const isKilled = signal === 'SIGXCPU' || signal === 'SIGKILL';
    if (status !== 0 && !isKilled) throw new Error(stderr);
    const looks = [];
    for (const line of stdout.split('\n').filter((each) => each.endsWith('}'))) {
        const { steps, ms, positions } = JSON.parse(line);
        const bytes = Buffer.from(positions, 'base64');
        const floats = new Float32Array(nodes * 2).map((_, at) => bytes.readFloatLE(4 * at));
        looks.push({ steps, ms, ...opora.judge(floats) });
        if (isReached(looks.at(-1))) break;
    }
    const [few, many] = [looks[0], looks.at(-1)];
    const round = many?.steps > few?.steps ? (many.ms - few.ms) / (many.steps - few.steps) : null;
    const best = {
        stress: Math.min(...looks.map((look) => look.stress)),
        neighbourhood: Math.max(...looks.map((look) => look.neighbourhood)),
    };
    return { round_ms: round, best, looks, is_done: !isKilled };
}
