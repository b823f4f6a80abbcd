//! What is weighed as "Opora": the workspace's sync without its views. `cargo xtask bench sync`
//! makes it.
export { default as init, Engine } from '../engine/made/opora_bench_engine.js';
export { default as wasmUrl } from '../engine/made/opora_bench_engine_bg.wasm';
