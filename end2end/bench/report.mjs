//! From the runs of a library to medians with their spread, and to a table for people.

import { median } from './run.mjs';

/// measure, heading, divisor, digits. The order is the table's.
const ROWS = [
    ['aloneUpBytes', 'edit alone, bytes up (payload)', 1, 0],
    ['aloneUpOverheadBytes', '  headers and frames', 1, 0],
    ['aloneUpMessages', '  requests or frames', 1, 0],
    ['bulkUpBytes', 'edit of 100 in one go, online, bytes up', 1, 1],
    ['bulkUpOverheadBytes', '  headers and frames', 1, 1],
    ['earlyUpBytes', 'edit of 100 made offline, little history', 1, 1],
    ['earlyUpOverheadBytes', '  headers and frames', 1, 1],
    ['batchUpBytes', 'edit of 100 made offline, after the pull', 1, 1],
    ['batchUpOverheadBytes', '  headers and frames', 1, 1],
    ['pullMs', 'pull of 10,000 edits until stored, ms', 1, 0],
    ['pullLongestTaskMs', '  longest task, ms (0 = none over 50)', 1, 0],
    ['pullTasksOver50', '  tasks over 50 ms', 1, 0],
    ['pullLongestGapMs', '  longest wait of a 4 ms timer, ms', 1, 0],
    ['pullDownBytes', '  payload down, KB', 1000, 0],
    ['pullUpBytes', '  payload up, KB', 1000, 1],
    ['saveP50Ms', 'save until durable p50, ms', 1, 2],
    ['saveP95Ms', 'save until durable p95, ms', 1, 2],
    ['saveStrictP50Ms', '  the same, strict forced, p50', 1, 2],
    ['saveStrictP95Ms', '  the same, strict forced, p95', 1, 2],
    ['coldStartMs', 'cold start of 5,000 records, ms', 1, 0],
    ['coldStartImportMs', '  of it loading the library', 1, 0],
    ['coldStartAfterEditsMs', 'cold start after all edits, ms', 1, 0],
    ['memoryBytes', 'memory (script + buffers + WASM), MB', 1e6, 1],
    ['memoryWasmBytes', '  of it WASM memory, MB', 1e6, 1],
    ['memoryWholeBytes', 'memory by the browser\'s own account, MB', 1e6, 1],
    ['seedMs', '(seeding device and server, ms)', 1, 0],
];
const CONFLICT_ROWS = [
    ['conflictsConverged', 'both devices hold the same value'],
    ['conflictsRecoverable', 'losing values recoverable (device 1, 2)'],
    ['conflictsRecoverableReloaded', '  the same after a reload'],
    ['conflictsShown', 'shown with the value, unasked (1, 2)'],
    ['conflictsAnnouncedWithoutValue', '  announced without the value (1, 2)'],
    ['conflictsPassedBy', '  passed by in an ordinary event (1, 2)'],
];

/// { weight, measures: { name: { median, min, max, runs } }, conflicts: { name: [per run] } }
export function summary(results, weight) {
    const measures = {};
    for (const [name] of ROWS) {
        const runs = results.map((result) => result[name]).filter((value) => typeof value === 'number');
        if (runs.length > 0) measures[name] = { median: median(runs), min: Math.min(...runs), max: Math.max(...runs), runs };
    }
    const conflicts = Object.fromEntries(CONFLICT_ROWS.map(([name]) => [name, results.map((result) => result[name])]));
    return { weight, durabilities: results[0]?.durabilities ?? null, measures, conflicts };
}

export function table(report) {
    const libraries = Object.keys(report.libraries);
    const rows = [['', ...libraries]];
    for (const [name, heading, divisor, digits] of ROWS) {
        rows.push([heading, ...libraries.map((library) => spread(report.libraries[library].measures[name], divisor, digits))]);
    }
    rows.push(['library, KB gz (js + wasm)', ...libraries.map((library) => weightText(report.libraries[library].weight))]);
    rows.push([], ['of 1,000 same-field offline conflicts', ...libraries.map(() => '')]);
    for (const [name, heading] of CONFLICT_ROWS) {
        rows.push([heading, ...libraries.map((library) => everyRun(report.libraries[library].conflicts[name]))]);
    }
    const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
    const lines = rows.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  ').trimEnd());
    const { machine } = report;
    const head = [
        `median (min–max) of ${report.runs} runs; seed ${report.seed}; values of ${report.meanValueBytes} bytes on average`,
        `Chromium ${report.chromium}; ${machine.cores} × ${machine.cpu}; ${machine.memoryGiB} GiB; load ${machine.load.join(' ')}`,
        '',
    ];
    const failed = report.failures.map(({ library, run, error }) => `FAILED run ${run} ${library}: ${error}`);
    return `${[...head, ...lines, ...failed].join('\n')}\n`;
}

function spread(measure, divisor, digits) {
    if (!measure) return '–';
    const text = (value) => (value / divisor).toFixed(digits);
    const { median: middle, min, max } = measure;
    return text(min) === text(max) ? text(middle) : `${text(middle)} (${text(min)}–${text(max)})`;
}

function weightText(weight) {
    if (!weight) return '–';
    const js = (weight.js / 1000).toFixed(0);
    return weight.wasm > 0 ? `${js} + ${(weight.wasm / 1000).toFixed(0)}` : js;
}

/// One value if all runs agree, else the values of all runs.
function everyRun(values) {
    const texts = [...new Set(values.map((value) => (Array.isArray(value) ? value.join(', ') : String(value ?? '–'))))];
    return texts.join(' | ') || '–';
}
