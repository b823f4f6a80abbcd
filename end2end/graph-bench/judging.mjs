// What the runs of all engines on one network come to, and whether what was asked of the layout holds.
import { PEERS } from './adapters.mjs';

/// How many times faster than the fastest library in JavaScript, in both: a round, and the way to equal
/// quality.
export const ASKED = { opora: 3, 'opora-wasm': 1.5 };
/// Of a hundredth more relations: parts of the diameter.
export const MOVED = { mean: 0.01, most: 0.05 };

export function judged(runs) {
    const [ours] = runs.opora;
    const engines = {};
    for (const [engine, all] of Object.entries(runs)) {
        if (engine.startsWith('opora')) {
            engines[engine] = { round: spread(all.map((run) => run.round_ms)), whole: spread(all.map((run) => run.whole_ms)), stress: all[0].stress, neighbourhood: all[0].neighbourhood };
        } else if (all[0].missing) {
            engines[engine] = { missing: all[0].missing };
        } else {
            engines[engine] = library(all, ours);
        }
    }
    const prints = [...runs.opora, ...runs['opora-wasm']].map((run) => run.fingerprint);
    const warm = { ms: spread(runs.opora.map((run) => run.warm_ms)), mean: ours.moved_mean, most: ours.moved_most };
    return { engines, warm, verdicts: verdicts(engines), fingerprint: prints[0], is_same: prints.every((print) => print === prints[0]) };
}

function library(all, ours) {
    const isEqual = (look) => look.stress <= ours.stress && look.neighbourhood >= ours.neighbourhood;
    const ended = all.filter((run) => run.looks.length > 0);
    // Until Opora's quality is reached in both, or else until it is as good as it gets.
    const ends = ended.map((run) => {
        const good = (look) => look.stress <= run.best.stress * 1.02 && look.neighbourhood >= run.best.neighbourhood * 0.98;
        return run.looks.find(isEqual) ?? run.looks.find(good) ?? run.looks.at(-1);
    });
    if (ends.length === 0) return { is_unfinished: true };
    const rounds = ended.map((run) => run.round_ms).filter((round) => round !== null);
    return {
        round: rounds.length > 0 ? spread(rounds) : null,
        whole: spread(ends.map((end) => end.ms)),
        stress: ends[0].stress,
        neighbourhood: ends[0].neighbourhood,
        best: ended[0].best,
        steps: ends[0].steps,
        reached: ends.every(isEqual),
        is_done: all.every((run) => run.is_done),
        looks: ended[0].looks,
    };
}

/// Of Opora natively and in WebAssembly: against the fastest library in JavaScript, for each measure.
/// A library that never reaches Opora's quality counts with the time to its own best, which is too
/// little for equal quality: what holds then holds all the more.
function verdicts(engines) {
    const found = [];
    for (const kind of ['round', 'whole']) {
        const peers = Object.keys(PEERS).filter((peer) => engines[peer]?.[kind]);
        if (peers.length === 0) continue;
        const fastest = peers.reduce((a, b) => (engines[b][kind].median < engines[a][kind].median ? b : a));
        for (const [engine, asked] of Object.entries(ASKED)) {
            const times = engines[fastest][kind].median / engines[engine][kind].median;
            found.push({ kind, engine, fastest, times, asked, holds: times >= asked });
        }
    }
    return found;
}

function spread(numbers) {
    const sorted = [...numbers].sort((a, b) => a - b);
    return { median: sorted[Math.floor((sorted.length - 1) / 2)], least: sorted[0], most: sorted.at(-1) };
}
