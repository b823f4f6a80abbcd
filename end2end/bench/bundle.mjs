//! Builds the page and the adapters with esbuild, and weighs each library: the bundle of its
//! `adapters/<name>.lib.mjs` alone, minified, plus its WASM, each gzipped at level 9.

import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const HERE = import.meta.dirname;
const OPTIONS = {
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'chrome120',
    platform: 'browser',
    loader: { '.wasm': 'file' },
    assetNames: '[name]-[hash]',
    publicPath: '/__bench/build',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    logLevel: 'error',
};

/// Builds into `folder`; returns { <library>: { js, wasm } } in gzipped bytes, null where the
/// library names no `.lib.mjs` (then its adapter has to tell, see the README).
export async function bundleAll(libraries, folder) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await build({ ...OPTIONS, entryPoints: [join(HERE, 'page/page.mjs')], outdir: folder });
    await writeFile(join(folder, 'index.html'), await readFile(join(HERE, 'page/index.html')));
    const weights = {};
    for (const library of libraries) {
        await build({
            ...OPTIONS,
            entryPoints: { [library]: join(HERE, `adapters/${library}.mjs`) },
            outdir: folder,
            external: ['/__bench/*'],
        });
        weights[library] = await weigh(library, join(folder, 'weighed'));
    }
    return weights;
}

async function weigh(library, folder) {
    const entry = join(HERE, `adapters/${library}.lib.mjs`);
    if (!existsSync(entry)) return null;
    const { outputFiles } = await build({ ...OPTIONS, entryPoints: [entry], outdir: folder, write: false });
    const weight = { js: 0, wasm: 0 };
    for (const { path, contents } of outputFiles) {
        weight[basename(path).endsWith('.wasm') ? 'wasm' : 'js'] += gzipSync(contents, { level: 9 }).length;
    }
    return weight;
}
