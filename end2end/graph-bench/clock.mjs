// Processor time of this thread, ms: what a busy machine spoils least. The compiler's and the
// collector's own threads do not count, which favours the libraries written in JavaScript.
import { readFileSync } from 'node:fs';

function onProcessor() {
    try {
        return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
    } catch {
        return 0;
    }
}

const isTold = onProcessor() > 0;

export const now = () => (isTold ? onProcessor() : performance.now());
