// A network of hundreds with one mark for each organisation, on a canvas: by keyboard alone, in
// words, in every theme, and complete without a script.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { STILL } from '../places';
import { expect, Opora, test as base } from '../server';
import { complaints } from '../workspace';

const ORGANISATIONS = 520;
const PARTNERSHIPS = 900;
const TERRITORIES = '/network/example-country';
const PAGE = `${TERRITORIES}?marks=organisations`;
const KEYS_MAX = 12;

const test = base.extend<object, { large: Opora }>({
  large: [
    async ({ samples }, use, workerInfo) => {
      const large = await Opora.prepare(`${workerInfo.project.outputDir}/server-large-${workerInfo.workerIndex}.log`, samples);
      try {
        await large.generate(ORGANISATIONS, PARTNERSHIPS);
        await large.start();
        await use(large);
      } finally {
        await large.remove();
      }
    },
    { scope: 'worker', timeout: 400_000 },
  ],
  baseURL: async ({ large }, use) => use(large.address),
});

const ground = (page: Page) => page.locator('.plate__picture');
const said = (page: Page) => page.locator('.graph-said');
const reached = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('href') ?? '');
const isInside = (page: Page) => ground(page).evaluate((element) => element.contains(document.activeElement));

/** Opens the page and waits until the canvas has taken the territories' place. */
async function opened(page: Page, address = PAGE): Promise<string[]> {
  const heard = complaints(page);
  await page.emulateMedia(STILL);
  await page.goto(address);
  await expect(page.locator('.plate__picture--drawn[tabindex="0"]')).toBeVisible({ timeout: 30_000 });
  await expect(ground(page).locator('> svg')).toBeHidden();
  return heard;
}

/** Into the picture, and along until what is said is as wanted; the first may be alone. */
async function walkTo(page: Page, wanted: RegExp): Promise<string> {
  await page.keyboard.press('ArrowDown');
  for (let step = 0; step < 80; step += 1) {
    const words = (await said(page).textContent()) ?? '';
    if (wanted.test(words)) return words;
    await page.keyboard.press('ArrowRight');
  }
  throw new Error(`nobody of whom one hears ${wanted}`);
}

test('everybody is offered, and the picture is one stop that is walked through by keys', async ({ page }) => {
  await page.goto(TERRITORIES);
  await page.getByRole('link', { name: 'Все организации' }).click();
  const heard = await opened(page, page.url());
  await page.locator('.graph-zoom__button').last().focus();
  await page.keyboard.press('Tab');
  await expect(ground(page)).toBeFocused();
  await page.keyboard.press('Tab');
  expect(await isInside(page), 'the next stop is outside').toBe(false);
  await page.keyboard.press('Shift+Tab');

  // What one would see: name, role, and who helps or is helped.
  await walkTo(page, /(Кто помогает|Кому помогает): /);
  await expect(said(page)).toHaveText(/^Пример \d+.+, .+(Кто помогает|Кому помогает): .+\.$/);
  const first = await reached(page);
  expect(first).toMatch(/\/organisation\/o/);
  await page.keyboard.press('ArrowRight');
  const second = await reached(page);
  expect(second).not.toBe(first);
  await page.keyboard.press('ArrowLeft');
  expect(await reached(page)).toBe(first);
  await page.keyboard.press('KeyN');
  const partner = await reached(page);
  expect(partner).not.toBe(first);
  await page.keyboard.press('Backspace');
  expect(await reached(page)).toBe(first);
  await page.keyboard.press('Escape');
  await expect(ground(page)).toBeFocused();
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${first}$`));
  expect(heard).toEqual([]);
});

test('from the search to the mentors of a school in twelve keys', async ({ page }) => {
  await opened(page);
  // A school somebody helps, as the picture itself tells.
  await ground(page).focus();
  const words = await walkTo(page, /Кто помогает: /);
  const name = words.split(',')[0];
  const mentor = /Кто помогает: ([^,.]+)/.exec(words)?.[1] ?? 'nobody';
  await page.keyboard.press('Escape');

  await page.keyboard.press('Slash');
  await expect(page.locator('#graph-search')).toBeFocused();
  await page.keyboard.type(name);
  await expect(said(page)).toHaveText(/Найдено: \d+/);
  let keys = 0;
  const press = async (key: string) => {
    keys += 1;
    await page.keyboard.press(key);
  };
  await press('Enter');
  await expect(said(page)).toHaveText(new RegExp(`^${name},`));
  await press('ArrowDown');
  await expect(said(page)).toHaveText(new RegExp(`^${mentor}`));
  await press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(new RegExp(mentor.replaceAll(' ', '\\s')));
  expect(keys).toBeLessThanOrEqual(KEYS_MAX);
});

test('axe finds nothing while one walks, light and dark, in both languages', async ({ page }) => {
  test.setTimeout(240_000);
  const found: string[] = [];
  for (const lang of ['ru', 'en']) {
    await opened(page, `${PAGE}&lang=${lang}`);
    await ground(page).focus();
    await page.keyboard.press('ArrowDown');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, ...STILL });
      const { violations } = await new AxeBuilder({ page }).analyze();
      found.push(...violations.map(({ id, nodes }) => `${lang}, ${colorScheme}: ${id}: ${nodes[0].target.join(' ')}`));
    }
  }
  expect(found).toEqual([]);
});

/** The colours one sees of the picture. */
async function colours(page: Page): Promise<string[]> {
  const png = await ground(page).screenshot();
  return page.evaluate(async (seen) => {
    const image = new Image();
    image.src = `data:image/png;base64,${seen}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const pixels = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    const found = new Set<string>();
    for (let at = 0; at < pixels.length; at += 4) found.add(`${pixels[at]},${pixels[at + 1]},${pixels[at + 2]}`);
    return [...found];
  }, png.toString('base64'));
}

test('forced colours and reduced motion are kept', async ({ page }) => {
  await opened(page);
  // The colour of mentors: as the style sheet says, and gone where the system's count.
  const mentors = await ground(page).evaluate((element) => {
    const hex = getComputedStyle(element).getPropertyValue('--accent').trim();
    return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(',');
  });
  await expect.poll(async () => (await colours(page)).includes(mentors)).toBe(true);
  await page.emulateMedia({ forcedColors: 'active', ...STILL });
  await expect.poll(async () => (await colours(page)).includes(mentors)).toBe(false);
  expect((await colours(page)).length).toBeGreaterThan(1);

  // Going somewhere takes no time: no frames follow the first.
  const frames = await page.evaluate(async () => {
    const ask = window.requestAnimationFrame.bind(window);
    let asked = 0;
    window.requestAnimationFrame = (callback) => {
      asked += 1;
      return ask(callback);
    };
    document.querySelector<HTMLElement>('[data-do=nearer]')?.click();
    for (let each = 0; each < 12; each += 1) await new Promise((then) => ask(then));
    return asked;
  });
  expect(frames).toBeGreaterThan(0);
  expect(frames).toBeLessThanOrEqual(2);
});

test('a browser that gives no canvas keeps the territories', async ({ page }) => {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => {
      document.documentElement.dataset.asked = 'for a canvas';
      return null;
    };
  });
  await page.goto(PAGE);
  await expect(page.locator('html[data-asked]')).toBeVisible();
  await expect(ground(page).locator('canvas')).toHaveCount(0);
  await expect(ground(page).locator('> svg')).toBeVisible();
  await expect(page.locator('.plate__picture--drawn')).toHaveCount(0);
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('the territories are the picture, and lead to everybody', async ({ page }) => {
    await page.goto(PAGE);
    await expect(ground(page).locator('> svg')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Все организации' })).toBeHidden();
    await expect(page.locator('.graph-tools')).toHaveCount(0);
    const rows = await page.getByRole('table').locator('tbody tr').all();
    let organisations = 0;
    for (const row of rows) organisations += Number((await row.locator('td').first().innerText()).replace(/\s/g, ''));
    expect(organisations).toBe(ORGANISATIONS);
    await page.getByRole('table').locator('tbody th a').first().click();
    await expect(page.locator('svg.network-picture a[href*="/organisation/"]').first()).toBeVisible();
  });
});
