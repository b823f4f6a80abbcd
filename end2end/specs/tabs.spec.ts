// Several tabs and a server that comes and goes: one tab listens and sends for all, another takes
// over when it is frozen in the middle of it, and the live line returns by itself, without haste.

import type { CDPSession, Page } from '@playwright/test';
import { activePartnership, byId, historyOf, outcomeOf, pullAll, pushOne, signInByRequest } from '../district';
import { expect, ownTest as test } from '../server';
import { expectReceived, expectWaiting, LINE_IS_NOTICED_MS, signIn, typeInto } from '../workspace';

const SENT = 'Тема, застрявшая в замершей вкладке';
const NEWS = 'Соглашение, изменённое в другом месте';
const AFTER = 'Тема после пробуждения';

/** Stops every script of a page, timers and messages included, as a frozen tab does. */
async function freeze(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Debugger.enable');
  const paused = new Promise((done) => session.once('Debugger.paused', done));
  await session.send('Debugger.pause');
  // A page that does nothing stops at the next thing it does.
  void session.send('Runtime.evaluate', { expression: '0' }).catch(() => undefined);
  await paused;
  return session;
}

test('a tab frozen while it sends is replaced: what it had is sent once, and news come', async ({
  context,
  page: leader,
  playwright,
  ownOpora,
}) => {
  test.setTimeout(180_000);
  const account = await ownOpora.signIn('school');
  await signIn(leader, account);
  const session = await signInByRequest(context.request, account);
  const { id } = activePartnership(await pullAll(context.request, session.network), session.viewer.organisation as string);
  await leader.goto(`/app/partnership/${id}`);
  await expectReceived(leader);
  const follower = await context.newPage();
  await follower.goto(`/app/partnership/${id}`);
  await expectReceived(follower);

  // The push is on its way, its answer is not: the tab holds the lock of the exchange.
  ownOpora.freeze();
  const sending = leader.waitForRequest(/\/api\/sync\/push$/);
  await typeInto(leader, 'theme', SENT);
  await sending;
  const frozen = await freeze(leader);
  ownOpora.thaw();
  await expectWaiting(follower, 1);
  await expect(follower.getByTestId('field-theme')).toHaveValue(SENT);
  await expectWaiting(follower, 0);

  const coordinator = await playwright.request.newContext({ baseURL: ownOpora.address });
  await signInByRequest(coordinator, await ownOpora.signIn('coordinator'));
  const base = { version: byId(await pullAll(coordinator, session.network), id).versions.agreement ?? 0 };
  const news = { record: id, kind: 'partnership', do: 'set', field: 'agreement', value: NEWS, base };
  expect((await outcomeOf(await pushOne(coordinator, session.network, news))).outcome).toBe('applied');
  await expect(follower.getByTestId('field-agreement')).toHaveValue(NEWS, { timeout: LINE_IS_NOTICED_MS });

  await frozen.send('Debugger.disable');
  await expectReceived(leader);
  await expect(leader.getByTestId('field-agreement')).toHaveValue(NEWS);
  await typeInto(leader, 'theme', AFTER);
  for (const page of [leader, follower]) {
    await expectWaiting(page, 0);
    await expect(page.getByTestId('field-theme')).toHaveValue(AFTER);
  }
  const history = await historyOf(coordinator, session.network, id);
  const written = history.map((line) => line.to).filter((to) => [SENT, NEWS, AFTER].includes(to as string));
  expect(written).toEqual([SENT, NEWS, AFTER]);
  await coordinator.dispose();
});

test('the live line returns by itself, later and later, and brings what changed elsewhere', async ({
  context,
  page,
  playwright,
  ownOpora,
}) => {
  test.setTimeout(180_000);
  const account = await ownOpora.signIn('school');
  await signIn(page, account);
  const session = await signInByRequest(context.request, account);
  const { id } = activePartnership(await pullAll(context.request, session.network), session.viewer.organisation as string);
  await page.goto(`/app/partnership/${id}`);
  await expectReceived(page);

  const tries: number[] = [];
  page.on('requestfailed', (request) => {
    if (request.url().includes('/api/sync/live')) tries.push(Date.now());
  });
  await ownOpora.stop();
  await expect.poll(() => tries.length, { timeout: LINE_IS_NOTICED_MS }).toBeGreaterThanOrEqual(3);
  const pauses = tries.slice(1).map((at, index) => at - tries[index]);
  // Each pause is twice the last one, or between that and its half: never shorter than the last.
  for (const [index, pause] of pauses.entries()) expect(pause, String(pauses)).toBeGreaterThanOrEqual((pauses[index - 1] ?? 1_000) - 100);

  const back = page.waitForResponse(/\/api\/sync\/live/, { timeout: LINE_IS_NOTICED_MS });
  await ownOpora.start();
  expect((await back).status()).toBe(200);
  await expectReceived(page);
  const coordinator = await playwright.request.newContext({ baseURL: ownOpora.address });
  await signInByRequest(coordinator, await ownOpora.signIn('coordinator'));
  const base = { version: byId(await pullAll(coordinator, session.network), id).versions.agreement ?? 0 };
  const news = { record: id, kind: 'partnership', do: 'set', field: 'agreement', value: NEWS, base };
  expect((await outcomeOf(await pushOne(coordinator, session.network, news))).outcome).toBe('applied');
  await expect(page.getByTestId('field-agreement')).toHaveValue(NEWS);
  await coordinator.dispose();
});
