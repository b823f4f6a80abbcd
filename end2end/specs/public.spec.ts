// The public pages as a stranger reads them: without any script running, the picture and the table equal, and
// nothing that the content security policy would have to refuse.

import type { Locator } from '@playwright/test';
import { get } from 'node:http';
import { expect, test } from '../server';
import { complaints } from '../workspace';

test.use({ javaScriptEnabled: false });

/** How many organisations the workbooks list; the generated district says for itself. */
const ORGANISATIONS: Record<string, number | undefined> = { abinsk: 13, vengerovo: 5, yartsevo: 12, example: undefined };
const NETWORKS = Object.keys(ORGANISATIONS);

/** Most bytes of a page on the line, compressed. */
const PAGE_BYTES_MAX = 40 * 1024;

/** How many bytes a page has on the line, and in which encoding. */
function onTheLine(address: string): Promise<[string | undefined, number]> {
  return new Promise((done, failed) => {
    get(address, { headers: { 'accept-encoding': 'br' } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () => done([response.headers['content-encoding'], bytes]));
      response.on('error', failed);
    }).on('error', failed);
  });
}

/** Addresses of organisations that links inside lead to, each once. */
async function organisations(links: Locator): Promise<string[]> {
  const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  return [...new Set(addresses.filter((address) => address.includes('/organisation/')))].sort();
}

test('the list of networks names every sample and marks the generated one', async ({ page }) => {
  const said = complaints(page);
  const response = await page.goto('/');
  expect(response?.status()).toBe(200);
  expect(response?.headers()['content-security-policy']).toContain("default-src 'none'");
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  for (const network of NETWORKS) {
    await expect(page.locator(`h3 a[href="/network/${network}"]`)).toBeVisible();
  }
  await expect(page.locator('.example-strip')).toHaveCount(1);
  await expect(page.locator('li:has(h3 a[href="/network/example"]) .example-strip')).toBeVisible();
  await expect(page.locator('script, style, [style]')).toHaveCount(0);
  expect(said).toEqual([]);
});

for (const network of NETWORKS) {
  test(`${network}: every organisation is a link in the picture and a row of the table`, async ({ page }) => {
    const said = complaints(page);
    await page.goto(`/network/${network}`);
    // One module of the own server, which the page does not need.
    await expect(page.locator('script:not([type=module][src^="/assets/graph-view-"]), style, [style]')).toHaveCount(0);
    await expect(page.locator('script')).toHaveCount(1);
    const inPicture = await organisations(page.locator('svg.network-picture a'));
    const inTable = await organisations(page.getByRole('table').locator('tbody th[scope=row] a'));
    expect(inPicture).toHaveLength(ORGANISATIONS[network] ?? inPicture.length);
    expect(inPicture).toEqual(inTable);

    await page.goto(`/network/${network}?view=map`);
    const onMap = await organisations(page.locator('svg.network-picture a'));
    const unplaced = await organisations(page.locator('.place-unknown a'));
    // Without a place means said so in words, not left out.
    expect([...new Set([...onMap, ...unplaced])].sort()).toEqual(inTable);
    expect(said).toEqual([]);
  });
}

test('a page is small on the line', async ({ opora }) => {
  const pages = ['/', ...NETWORKS.flatMap((network) => [`/network/${network}`, `/network/${network}?view=map`])];
  for (const page of pages) {
    const [encoding, bytes] = await onTheLine(opora.address + page);
    expect(encoding, page).toBe('br');
    expect(bytes, page).toBeLessThanOrEqual(PAGE_BYTES_MAX);
  }
});

test('ticked boxes filter picture and table alike', async ({ page }) => {
  await page.goto('/network/example');
  const all = await organisations(page.locator('svg.network-picture a'));
  const centres = page.locator('form.legend input[name=show][value=role-centre]');
  await expect(centres).toBeChecked();
  await centres.uncheck();
  await page.locator('form.legend button[type=submit]').click();

  await expect(page).toHaveURL(/legend=1/);
  await expect(page.locator('form.legend input[name=show][value=role-centre]')).not.toBeChecked();
  const left = await organisations(page.locator('svg.network-picture a'));
  expect(left.length).toBeLessThan(all.length);
  expect(left.length).toBeGreaterThan(0);
  expect(await organisations(page.getByRole('table').locator('tbody th[scope=row] a'))).toEqual(left);
});

test('from the picture to a card and to its partner', async ({ page }) => {
  const said = complaints(page);
  await page.goto('/network/example');
  await page.locator('svg.network-picture a.node-mentor').first().click();
  await expect(page).toHaveURL(/\/network\/example\/organisation\//);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const partner = page.locator('.fan__partner a').first();
  const name = (await partner.innerText()).replaceAll('\u00a0', ' ');
  await partner.click();
  const heading = await page.getByRole('heading', { level: 1 }).innerText();
  expect(heading.replaceAll('\u00a0', ' ')).toBe(name);
  expect(said).toEqual([]);
});

test('the language is switched on every page and stays', async ({ page }) => {
  await page.goto('/network/yartsevo');
  await page.locator('nav.language a[hreflang=en]').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page).toHaveURL(/\/network\/yartsevo/);
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.locator('nav.language a[hreflang=ru]').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
});

for (const address of ['/nothing', '/network/nowhere', '/network/yartsevo/organisation/nobody']) {
  test(`${address} is not there, and says so with a way on`, async ({ page }) => {
    const response = await page.goto(address);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('main a[href^="/"]').first()).toBeVisible();
  });
}
