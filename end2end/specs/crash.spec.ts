// The browser is killed between what a person does and what the district knows. Everything the
// page said was saved is there after a restart with the same profile, and arrives exactly once.
//
// OPORA_BROWSER_CRASH_ROUNDS: how many kills (default 2). OPORA_BROWSER_CRASH_SEED: their moments.

import type { BrowserContext, Page } from '@playwright/test';
import { setTimeout as pause } from 'node:timers/promises';
import { historyOf, pullAll, signInByRequest } from '../district';
import { ProfiledChromium } from '../profile';
import { expect, ownTest as test } from '../server';
import { expectOpenableOffline, expectReceived, expectWaiting, fillSignIn } from '../workspace';

// A trace of every round would be most of the work.
test.use({ trace: 'off' });

const ROUNDS = Number(process.env.OPORA_BROWSER_CRASH_ROUNDS ?? 2);
const SEED = Number(process.env.OPORA_BROWSER_CRASH_SEED ?? 20_261_122);
const FIELDS = ['agreement', 'theme'];

/** When the kill comes. */
const MOMENTS = [
  /** Right after the page has said that both are saved. */
  'said',
  /** While the first is being stored. */
  'storing',
  /** While the second is typed. */
  'typing',
  /** While the server answers. */
  'answering',
  /** Long without a server. */
  'offline',
] as const;

/** A browser, and a server, that start on a busy machine. */
const OPENED_MS = 60_000;
const SERVER_MS = 240_000;

/** The same numbers for the same seed, from 0 to 1. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Opens a record in a page that tells every «saved» at once, by its console. */
async function open(context: BrowserContext, address: string, claims: Set<string>): Promise<Page> {
  const page = await context.newPage();
  page.on('console', (message) => {
    const [word, text] = message.text().split('\n');
    if (word === 'said to be saved') claims.add(text);
  });
  await page.addInitScript((fields) => {
    const said = new Set<string>();
    new MutationObserver(() => {
      for (const field of fields) {
        const mark = document.querySelector(`[data-testid=stored-${field}][data-where]`);
        const input = document.querySelector<HTMLInputElement>(`[data-testid=field-${field}]`);
        if (mark && input && !said.has(field)) {
          said.add(field);
          console.info(`said to be saved\n${input.value}`);
        }
      }
    }).observe(document, { childList: true, subtree: true });
  }, FIELDS);
  await page.goto(address, { timeout: OPENED_MS });
  // Should something else stand there (a sign-in, storage that does not open), it is said what.
  await expect(page.locator('body')).toContainText('Тема', { timeout: OPENED_MS });
  await expect(page.getByTestId('field-theme')).toBeVisible();
  return page;
}

async function write(page: Page, field: string, text: string): Promise<void> {
  const input = page.getByTestId(`field-${field}`);
  await input.fill(text);
  await input.blur();
}

test(`killed ${ROUNDS} times, the browser has and sends what it said was saved`, async ({ playwright, ownOpora }) => {
  test.setTimeout(60_000 + ROUNDS * 120_000);
  const account = await ownOpora.signIn('school');
  const request = await playwright.request.newContext({ baseURL: ownOpora.address });
  const session = await signInByRequest(request, account);
  const own = session.viewer.organisation;
  const partnerships = (await pullAll(request, session.network)).filter(
    ({ kind, fields }) => kind === 'partnership' && (fields.from === own || fields.to === own),
  );
  const next = random(SEED);
  const chromium = await ProfiledChromium.prepare();
  const count = { saved: 0, lost: 0, doubled: 0 };
  try {
    const first = await (await chromium.start()).newPage();
    await first.goto(`${ownOpora.address}/app`);
    await fillSignIn(first, account);
    await expectReceived(first);
    await expectOpenableOffline(first);
    await chromium.close();

    let context = await chromium.start();
    for (let round = 0; round < ROUNDS; round += 1) {
      // Each of the moments comes, in the ordinary run the first two of a shuffled order.
      const moment = MOMENTS[(round + SEED) % MOMENTS.length];
      const { id } = partnerships[Math.floor(next() * partnerships.length)];
      const [delay, isOfflineAfter] = [Math.floor(next() * 1_000), next() < 0.5];
      const [one, two] = FIELDS.map((field) => `${field} ${SEED} ${round}`);
      const before = (await historyOf(request, session.network, id)).length;
      const claims = new Set<string>();
      const address = `${ownOpora.address}/app/partnership/${id}`;
      const page = await open(context, address, claims);
      const isSaid = (text: string) => expect.poll(() => claims.has(text), { intervals: [5], timeout: OPENED_MS }).toBe(true);

      if (moment === 'answering') ownOpora.freeze();
      if (moment === 'offline') await ownOpora.kill();
      const pushing = page.waitForRequest(/\/api\/sync\/push$/, { timeout: OPENED_MS }).catch(() => undefined);
      if (moment === 'storing') {
        // Not awaited: the kill comes somewhere between the first letter and the mark.
        write(page, FIELDS[0], one).catch(() => undefined);
        await pause(delay / 5);
      } else {
        await write(page, FIELDS[0], one);
        await isSaid(one);
      }
      if (moment === 'typing') {
        page.getByTestId(`field-${FIELDS[1]}`).pressSequentially(two, { delay: 30 }).catch(() => undefined);
        await pause(delay * 1.5);
      } else if (moment !== 'storing') {
        await write(page, FIELDS[1], two);
        await isSaid(two);
      }
      if (moment === 'answering') {
        await pushing;
        ownOpora.thaw();
        await pause(delay / 5);
      }
      await chromium.kill();
      // What was being typed may be stored as far as it had come: that is no promise of the whole.
      const promised = (moment === 'typing' ? [one] : [one, two]).filter((text) => claims.has(text));

      // Half of the time nobody but the device itself can know.
      if (isOfflineAfter) await ownOpora.kill();
      else if (!ownOpora.isRunning) await ownOpora.start(SERVER_MS);
      context = await chromium.start();
      const reopened = await open(context, address, new Set());
      for (const text of promised) {
        const input = reopened.getByTestId(`field-${FIELDS[text === one ? 0 : 1]}`);
        await expect(input, `${moment} ${round}`).toHaveValue(text);
      }
      if (!ownOpora.isRunning) await ownOpora.start(SERVER_MS);
      await expectWaiting(reopened, 0);
      await expectReceived(reopened);
      await reopened.close();

      const history = (await historyOf(request, session.network, id)).slice(before).map((line) => line.to);
      if (ROUNDS > 10) console.log(`round ${round}: ${moment} after ${delay} ms, ${promised.length} saved`);
      count.saved += promised.length;
      count.lost += promised.filter((text) => !history.includes(text)).length;
      count.doubled += history.length - new Set(history).size;
      if (count.lost + count.doubled > 0) throw new Error(`seed ${SEED}, round ${round}, ${moment} after ${delay} ms: ${JSON.stringify({ promised, history })}`);
    }
  } finally {
    console.log(`seed: ${SEED}, rounds: ${ROUNDS}, saved: ${count.saved}, lost: ${count.lost}, doubled: ${count.doubled}`);
    ownOpora.thaw();
    await chromium.remove();
    await request.dispose();
  }
  expect(count.saved).toBeGreaterThan(0);
  expect([count.lost, count.doubled]).toEqual([0, 0]);
});
