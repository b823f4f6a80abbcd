// One engine, one network, one run, in a process of its own: a line of JSON on stdout.
// Arguments: engine, module (.wasm), nodes, relations, seed, budget (seconds).
import { PEERS } from './adapters.mjs';
import { now } from './clock.mjs';
import { open } from './opora.mjs';

const [engine, module, ...numbers] = process.argv.slice(2);
const [nodes, relations, seed, budget] = numbers.map(Number);
/// Steps after which quality is looked at; beyond the last one every 200.
const LOOKS = [25, 50, 75, 100, 150, 200, 250, 300, 400, 500, 600, 800, 1000];
/// Better by less than this part, in both measures and this often one after the other: it is done.
const NOTICEABLE = 0.01;
const LOOKS_IDLE = 3;
const ROUNDS = 60;

const opora = await open(module);
const edges = opora.edges(nodes, relations, seed);
console.log(JSON.stringify(engine === 'opora-wasm' ? await ours() : await peer()));

async function ours() {
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
    const looks = [];
    let steps = 0;
    let spent = 0;
    let idle = 0;
    let best = { stress: Infinity, neighbourhood: 0 };
    for (let look = 0; idle < LOOKS_IDLE && spent < budget * 1000; look += 1) {
        const until = LOOKS[look] ?? steps + 200;
        const begun = now();
        while (steps < until) {
            layout.step();
            steps += 1;
        }
        spent += now() - begun;
        const quality = opora.judge(layout.positions());
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
    return { round_ms: spent / steps, best, looks, is_done: idle >= LOOKS_IDLE };
}
