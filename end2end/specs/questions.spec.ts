// The questions of a network's public page, by keyboard alone and without any script: whoever
// mentors a school, the path between two, who is alone. Each within twelve keys after the search is
// typed. And axe over every answer, light and dark.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { get } from 'node:http';
import { STILL } from '../places';
import { expect, test } from '../server';
import { complaints } from '../workspace';

const KEYS_MAX = 12;
/** Most bytes of a page of a real district (about 15 organisations), compressed. */
const PAGE_BYTES_MAX = 40 * 1024;

/** Presses keys and counts them. */
class Keys {
  pressed = 0;

  constructor(private readonly page: Page) {}

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.pressed += 1;
      await this.page.keyboard.press(key);
    }
  }

  /** Tab by tab to a link or button of this name; at most so many keys. */
  async tabTo(name: RegExp): Promise<void> {
    for (let at = 0; at <= KEYS_MAX; at += 1) {
      const words = await this.page.evaluate(() => {
        const active = document.activeElement;
        if (!active || active === document.body) return '';
        const label = active.id ? document.querySelector(`label[for="${active.id}"]`) : null;
        return (label?.textContent ?? active.textContent ?? '').replaceAll('\u00a0', ' ').trim();
      });
      if (name.test(words)) return;
      await this.press('Tab');
    }
    throw new Error(`no ${name} within ${KEYS_MAX} keys`);
  }
}

/** Goes to the search field, types, and sends it; keys count from there. */
async function search(page: Page, words: string): Promise<Keys> {
  const field = page.locator('#find');
  await field.focus();
  await page.keyboard.type(words);
  const keys = new Keys(page);
  await keys.press('Enter');
  await expect(page).toHaveURL(/find=.*#answer$/);
  await expect(page.locator('#answer')).toBeInViewport();
  return keys;
}

/** Two schools that a mentoring joins, by the names on the page: who is helped, and who helps. */
async function pair(page: Page): Promise<{ school: string; mentor: string }> {
  await page.goto('/network/example?hide=method&hide=resource&hide=social&hide=site');
  const row = page.getByRole('row').filter({ has: page.locator('.table__role', { hasText: 'Школа, которой помогают' }) });
  const first = row.filter({ has: page.locator('td:nth-of-type(3) li a') }).first();
  const school = await first.locator('th a').innerText();
  const mentor = await first.locator('td:nth-of-type(3) li a').first().innerText();
  return { school: school.replaceAll('\u00a0', ' '), mentor: mentor.replaceAll('\u00a0', ' ') };
}

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the answer is a section of its own right after the form', async ({ page }) => {
    const said = complaints(page);
    await page.goto('/network/example');
    await expect(page.locator('#answer')).toHaveCount(0);
    await page.locator('#find').fill('ИМЦ');
    await page.locator('#find').press('Enter');
    await expect(page.locator('section.ask + section#answer')).toBeVisible();
    await expect(page.locator('svg.network-picture.has-answer')).toHaveCount(1);
    // One module of the own server, which the page does not need.
    await expect(page.locator('script:not([type=module][src^="/assets/graph-view-"]), style, [style]')).toHaveCount(0);
    expect(said).toEqual([]);
  });

  test('the dates lead from one to the next and nothing moves', async ({ page }) => {
    await page.goto('/network/example');
    await page.locator('.ask__ready a[href*="on="]').click();
    const places = () =>
      page.locator('svg.network-picture a.node').evaluateAll((all) =>
        Object.fromEntries(all.map((node) => [node.getAttribute('href'), node.getAttribute('transform')])),
      );
    const there = await places();
    for (let step = 0; step < 3; step += 1) {
      const before = page.url();
      await page.locator('#answer a[rel=prev]').click();
      expect(page.url()).not.toBe(before);
      expect(await places()).toEqual(there);
    }
    await page.locator('#answer a[rel=next]').click();
    expect(await places()).toEqual(there);
  });

  test('what changed carries signs beside words', async ({ page }) => {
    await page.goto('/network/example?between=2024-01-01..2026-11-01#answer');
    await expect(page.locator('#answer h3').first()).toBeVisible();
    await expect(page.locator('svg.network-picture .sign').first()).toBeAttached();
    await expect(page.locator('.plate__answer .sign-mark').first()).toBeVisible();
  });
});

test('a school’s mentors, by keyboard', async ({ page }) => {
  const { school, mentor } = await pair(page);
  await page.goto('/network/example');
  const keys = await search(page, school);
  await expect(page.locator('#answer')).toContainText(new RegExp(`${escaped(mentor)}.*: наставничество`));
  expect(keys.pressed).toBeLessThanOrEqual(KEYS_MAX);
});

test('the path between two schools, by keyboard', async ({ page }) => {
  const { school } = await pair(page);
  await page.goto('/network/example');
  const keys = await search(page, school);
  await keys.tabTo(/^Путь до…/);
  await keys.press('Enter');
  await expect(page).toHaveURL(/from=.*#answer$/);
  await keys.tabTo(/^Вторая организация$/);
  // Whoever stands second in the list.
  await keys.press('ArrowDown', 'ArrowDown');
  const chosen = await page.locator('#answer-to option:checked').innerText();
  expect(chosen).not.toBe('Выберите');
  await keys.tabTo(/^Показать путь$/);
  await keys.press('Enter');
  await expect(page).toHaveURL(/from=.*to=.*#answer$/);
  await expect(page.locator('#answer h2')).toContainText('Как связаны');
  expect(keys.pressed).toBeLessThanOrEqual(KEYS_MAX);
});

test('who is alone, by keyboard', async ({ page }) => {
  await page.goto('/network/example');
  await page.locator('#find').focus();
  const keys = new Keys(page);
  await keys.tabTo(/^Кто один$/);
  await keys.press('Enter');
  await expect(page).toHaveURL(/only=alone#answer$/);
  await expect(page.locator('#answer h2')).toHaveText('Кто один');
  // Reading goes on in the answer: the next key leads to its first link.
  await keys.press('Tab');
  await expect(page.locator('#answer a').first()).toBeFocused();
  expect(keys.pressed).toBeLessThanOrEqual(KEYS_MAX);
});

const ANSWERS = [
  'find=%D1%88%D0%BA%D0%BE%D0%BB%D0%B0',
  'find=nobody',
  'only=alone',
  'only=hubs',
  'only=bridges',
  'only=communities',
  'on=2025-09-01',
  'since=2025-09-01',
  'between=2024-01-01..2026-01-01',
  'on=never',
  'from=&to=',
  'list=settlements',
];

for (const network of ['example', 'yartsevo']) {
  test(`axe finds nothing in any answer of ${network}`, async ({ page }) => {
    test.setTimeout(400_000);
    await page.goto(`/network/${network}`);
    const codes = await page
      .locator('#path-from option')
      .evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value).filter(Boolean));
    const ofTwo = [`about=${codes[0]}&steps=2`, `from=${codes[0]}`, `from=${codes[0]}&to=${codes[1]}`];
    const found: string[] = [];
    for (const query of [...ANSWERS, ...ofTwo]) {
      await page.goto(`/network/${network}?${query}`);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, ...STILL });
        const { violations } = await new AxeBuilder({ page }).analyze();
        for (const { id, nodes } of violations) {
          found.push(`${query}, ${colorScheme}: ${id}: ${nodes.slice(0, 2).map((node) => node.target.join(' ')).join('; ')}`);
        }
      }
    }
    expect(found).toEqual([]);
  });
}

test('an answer fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const query of ANSWERS) {
    await page.goto(`/network/example?${query}`);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, query).toBeLessThanOrEqual(320);
  }
});

test('pages with answers are small on the line', async ({ opora }) => {
  for (const network of ['abinsk', 'vengerovo', 'yartsevo']) {
    for (const query of ['', 'only=communities', 'list=settlements']) {
      const [encoding, bytes] = await onTheLine(`${opora.address}/network/${network}?${query}`);
      expect(encoding).toBe('br');
      expect(bytes, `${network} ${query}`).toBeLessThanOrEqual(PAGE_BYTES_MAX);
    }
  }
});

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

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s');
}
