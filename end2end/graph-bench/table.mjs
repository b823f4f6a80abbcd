// The results as a page of Markdown.
import { MOVED } from './judging.mjs';

const KINDS = { round: 'a round', whole: 'to equal quality' };
const NAMES = { opora: 'natively', 'opora-wasm': 'in WebAssembly' };

export function table(results) {
    return results.map(page).join('\n\n');
}

function page({ size, runs, budget, load, minutes, engines, warm, verdicts, fingerprint, is_same: isSame }) {
    const lines = [
        `### ${size}`,
        '',
        `Processor ms, median (least–most) of ${runs} ${runs === 1 ? 'run' : 'runs'}; a library may take ${budget} s a run. Load average ${load.map((one) => one.toFixed(1)).join(' → ')}, ${minutes.toFixed(1)} min in all. Fingerprint \`${fingerprint}\`, native ${isSame ? '=' : '≠'} WebAssembly.`,
        '',
        '| engine | a round | ÷ native | ÷ WASM | to its end | ÷ native | ÷ WASM | stress | NP@10 | |',
        '|---|---|---|---|---|---|---|---|---|---|',
    ];
    const [us, wasm] = [engines.opora, engines['opora-wasm']];
    for (const [engine, one] of Object.entries(engines)) {
        if (one.missing) {
            lines.push(`| ${engine} | | | | | | | | | not installed |`);
            continue;
        }
        if (one.is_unfinished) {
            lines.push(`| ${engine} | | | | | | | | | no layout within ${budget} s |`);
            continue;
        }
        const by = (kind, other) => (one[kind] ? (one[kind].median / other[kind].median).toFixed(1) : '');
        const shown = (kind) => (one[kind] ? `${digits(one[kind].median)} (${digits(one[kind].least)}–${digits(one[kind].most)})` : '');
        lines.push(`| ${engine} | ${shown('round')} | ${by('round', us)} | ${by('round', wasm)} | ${shown('whole')} | ${by('whole', us)} | ${by('whole', wasm)} | ${one.stress.toFixed(4)} | ${one.neighbourhood.toFixed(4)} | ${note(one)} |`);
    }
    lines.push('');
    for (const { kind, engine, fastest, times, asked, holds } of verdicts) {
        lines.push(`- ${KINDS[kind]}, ${NAMES[engine]}: ${fastest} takes ${times.toFixed(1)} times as long, asked ${asked}: ${holds ? 'holds' : '**does not hold**'}`);
    }
    const isStill = warm.mean <= MOVED.mean && warm.most <= MOVED.most;
    lines.push(`- a hundredth more relations, natively ${digits(warm.ms.median)} ms: the mean node moves ${percent(warm.mean)} of the diameter, the farthest ${percent(warm.most)}; asked ${percent(MOVED.mean)} and ${percent(MOVED.most)}: ${isStill ? 'holds' : '**does not hold**'}`);
    return lines.join('\n');
}

function note({ steps, reached, is_done: isDone }) {
    if (isDone === undefined) return '';
    const end = reached ? 'Opora’s quality reached' : isDone ? 'as good as it gets' : 'budget spent, still improving';
    return steps === null ? end : `${steps} steps, ${end}`;
}

function percent(share) {
    return `${(share * 100).toFixed(2)} %`;
}

function digits(number) {
    return number >= 100 ? number.toFixed(0) : number >= 10 ? number.toFixed(1) : number.toFixed(2);
}
