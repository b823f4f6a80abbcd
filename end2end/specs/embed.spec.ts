// The picture on somebody else's page, and pages that hold still while they arrive.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '../server';
import { complaints } from '../workspace';

/** A page of another origin around what it frames; it fits the frame to the heights it is told. */
async function elsewhere(framed: string): Promise<{ server: Server; address: string }> {
  const html = `<!doctype html><html lang="ru"><title>Сайт района</title>
    <iframe src="${framed}" title="Сеть" width="100%" height="100"></iframe>
    <script>addEventListener('message', (event) => {
      if (event.data.type === 'opora:height') document.querySelector('iframe').height = event.data.height;
    });</script></html>`;
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(html));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

test('the picture stands on another site, says its height and leads home', async ({ page, opora, context }) => {
  const said = complaints(page);
  const { server, address } = await elsewhere(`${opora.address}/network/yartsevo/embed?lang=ru`);
  await page.goto(address);
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('svg.network-picture')).toBeVisible();
  await expect.poll(async () => Number(await page.locator('iframe').getAttribute('height'))).toBeGreaterThan(300);
  expect(await context.cookies(opora.address)).toEqual([]);
  const opened = context.waitForEvent('page');
  await frame.getByRole('link', { name: 'Открыть сеть целиком' }).click();
  await expect((await opened).getByRole('heading', { level: 1 })).toHaveText('Ярцевский район');
  expect(said).toEqual([]);
  server.close();
});

test('no other page of ours lets itself be framed', async ({ page, opora }) => {
  const { server, address } = await elsewhere(`${opora.address}/network/yartsevo`);
  const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
  await page.goto(address);
  await refused;
  server.close();
});

test('nothing jumps when letters and the picture’s module come late', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.addInitScript(() => {
    const shifts: number[] = ((window as unknown as { shifts: number[] }).shifts = []);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  let release = () => {};
  const isPainted = new Promise<void>((done) => (release = done));
  await page.route(/\.(woff2|wasm)$/, async (route) => {
    await isPainted;
    await route.continue();
  });
  await page.goto('/network/example', { waitUntil: 'domcontentloaded' });
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  release();
  await page.waitForLoadState('load');
  await expect(page.locator('.graph-tools')).toBeVisible();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, value) => sum + value, 0)).toBe(0);
});
