// The layout in WebAssembly gives the fingerprints the native tests expect: MODULE GOLDEN.
// Needs node alone. Started by `cargo xtask test --only layout-wasm`.
import { readFileSync } from 'node:fs';
import { open } from './opora.mjs';

const [module, golden] = process.argv.slice(2);
const opora = await open(module);
/// Runs of the first one: one hash for all of them.
const RUNS = 100;
let compared = 0;
for (const line of readFileSync(golden, 'utf8').trim().split('\n')) {
    const [organisations, relations, expected] = line.split(' ');
    opora.generate(Number(organisations), Number(relations), 1);
    for (let run = compared === 0 ? 0 : RUNS - 1; run < RUNS; run += 1) {
        const found = opora.fingerprint();
        if (found !== expected) {
            console.error(`${organisations}/${relations}: ${found} in WebAssembly, ${expected} natively`);
            process.exit(1);
        }
    }
    compared += 1;
}
console.log(`${compared} fingerprints are the same natively and in WebAssembly, the first of them ${RUNS} times over`);
if (compared === 0) process.exit(1);
