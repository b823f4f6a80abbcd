// A day without a line: the server is really gone, the app opens, takes work, survives its tab, and
// what was written arrives by itself when the server is back.

import { activePartnership, byId, pullAll, signInByRequest } from '../district';
import { expect, ownTest as test } from '../server';
import {
  chooseStatus,
  complaints,
  expectOpenableOffline,
  expectReceived,
  expectWaiting,
  signIn,
  syncState,
} from '../workspace';

const PRIVATE_NOTE = 'Заметка проверки 7f3c: только для своей школы';
const TOPIC = 'Тема проверки 7f3c';

test('a partnership and a visit written without a server arrive when it is back', async ({
  context,
  page,
  browser,
  ownOpora,
}) => {
  test.setTimeout(180_000);
  const account = await ownOpora.signIn('school');
  await signIn(page, account);
  await expectOpenableOffline(page);
  const session = await signInByRequest(context.request, account);
  const records = await pullAll(context.request, session.network);
  const own = byId(records, session.viewer.organisation as string);
  const { id, partner } = activePartnership(records, own.id);

  const stranger = await browser.newContext({ javaScriptEnabled: false, baseURL: ownOpora.address });
  const publicPage = await stranger.newPage();
  const card = `/network/${session.network}/organisation/${own.fields.code}`;
  const ended = publicPage.locator(`section[aria-labelledby=ended] li:has(a[href$="/${partner.fields.code}"])`);
  await publicPage.goto(card);
  await expect(ended).toHaveCount(0);

  await ownOpora.stop();
  await page.reload();
  await expect(page.getByTestId('partnership-row').first()).toBeVisible();
  await expect(syncState(page)).toHaveAttribute('data-state', 'offline');

  await page.locator(`[data-testid=partnership-row][data-record="${id}"] a`).click();
  await chooseStatus(page, 'completed');
  await expect(page.getByTestId('stored-status')).toHaveAttribute('data-where', 'here');
  await expectWaiting(page, 1);
  await page.getByTestId('record-visit').click();
  await page.getByTestId('visit-kind-seminar').click();
  await page.getByTestId('visit-participants').fill('37');
  await page.getByTestId('visit-topic').fill(TOPIC);
  await page.getByTestId('visit-private-note').fill(PRIVATE_NOTE);
  await page.getByTestId('record').click();
  await expectWaiting(page, 2);
  await page.close();

  const reopened = await context.newPage();
  const said = complaints(reopened);
  await reopened.goto(`/app/partnership/${id}`);
  await expectWaiting(reopened, 2);
  await expect(reopened.getByTestId('status-completed')).toHaveAttribute('aria-pressed', 'true');
  const visit = reopened.getByTestId('interaction').filter({ hasText: TOPIC });
  await expect(visit).toContainText(PRIVATE_NOTE);
  await expect(visit.getByTestId('waits')).toBeVisible();
  await expect(syncState(reopened)).toHaveAttribute('data-state', 'offline');

  await ownOpora.start();
  await expectReceived(reopened);
  await expect(visit.getByTestId('waits')).toHaveCount(0);
  await expect(reopened.getByTestId('status-completed')).toHaveAttribute('aria-pressed', 'true');
  // Requests that found nobody are the only thing the console may speak of.
  expect(said.filter((text) => !text.includes('ERR_CONNECTION_REFUSED'))).toEqual([]);

  const kept = await pullAll(context.request, session.network);
  expect(byId(kept, id).fields.status).toBe('completed');
  const visits = kept.filter((record) => record.fields.topic === TOPIC);
  expect(visits.map((record) => record.fields.private_note)).toEqual([PRIVATE_NOTE]);

  await publicPage.goto(card);
  await expect(ended).toHaveCount(1);
  await expect(ended).toContainText('завершено');
  await expect(publicPage.getByText('37 участников').first()).toBeVisible();
  for (const address of [card, `/network/${session.network}`]) {
    const html = await (await stranger.request.get(address)).text();
    expect(html).not.toContain('7f3c');
  }
  await stranger.close();
});
