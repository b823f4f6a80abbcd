// axe over every screen, in both languages, light and dark: no violations. And none of them is
// wider than a phone of 360 px.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { pullAll, signInByRequest } from '../district';
import { exampleCard, type Locale, type Place, publicPlaces, speak, STILL, visitPublic, visitWorkspace, workspacePlaces } from '../places';
import { expect, ownTest, test } from '../server';
import { makeConflict, makeRefusalAndWaiting } from '../states';
import { expectOpenableOffline, expectWaiting, signIn } from '../workspace';

const LOCALES: Locale[] = ['ru', 'en'];
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 360, height: 740 };
/** The rules that look at colours: in the dark only they can say anything new. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

// A trace would copy every page as often as axe looks at it.
test.use({ trace: 'off' });
ownTest.use({ trace: 'off' });

/** What axe says of the page as it is, light and dark, and what sticks out on a phone. */
async function faults(page: Page, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, ...STILL });
    const axe = new AxeBuilder({ page });
    const { violations } = await (colorScheme === 'dark' ? axe.withRules(OF_COLOURS) : axe).analyze();
    for (const { id, nodes } of violations) {
      const where = nodes.slice(0, 3).map((node) => `${node.target.join(' ')} (${node.any[0]?.message ?? ''})`);
      found.push(`${name}, ${colorScheme}: ${id}, ${nodes.length}: ${where.join('; ')}`);
    }
  }
  await page.setViewportSize(PHONE);
  const widest = () => page.evaluate(() => document.documentElement.scrollWidth);
  const width = await widest();
  if (width > PHONE.width) {
    const culprit = await page.evaluate((limit) => {
      const wide = [...document.body.querySelectorAll('*')].find((element) => element.getBoundingClientRect().right > limit + 1);
      return wide ? `${wide.tagName} ${wide.getAttribute('class')}` : '';
    }, PHONE.width);
    found.push(`${name}: ${width} px wide on a phone, first ${culprit}`);
  }
  await page.setViewportSize(WIDE);
  return found;
}

async function faultsOf(page: Page, places: Place[], label: string): Promise<string[]> {
  const found: string[] = [];
  for (const place of places) {
    await visitWorkspace(page, place);
    found.push(...(await faults(page, `${label} ${place.name}`)));
  }
  return found;
}

for (const locale of LOCALES) {
  test(`public pages, ${locale}`, async ({ page, playwright, opora }) => {
    test.setTimeout(180_000);
    const request = await playwright.request.newContext({ baseURL: opora.address });
    const session = await signInByRequest(request, await opora.signIn('coordinator'));
    const card = await exampleCard(await pullAll(request, session.network));
    await request.dispose();
    const found: string[] = [];
    for (const place of publicPlaces(card)) {
      await visitPublic(page, place, locale);
      found.push(...(await faults(page, `${locale} ${place.name}`)));
    }
    expect(found).toEqual([]);
  });
}

for (const role of ['school', 'coordinator']) {
  test(`workspace of the ${role}`, async ({ page, opora }) => {
    test.setTimeout(400_000);
    const account = await opora.signIn(role);
    await page.goto('/app');
    await expect(page.getByTestId('sign-in-form')).toBeVisible();
    const found = await faults(page, 'sign-in');
    await signIn(page, account);
    const session = await signInByRequest(page.request, account);
    const places = workspacePlaces(await pullAll(page.request, session.network), session);
    for (const locale of LOCALES) {
      await speak(page, locale);
      found.push(...(await faultsOf(page, places, locale)));
    }
    expect(found).toEqual([]);
  });
}

test('a programme that is full, read and edited', async ({ page, opora }) => {
  test.setTimeout(300_000);
  await signIn(page, await opora.signIn('coordinator', 'vengerovo'));
  const places: Place[] = [
    { name: 'programme', address: '/app/programme' },
    { name: 'programme-editing', address: '/app/programme', act: (page) => page.getByTestId('edit-mechanism').click() },
    { name: 'road-map', address: '/app/programme/road-map' },
    {
      name: 'road-map-editing',
      address: '/app/programme/road-map',
      act: async (page) => {
        await page.getByTestId('activity-row').nth(11).locator('[data-column=deadline]').click();
        await page.keyboard.press('Enter');
        await expect(page.getByTestId('proposal').first()).toBeVisible();
      },
    },
    { name: 'whole-table', address: '/app/programme/road-map', act: (page) => page.getByTestId('view-table').click() },
    {
      name: 'versions',
      address: '/app/programme/versions',
      act: async (page) => {
        await page.getByTestId('version-title').fill('Редакция');
        await page.getByTestId('save-version').click();
        await expect(page.getByTestId('no-difference').or(page.getByTestId('difference'))).toBeVisible();
      },
    },
    {
      name: 'activity',
      address: '/app/programme/road-map',
      act: async (page) => {
        await page.getByTestId('open-activity').nth(2).click();
        await expect(page.getByTestId('years')).toBeVisible();
      },
    },
  ];
  const found: string[] = [];
  for (const locale of LOCALES) {
    await speak(page, locale);
    found.push(...(await faultsOf(page, places, locale)));
  }
  expect(found).toEqual([]);
});

ownTest('the workspace with two values, a refusal, and work that waits', async ({ context, page, playwright, ownOpora }) => {
  ownTest.setTimeout(300_000);
  const account = await ownOpora.signIn('school');
  await signIn(page, account);
  await expectOpenableOffline(page);
  const session = await signInByRequest(page.request, account);
  const coordinator = await playwright.request.newContext({ baseURL: ownOpora.address });
  await signInByRequest(coordinator, await ownOpora.signIn('coordinator'));
  await makeRefusalAndWaiting(context, page, coordinator, session);
  const states: Place[] = [
    { name: 'today-refused-offline', address: '/app' },
    { name: 'ledger-refused-offline', address: '/app/ledger' },
    { name: 'inbox-refused', address: '/app/inbox' },
    { name: 'settings-offline', address: '/app/settings', act: (page) => page.getByTestId('sign-out').click() },
  ];
  const found = await faultsOf(page, states, 'ru');

  await context.setOffline(false);
  // What waited leaves first: it is about the same field.
  await expectWaiting(page, 0);
  const conflict = await makeConflict(page.request, coordinator, session);
  const decisions: Place[] = [
    { name: 'inbox-decision', address: '/app/inbox', act: (page) => expect(page.getByTestId('decision')).toBeVisible() },
    { name: 'partnership-decision', address: `/app/partnership/${conflict}` },
    { name: 'today-decision', address: '/app' },
  ];
  for (const locale of LOCALES) {
    await speak(page, locale);
    found.push(...(await faultsOf(page, decisions, locale)));
  }
  await coordinator.dispose();
  expect(found).toEqual([]);
});
