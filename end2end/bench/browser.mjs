//! One Chromium with a profile of its own, made fresh and thrown away, driven by playwright-core.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const CHROMIUM = process.env.BENCH_CHROMIUM ?? '/usr/bin/chromium';

/// Returns { version, page(port, log), close() }; `page` is a new tab on the bench's page.
export async function openBrowser() {
    const profile = await mkdtemp(join(tmpdir(), 'bench-profile-'));
    const context = await chromium.launchPersistentContext(profile, {
        executablePath: CHROMIUM,
        headless: true,
        args: [
            '--no-sandbox',
            // measureUserAgentSpecificMemory would wait for the next garbage collection by chance.
            '--enable-blink-features=ForceEagerMeasureMemory',
            '--disable-background-timer-throttling',
            '--disable-renderer-backgrounding',
            '--disable-backgrounding-occluded-windows',
        ],
    });
    return {
        version: () => context.browser()?.version() ?? null,
        async page(port, log = () => {}) {
            const page = await context.newPage();
            page.setDefaultTimeout(300_000);
            page.on('pageerror', (error) => log(`page error: ${error.message}`));
            page.on('console', (message) => { if (message.type() === 'error') log(`console: ${message.text()}`); });
            await page.goto(`http://127.0.0.1:${port}/__bench/build/index.html`);
            await page.waitForFunction(() => window.bench !== undefined);
            const devtools = await context.newCDPSession(page);
            return {
                /// Calls `window.bench[call](...args)` and returns what it resolves to.
                call: (call, ...args) => page.evaluate(([name, given]) => window.bench[name](...given), [call, args]),
                /// Runs a function of the bench's own in the page.
                run: (part, ...args) => page.evaluate(part, ...args),
                heap: () => heap(devtools),
                close: () => page.close(),
            };
        },
        async close() {
            await context.close();
            await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
        },
    };
}

/// Bytes after a full collection: the script heap, and what hangs on it outside (array buffers, WASM).
async function heap(devtools) {
    await devtools.send('HeapProfiler.enable');
    for (let round = 0; round < 3; round += 1) await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize = 0 } = await devtools.send('Runtime.getHeapUsage');
    return { script: usedSize, backing: backingStorageSize };
}
