// Screens that come as a chunk of the program when they are first opened: without a line they open
// because the service worker keeps every chunk, and where no chunk can be had the screen says so.

import { addressesOf } from '../build';
import { expect, ownTest as test } from '../server';
import { complaints, expectOpenableOffline, expectReceived, fillSignIn, signIn, syncState } from '../workspace';

const CHUNK = /\/assets\/chunk\.[a-z.]+-[0-9a-f]{16}\.wasm$/;
/** What programmes and rounds want comes to the first screen once it stands there. */
const OF_FIRST_SCREEN = /\/assets\/chunk\.due[.-]/;

test('a screen nobody has opened on this device opens without a server', async ({ page, context, ownOpora }) => {
  test.setTimeout(120_000);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (CHUNK.test(request.url()) && !OF_FIRST_SCREEN.test(request.url())) asked.push(new URL(request.url()).pathname);
  });
  await signIn(page, await ownOpora.signIn('coordinator'));
  await expectOpenableOffline(page);
  expect(asked, 'the first screen needs no other chunk').toEqual([]);
  const chunks = Object.entries(await addressesOf(ownOpora.site)).filter(([, address]) => CHUNK.test(address));
  expect(chunks.length).toBeGreaterThan(0);

  await ownOpora.stop();
  const reopened = await context.newPage();
  const said = complaints(reopened);
  const loaded: string[] = [];
  reopened.on('response', (response) => {
    if (!CHUNK.test(response.url())) return;
    expect(response.status()).toBe(200);
    expect(response.fromServiceWorker()).toBe(true);
    if (!OF_FIRST_SCREEN.test(response.url())) loaded.push(new URL(response.url()).pathname);
  });
  await reopened.goto('/app');
  await expect(syncState(reopened)).toHaveAttribute('data-state', 'offline');
  expect(loaded).toEqual([]);

  // By a link, as a person does: the heading has the focus, whichever came first.
  await reopened.locator('.rail a[href="/app/settings"]').click();
  await expect(reopened.getByTestId('sign-out')).toBeVisible();
  await expect(reopened.locator('main h1')).toBeFocused();
  await expect(reopened.getByTestId('later-coming')).toHaveCount(0);
  expect(loaded.length).toBeGreaterThan(0);
  const first = loaded.length;

  // Another screen of the set needs nothing more; one of another set does.
  await reopened.goBack();
  await reopened.locator('.rail a[href="/app/settings"]').click();
  await expect(reopened.getByTestId('sign-out')).toBeVisible();
  expect(loaded).toHaveLength(first);
  await reopened.locator('.rail a[href="/app/network"]').click();
  await expect(reopened.getByTestId('picture')).toBeVisible();
  expect(loaded.length).toBeGreaterThan(first);

  // By its address, and there is something to say without a line.
  await reopened.goto('/app/import');
  await expect(reopened.locator('main [data-state=offline]')).toBeVisible();
  await expect(reopened.getByTestId('later-failed')).toHaveCount(0);
  // Requests that found nobody are the only thing the console may speak of.
  expect(said.filter((text) => !text.includes('ERR_CONNECTION_REFUSED'))).toEqual([]);
});

test.describe('without a service worker', () => {
  test.use({ serviceWorkers: 'block' });

  test('a chunk that cannot be had is said and asked for again', async ({ page, ownOpora }) => {
    test.setTimeout(120_000);
    const account = await ownOpora.signIn('coordinator');
    await page.goto('/app');
    await fillSignIn(page, account);
    await expectReceived(page);

    // While it is on its way: the screen's own heading, with the focus, and what is going on.
    let release = () => {};
    const held = new Promise<void>((done) => (release = done));
    await page.route(CHUNK, async (route) => {
      await held;
      await route.abort();
    });
    await page.locator('.rail a[href="/app/settings"]').click();
    await expect(page.getByTestId('later-coming')).toContainText('Загружаем этот раздел');
    await expect(page.locator('main h1')).toHaveText('Настройки');
    await expect(page.locator('main h1')).toBeFocused();
    release();

    const failed = page.getByTestId('later-failed');
    await expect(failed).toContainText('Раздел не загрузился');
    await expect(failed).toContainText('Записи на устройстве целы');
    await expect(page.locator('main h1')).toHaveText('Настройки');
    await page.getByTestId('language-other').click();
    await expect(failed).toContainText('This section did not load');
    await page.getByTestId('language-other').click();
    await page.getByTestId('later-retry').click();
    await expect(failed).toContainText('Раздел не загрузился');

    // The rest of the workspace goes on.
    await page.locator('.rail a[href="/app"]').first().click();
    await expect(page.getByTestId('record-visit').or(page.getByTestId('needs-you')).first()).toBeVisible();
    await page.locator('.rail a[href="/app/settings"]').click();
    await expect(failed).toBeVisible();

    await page.unroute(CHUNK);
    await page.getByTestId('later-retry').click();
    await expect(page.getByTestId('sign-out')).toBeVisible();
    await expect(failed).toHaveCount(0);
    await expect(page.locator('main h1')).toBeFocused();
  });

  test('a chunk that never comes is given up, and may be asked for again', async ({ page, ownOpora }) => {
    test.setTimeout(120_000);
    const account = await ownOpora.signIn('coordinator');
    await page.goto('/app');
    await fillSignIn(page, account);
    await expectReceived(page);
    // Nobody ever answers these.
    await page.route(CHUNK, () => {});
    await page.locator('.rail a[href="/app/settings"]').click();
    await expect(page.getByTestId('later-coming')).toBeVisible();
    await expect(page.getByTestId('later-failed')).toBeVisible({ timeout: 30_000 });
    await page.unroute(CHUNK);
    await page.getByTestId('later-retry').click();
    await expect(page.getByTestId('sign-out')).toBeVisible();
  });

  test('without a line it is said, and the screen opens when the line is back', async ({ page, ownOpora }) => {
    test.setTimeout(180_000);
    await page.goto('/app');
    await fillSignIn(page, await ownOpora.signIn('coordinator'));
    await expectReceived(page);
    await ownOpora.stop();
    await expect(syncState(page)).toHaveAttribute('data-state', 'offline', { timeout: 45_000 });
    await page.locator('.rail a[href="/app/settings"]').click();
    await expect(page.getByTestId('later-failed')).toContainText('открывается впервые');
    await ownOpora.start();
    await expect(page.getByTestId('sign-out')).toBeVisible({ timeout: 45_000 });
  });
});
