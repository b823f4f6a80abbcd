// The layout in WebAssembly gives the fingerprints the native tests expect: MODULE GOLDEN.
// Needs node alone. Started by `cargo xtask test --only layout-wasm`.
import { readFileSync } from 'node:fs';
import { open } from './opora.mjs';

const [module, golden] = process.argv.slice(2);
const opora = await open(module);
let compared = 0;
for (const line of readFileSync(golden, 'utf8').trim().split('\n')) {
    const [organisations, relations, expected] = line.split(' ');
    opora.generate(Number(organisations), Number(relations), 1);
    const found = opora.fingerprint();
    if (found !== expected) {
        console.error(`${organisations}/${relations}: ${found} in WebAssembly, ${expected} natively`);
        process.exit(1);
    }
    compared += 1;
}
console.log(`${compared} fingerprints are the same natively and in WebAssembly`);
if (compared === 0) process.exit(1);
