// What the device's storage may do to a person: refuse, be cleared, be asked to stay. The database
// is really newer than the app, really cleared; what the page asks of it is watched, never replaced.

import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { activePartnership, historyOf, pullAll, signInByRequest } from '../district';
import { expect, ownTest as test } from '../server';
import { expectOpenableOffline, expectReceived, expectWaiting, LINE_IS_NOTICED_MS, signIn, syncState, typeInto } from '../workspace';

const EARLIER = 'Соглашение, записанное до отказа хранилища';
const ONLINE = 'Тема, записанная без хранилища при связи';
const CARRIED = 'Соглашение, записанное без хранилища и связи';

/** Types into a field of the open record and waits until the page says where it is. */
async function typeAndExpect(page: Page, field: string, text: string, where: RegExp): Promise<void> {
  const input = page.getByTestId(`field-${field}`);
  await input.fill(text);
  await input.blur();
  await expect(page.getByTestId(`stored-${field}`)).toHaveAttribute('data-where', where);
}

test('where storage is refused the form stays, the person is told and can save to a file', async ({
  context,
  page,
  playwright,
  ownOpora,
}) => {
  test.setTimeout(180_000);
  const account = await ownOpora.signIn('school');
  await signIn(page, account);
  await expectOpenableOffline(page);
  const session = await signInByRequest(context.request, account);
  const { id } = activePartnership(await pullAll(context.request, session.network), session.viewer.organisation as string);
  const other = await context.newPage();
  await other.goto('/');

  await ownOpora.kill();
  await page.goto(`/app/partnership/${id}`);
  await typeInto(page, 'agreement', EARLIER);
  await expectWaiting(page, 1);
  await page.close();

  // A later build has been here: the database is of a version this build cannot open.
  await other.evaluate(
    (name) =>
      new Promise<void>((done, failed) => {
        const opening = indexedDB.open(name, 1_000);
        opening.onerror = () => failed(opening.error);
        opening.onblocked = () => failed(new Error('a tab still has the database'));
        opening.onsuccess = () => {
          opening.result.close();
          done();
        };
      }),
    `opora-${session.user}`,
  );

  await other.goto(`/app/partnership/${id}`);
  const bar = other.getByTestId('unkept');
  await expect(bar).toContainText('на устройстве ничего не сохраняется');
  await expect(bar).toContainText('Ждали отправки: 1 запись');
  await other.getByTestId('language-other').click();
  await expect(bar).toContainText('nothing is kept on the device');
  await other.getByTestId('language-other').click();

  // With a line the work goes on as ever.
  await ownOpora.start();
  await expect(other.getByTestId('status-active')).toBeVisible({ timeout: LINE_IS_NOTICED_MS });
  await typeAndExpect(other, 'theme', ONLINE, /page|district/);
  await expectWaiting(other, 0);
  await expect(other.getByTestId('stored-theme')).toHaveAttribute('data-where', 'district');

  // Without one it lives in the page alone, which says so and does not go without asking.
  await ownOpora.kill();
  await typeAndExpect(other, 'agreement', CARRIED, /^page$/);
  await expectWaiting(other, 1);
  await expect(syncState(other)).toHaveAttribute('data-state', 'refused');
  const asked = other.waitForEvent('dialog');
  await other.evaluate(() => setTimeout(() => location.reload()));
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await expect(other.getByTestId('field-agreement')).toHaveValue(CARRIED);
  const [download] = await Promise.all([
    other.waitForEvent('download'),
    bar.getByTestId('save-to-file').click(),
  ]);
  const file = await readFile(await download.path());

  // The file is worth what the form was, and nothing is doubled when the line is back.
  await ownOpora.start();
  const coordinator = await playwright.request.newContext({ baseURL: ownOpora.address });
  await signInByRequest(coordinator, await ownOpora.signIn('coordinator'));
  const carried = await coordinator.post('/api/sync/carry', { headers: { 'content-type': 'application/octet-stream' }, data: file });
  expect(carried.status()).toBe(200);
  await expectWaiting(other, 0);
  const history = await historyOf(coordinator, session.network, id);
  expect(history.map((line) => line.to).filter((to) => [ONLINE, CARRIED, EARLIER].includes(to as string))).toEqual([ONLINE, CARRIED]);
  await coordinator.dispose();
});

test('a cleared database is noticed: how much was lost is said until the person knows', async ({
  context,
  page,
  ownOpora,
}) => {
  test.setTimeout(180_000);
  const account = await ownOpora.signIn('school');
  await signIn(page, account);
  await expectOpenableOffline(page);
  const session = await signInByRequest(context.request, account);
  const { id } = activePartnership(await pullAll(context.request, session.network), session.viewer.organisation as string);
  await ownOpora.kill();
  await page.goto(`/app/partnership/${id}`);
  await typeInto(page, 'agreement', EARLIER);
  await typeInto(page, 'theme', ONLINE);
  await expectWaiting(page, 2);

  const browser = await context.newCDPSession(page);
  await browser.send('Storage.clearDataForOrigin', { origin: ownOpora.address, storageTypes: 'indexeddb' });
  await page.reload();
  const told = page.getByTestId('evicted');
  await expect(told).toContainText('Не успели уйти: 2 записи');
  // Whoever closed the tab before reading is told again.
  await page.reload();
  await expect(told).toContainText('Не успели уйти: 2 записи');
  await page.getByTestId('understood').click();
  await expect(told).toHaveCount(0);
  await page.reload();
  await expect(page.getByTestId('sync-state')).toBeVisible();
  await expect(told).toHaveCount(0);

  // Everything else comes from the district, and new work is taken.
  await ownOpora.start();
  await expectReceived(page);
  await typeInto(page, 'agreement', EARLIER);
  await expectWaiting(page, 0);
  const history = await historyOf(context.request, session.network, id);
  expect(history.filter((line) => line.to === EARLIER)).toHaveLength(1);
});

type Watched = { puts: [string, string][]; completed: number; completedWhenSaid: number[]; persistAsked: number };

test('what a person does is on the disk before it is called saved, and the browser is asked to keep it', async ({
  browser,
  context,
  page,
  ownOpora,
}) => {
  test.setTimeout(180_000);
  await context.addInitScript(() => {
    const watched: Watched = { puts: [], completed: 0, completedWhenSaid: [], persistAsked: 0 };
    Object.assign(window, { watched });
    const ofPerson = new WeakSet<IDBTransaction>();
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...asked: Parameters<typeof transaction>) {
      const made = transaction.apply(this, asked);
      made.addEventListener('complete', () => (watched.completed += Number(ofPerson.has(made))));
      return made;
    };
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...row: Parameters<typeof put>) {
      watched.puts.push([this.name, (this.transaction as IDBTransaction & { durability: string }).durability]);
      if (this.name === 'waiting') ofPerson.add(this.transaction);
      return put.apply(this, row);
    };
    const { persist } = StorageManager.prototype;
    StorageManager.prototype.persist = function () {
      watched.persistAsked += 1;
      return persist.call(this);
    };
    new MutationObserver(() => {
      if (document.querySelector('[data-testid=stored-agreement]')) watched.completedWhenSaid.push(watched.completed);
    }).observe(document, { childList: true, subtree: true });
  });
  const watched = () => page.evaluate(() => (window as unknown as { watched: Watched }).watched);
  // As a browser does for an installed app.
  const wholeBrowser = await browser.newBrowserCDPSession();
  const { targetInfos } = await wholeBrowser.send('Target.getTargets');
  await wholeBrowser.send('Browser.grantPermissions', {
    origin: ownOpora.address,
    permissions: ['durableStorage'],
    browserContextId: targetInfos.find(({ type, url }) => type === 'page' && url === page.url())?.browserContextId,
  });

  const account = await ownOpora.signIn('school');
  await signIn(page, account);
  const session = await signInByRequest(context.request, account);
  const { id } = activePartnership(await pullAll(context.request, session.network), session.viewer.organisation as string);
  expect((await watched()).persistAsked).toBe(1);
  expect(await page.evaluate(() => navigator.storage.persisted())).toBe(true);

  await page.goto(`/app/partnership/${id}`);
  await expect(page.getByTestId('status-active')).toBeVisible();
  const before = (await watched()).completed;
  await typeInto(page, 'agreement', EARLIER);
  await expectWaiting(page, 0);
  const { puts, completedWhenSaid } = await watched();
  const waiting = puts.filter(([store]) => store === 'waiting');
  expect(waiting.length).toBeGreaterThan(0);
  expect([...new Set(waiting.map(([, durability]) => durability))]).toEqual(['strict']);
  expect(completedWhenSaid[0]).toBeGreaterThan(before);
});
