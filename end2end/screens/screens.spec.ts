// Pictures of every screen: Russian at three widths, light and dark; English at the widest. Files
// are named ROLE-SCREEN-LANGUAGE-WIDTH-THEME.png. Says nothing about what is on them.

import type { Page } from '@playwright/test';
import { join } from 'node:path';
import { pullAll, signInByRequest } from '../district';
import { exampleCard, type Locale, type Place, publicPlaces, speak, STILL, visitPublic, visitWorkspace, workspacePlaces } from '../places';
import { expect, ownTest as test } from '../server';
import { makeConflict, makeRefusalAndWaiting } from '../states';
import { expectOpenableOffline, expectWaiting, signIn } from '../workspace';

const FOLDER = process.env.OPORA_SCREENS;
const HEIGHTS: Record<number, number> = { 1440: 900, 768: 1024, 360: 740 };

async function take(page: Page, name: string, locale: Locale): Promise<void> {
  const widths = locale === 'ru' ? [1440, 768, 360] : [1440];
  const schemes = locale === 'ru' ? (['light', 'dark'] as const) : (['light'] as const);
  for (const width of widths) {
    await page.setViewportSize({ width, height: HEIGHTS[width] });
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, ...STILL });
      const path = join(FOLDER as string, `${name}-${locale}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

async function takeAll(page: Page, role: string, places: Place[], locale: Locale): Promise<void> {
  for (const place of places) {
    await visitWorkspace(page, place);
    await take(page, `${role}-${place.name}`, locale);
  }
}

test.beforeAll(() => {
  if (!FOLDER) throw new Error('OPORA_SCREENS names no folder');
});

test('public pages', async ({ page, playwright, ownOpora }) => {
  const request = await playwright.request.newContext({ baseURL: ownOpora.address });
  const session = await signInByRequest(request, await ownOpora.signIn('coordinator'));
  const card = await exampleCard(await pullAll(request, session.network));
  await request.dispose();
  for (const locale of ['ru', 'en'] as const) {
    for (const place of publicPlaces(card)) {
      await visitPublic(page, place, locale);
      await take(page, `public-${place.name}`, locale);
    }
  }
});

for (const role of ['school', 'coordinator']) {
  test(`workspace of the ${role}`, async ({ page, ownOpora }) => {
    const account = await ownOpora.signIn(role);
    await page.goto('/app');
    await expect(page.getByTestId('sign-in-form')).toBeVisible();
    if (role === 'school') await take(page, 'anybody-sign-in', 'ru');
    await signIn(page, account);
    const session = await signInByRequest(page.request, account);
    const places = workspacePlaces(await pullAll(page.request, session.network), session);
    for (const locale of ['ru', 'en'] as const) {
      await speak(page, locale);
      await takeAll(page, role, places, locale);
    }
  });
}

test('states seldom seen', async ({ context, page, playwright, ownOpora }) => {
  const account = await ownOpora.signIn('school');
  await signIn(page, account);
  await expectOpenableOffline(page);
  const session = await signInByRequest(page.request, account);
  const coordinator = await playwright.request.newContext({ baseURL: ownOpora.address });
  await signInByRequest(coordinator, await ownOpora.signIn('coordinator'));
  await makeRefusalAndWaiting(context, page, coordinator, session);
  const offline: Place[] = [
    { name: 'today-refused-offline', address: '/app' },
    { name: 'ledger-refused-offline', address: '/app/ledger' },
    { name: 'inbox-refused', address: '/app/inbox' },
    { name: 'settings-offline', address: '/app/settings', act: (page) => page.getByTestId('sign-out').click() },
    { name: 'import-offline', address: '/app/import' },
  ];
  await takeAll(page, 'state', offline, 'ru');
  await context.setOffline(false);
  // What waited leaves first: it is about the same field.
  await expectWaiting(page, 0);
  const conflict = await makeConflict(page.request, coordinator, session);
  const decisions: Place[] = [
    { name: 'inbox-decision', address: '/app/inbox', act: (page) => expect(page.getByTestId('decision')).toBeVisible() },
    { name: 'partnership-decision', address: `/app/partnership/${conflict}` },
    { name: 'today-decision', address: '/app' },
  ];
  for (const locale of ['ru', 'en'] as const) {
    await speak(page, locale);
    await takeAll(page, 'state', decisions, locale);
  }
  await coordinator.dispose();
});
