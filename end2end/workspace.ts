// The workspace as a person uses it: signing in, being ready for a day without a line, and what the
// sync furniture says. Waits on what is on the screen, never for a time.

import { expect, type Locator, type Page } from '@playwright/test';
import type { SignIn } from './server';

/** A line that is back is noticed within the longest pause between two attempts, and a bit. */
export const LINE_IS_NOTICED_MS = 45_000;

/** Opens the workspace and signs in; returns when everything has come from the district. */
export async function signIn(page: Page, account: SignIn): Promise<void> {
  await page.goto('/app');
  await fillSignIn(page, account);
  await expectReceived(page);
}

export async function fillSignIn(page: Page, { login, password }: SignIn): Promise<void> {
  await page.getByTestId('login').fill(login);
  await page.getByTestId('password').fill(password);
  await page.getByTestId('submit').click();
}

/** Nothing waits and the district's present state is here. */
export async function expectReceived(page: Page): Promise<void> {
  await expect(syncState(page)).toHaveAttribute('data-state', 'received', { timeout: LINE_IS_NOTICED_MS });
  await expect(syncState(page)).toHaveAttribute('data-waiting', '0');
}

/** From here on the app opens without the server. */
export async function expectOpenableOffline(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

/** Where my records are; at the rail on wide screens. */
export function syncState(page: Page): Locator {
  return page.getByTestId('sync-state');
}

/** So many operations wait on this device. */
export async function expectWaiting(page: Page, count: number): Promise<void> {
  await expect(syncState(page)).toHaveAttribute('data-waiting', String(count), { timeout: LINE_IS_NOTICED_MS });
}

/** Chooses a chip and waits until the device has it. */
export async function chooseStatus(page: Page, status: string): Promise<void> {
  const chip = page.getByTestId(`status-${status}`);
  await chip.click();
  await expect(chip).toHaveAttribute('aria-pressed', 'true');
}

/** Types into a field of the open record, leaves it, and waits until it is stored on the device. */
export async function typeInto(page: Page, field: string, text: string): Promise<void> {
  const input = page.getByTestId(`field-${field}`);
  await input.fill(text);
  await input.blur();
  await expect(page.getByTestId(`stored-${field}`)).toHaveAttribute('data-where', /here|district/);
}

/** Problems a page reports: errors on its console, also those of the content security policy. */
export function complaints(page: Page): string[] {
  const said: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(error.message));
  return said;
}

/**
 * Makes the device's disk slow: whoever wants to write waits until the returned function is called,
 * as behind another program that keeps the disk busy.
 */
export async function occupyDisk(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(async () => {
    const all = await indexedDB.databases();
    const name = all.map((one) => one.name ?? '').find((one) => one.startsWith('opora-'));
    const database = await new Promise<IDBDatabase>((then, fail) => {
      const opening = indexedDB.open(name ?? 'none');
      opening.onsuccess = () => then(opening.result);
      opening.onerror = () => fail(opening.error);
    });
    const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
    const store = transaction.objectStore(database.objectStoreNames[0]);
    document.documentElement.dataset.disk = 'busy';
    await new Promise<void>((then) => {
      const stay = () => {
        then();
        if (document.documentElement.dataset.disk === 'busy') store.count().onsuccess = stay;
        else database.close();
      };
      store.count().onsuccess = stay;
    });
  });
  return () => page.evaluate(() => delete document.documentElement.dataset.disk).then(() => undefined);
}
