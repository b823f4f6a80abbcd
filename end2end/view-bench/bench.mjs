// One generated network with its positions given, drawn by Opora's module of public pages, by
// sigma.js and by Cytoscape.js in headless Chromium: how long until the first frame, what a moved
// camera, a filter and a look under the pointer cost the main thread.
// `node bench.mjs FOLDER [--runs 5] [--json]`; `cargo xtask bench view` makes the folder.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { loadavg } from 'node:os';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '5' }, json: { type: 'boolean', default: false }, only: { type: 'string' }, steps: { type: 'string', default: '100' }, shots: { type: 'string' } },
});
const [built] = positionals;
if (!built) {
  console.error('start it by `cargo xtask bench view`: the folder of built pages is not named');
  process.exit(2);
}
const here = dirname(fileURLToPath(import.meta.url));
const NETWORK = '5000';
const LIBRARIES = options.only?.split(',') ?? ['opora', 'sigma', 'cytoscape'];
const KINDS = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json' };
const assets = JSON.parse(await readFile(join(built, 'assets.json'), 'utf8'));
const page = await readFile(join(built, `${NETWORK}-packed-ru.html`), 'utf8');

/** The figure and the legend of a real page, in the same box the others get. */
function ofOpora() {
  const [figure] = page.match(/<figure[^>]*data-picture[^]*?<\/figure>/);
  const [legend] = page.match(/<form[^>]*class="legend"[^]*?<\/form>/);
  return `<link rel="stylesheet" href="${assets['opora.css']}">${figure}${legend}`;
}

const BOX = 'width: 1000px; height: 700px';
const html = (library) => `<!DOCTYPE html><meta charset="utf-8"><title>bench</title>
${library === 'opora' ? ofOpora() : ''}<style>body { margin: 0 } #graph { ${BOX} } figure.plate { width: 1000px; border: 0 } figure.plate > .plate__picture { ${BOX} }</style>
${library === 'opora' ? '' : '<div id="graph"></div>'}<script type="module" src="/page.mjs?library=${library}"></script>`;

const files = {
  '/opora/module.js': join(built, assets['opora_graph_view.js']),
  '/opora/module.wasm': join(built, assets['opora_graph_view_bg.wasm']),
  '/data.packed': join(built, `assets/generated-${NETWORK}.packed`),
  '/data.json': join(built, `assets/generated-${NETWORK}.json`),
};
const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://host');
  if (pathname === '/') {
    response.writeHead(200, { 'content-type': KINDS['.html'] }).end(html(searchParams.get('library')));
    return;
  }
  const path = normalize(pathname);
  const file = files[path] ?? (path.startsWith('/assets/') ? join(built, path) : join(here, path));
  const bytes = await readFile(file).catch(() => undefined);
  response.writeHead(bytes ? 200 : 404, { 'content-type': KINDS[extname(file)] ?? 'application/octet-stream' }).end(bytes);
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const address = `http://127.0.0.1:${server.address().port}`;

const load = loadavg()[0];
const measured = Object.fromEntries(LIBRARIES.map((library) => [library, []]));
for (let run = 0; run < Number(options.runs); run += 1) {
  for (const library of LIBRARIES) {
    // A browser of its own: nothing is warm, nothing is left over.
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
    });
    const tab = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    const complaints = [];
    tab.on('pageerror', (error) => complaints.push(String(error)));
    await tab.goto(`${address}/?library=${library}`);
    await tab.waitForFunction(() => window.measured, undefined, { timeout: 60_000 });
    const result = await tab.evaluate((steps) => window.measured(steps), Number(options.steps));
    if (complaints.length) throw new Error(`${library}: ${complaints.join('; ')}`);
    measured[library].push(result);
    console.error(`${library}, run ${run + 1}: first frame ${result.first.ready.toFixed(0)} ms, camera p95 ${result.camera.p95.toFixed(2)} ms`);
    if (options.shots && run === 0) await tab.screenshot({ path: join(options.shots, `${library}.png`) });
    await browser.close();
  }
}
server.close();

const MEASURES = {
  'first frame ready, ms': ({ first }) => first.ready,
  'first frame, script ms': ({ first }) => first.script,
  'camera frame p95, script ms': ({ camera }) => camera.p95,
  'camera frame median, script ms': ({ camera }) => camera.median,
  'filter p95, script ms': ({ filter }) => filter.p95,
  'pick p95, ms': ({ pick }) => pick.p95,
};
const summary = {};
for (const [name, of] of Object.entries(MEASURES)) {
  summary[name] = {};
  for (const library of LIBRARIES) {
    const values = measured[library].map(of).sort((a, b) => a - b);
    summary[name][library] = { median: values[values.length >> 1], least: values[0], most: values.at(-1) };
  }
}
if (options.json) {
  console.log(JSON.stringify({ load, runs: Number(options.runs), summary, measured }, null, 1));
} else {
  console.log(`5,000 organisations, 10,000 relations; ${options.runs} runs in turn, median (least to most); load before ${load.toFixed(1)}`);
  for (const library of LIBRARIES) console.log(`${library}: ${measured[library][0].drawn}`);
  console.log(['measure', ...LIBRARIES].join(' | '));
  for (const [name, of] of Object.entries(summary)) {
    const cell = ({ median, least, most }) => `${median.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`;
    console.log([name, ...LIBRARIES.map((library) => cell(of[library]))].join(' | '));
  }
}
