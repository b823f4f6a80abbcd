// Opora as a WebAssembly module in this process: the layout, the generated network and the judge.
import { readFileSync } from 'node:fs';

/// The module's functions; `path` is what `cargo build --package opora-graph-bench` left.
export async function open(path) {
    const { instance } = await WebAssembly.instantiate(readFileSync(path));
    const module = instance.exports;
    return {
        ...module,
        /// Makes the network; its edges as pairs of node numbers.
        edges(nodes, relations, seed) {
            const count = module.generate(nodes, relations, seed);
            return Array.from({ length: count }, (_, edge) => [module.edge_from(edge), module.edge_to(edge)]);
        },
        /// Judges positions given as x, y, x, y …
        judge(positions) {
            for (let node = 0; 2 * node < positions.length; node += 1) {
                module.put(node, positions[2 * node], positions[2 * node + 1]);
            }
            return { stress: module.stress(), neighbourhood: module.neighbourhood() };
        },
        fingerprint: () => BigInt.asUintN(64, module.lay_out()).toString(16).padStart(16, '0'),
    };
}
