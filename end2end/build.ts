// A next build of the site, for specs of its arrival: the same program under other names, as any
// change of the sources makes it. What `cargo xtask site` compresses is left plain.

import { createHash } from 'node:crypto';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** In the order in which one refers to another. */
const CHANGED = ['opora.css', 'opora_browser_bg.wasm', 'opora_browser.js', 'boot.js'];
/** An empty section of WebAssembly that every reader passes over. */
const CUSTOM_SECTION = Buffer.from([0, 2, 1, 0x6e]);

/** Address of every asset by its plain name. */
export type Addresses = Record<string, string>;

export async function addressesOf(site: string): Promise<Addresses> {
  return JSON.parse(await readFile(join(site, 'assets.json'), 'utf8'));
}

/** Writes the next build of `site` into `folder`; nothing of the changed assets is left there. */
export async function nextBuild(site: string, folder: string): Promise<void> {
  await cp(site, folder, { recursive: true });
  const before = await addressesOf(site);
  const after = { ...before };
  const renamed = (text: string) => CHANGED.reduce((read, name) => read.replaceAll(before[name], after[name]), text);
  for (const name of CHANGED) {
    const old = join(folder, before[name]);
    const bytes = await readFile(old);
    const next = name.endsWith('.wasm')
      ? Buffer.concat([bytes, CUSTOM_SECTION])
      : Buffer.from(`${renamed(bytes.toString('utf8'))}\n/* the next build */\n`);
    const [stem, extension] = [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.'))];
    after[name] = `/assets/${stem}-${sha256(next).slice(0, 16)}${extension}`;
    await writeFile(join(folder, after[name]), next);
    for (const suffix of ['', '.br', '.gz']) await rm(old + suffix, { force: true });
  }
  const shell = renamed(await readFile(join(folder, 'app.html'), 'utf8'));
  const worker = (await readFile(join(folder, 'service-worker.js'), 'utf8'))
    .replace(/(const CURRENT = PREFIX \+ ')[^']+/, `$1${sha256(Buffer.from(shell)).slice(0, 16)}`)
    .replace(/(const SHELL_DIGEST = ')[^']+/, `$1${sha256(Buffer.from(shell))}`);
  const files = { 'app.html': shell, 'service-worker.js': renamed(worker), 'assets.json': JSON.stringify(after) };
  for (const [name, text] of Object.entries(files)) {
    for (const suffix of ['.br', '.gz']) await rm(join(folder, name + suffix), { force: true });
    await writeFile(join(folder, name), text);
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
