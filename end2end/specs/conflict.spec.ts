// Two devices without a line change one partnership: the same field to different values, and one
// other field each. Nothing is lost, both values are shown to both, one person decides.

import type { Page } from '@playwright/test';
import { activePartnership, byId, pullAll, signInByRequest } from '../district';
import { expect, ownTest as test } from '../server';
import {
  chooseStatus,
  expectOpenableOffline,
  expectWaiting,
  LINE_IS_NOTICED_MS,
  signIn,
  typeInto,
} from '../workspace';

const THEME = 'Тема, записанная школой в проверке';
const AGREEMENT = 'Соглашение, записанное координатором в проверке';

/** The card of the open decision about the status, with both values on it. */
async function expectBothValues(page: Page, id: string) {
  const card = page.locator(`[data-testid=decision][data-record="${id}"][data-field=status]`);
  await expect(card).toBeVisible({ timeout: LINE_IS_NOTICED_MS });
  await expect(card.getByText(/^завершено$/i).first()).toBeVisible();
  await expect(card.getByText(/^согласовано$/i).first()).toBeVisible();
  return card;
}

test('the same field changed on two devices is decided by a person, other fields merge', async ({
  browser,
  ownOpora,
}) => {
  test.setTimeout(240_000);
  const schoolAccount = await ownOpora.signIn('school');
  const coordinatorAccount = await ownOpora.signIn('coordinator');
  const [schoolDevice, coordinatorDevice] = [
    await browser.newContext({ baseURL: ownOpora.address }),
    await browser.newContext({ baseURL: ownOpora.address }),
  ];
  const [school, coordinator] = [await schoolDevice.newPage(), await coordinatorDevice.newPage()];
  await signIn(school, schoolAccount);
  await signIn(coordinator, coordinatorAccount);
  const session = await signInByRequest(schoolDevice.request, schoolAccount);
  const records = await pullAll(schoolDevice.request, session.network);
  const { id } = activePartnership(records, session.viewer.organisation as string);
  for (const page of [school, coordinator]) {
    await expectOpenableOffline(page);
    await page.goto(`/app/partnership/${id}`);
    await expect(page.getByTestId('status-active')).toHaveAttribute('aria-pressed', 'true');
  }

  await ownOpora.kill();
  await chooseStatus(school, 'completed');
  await typeInto(school, 'theme', THEME);
  await expectWaiting(school, 2);
  await chooseStatus(coordinator, 'agreed');
  await typeInto(coordinator, 'agreement', AGREEMENT);
  await expectWaiting(coordinator, 2);

  await ownOpora.start();
  for (const page of [school, coordinator]) await expectWaiting(page, 0);
  for (const page of [school, coordinator]) {
    await expect(page.getByTestId('stored-status')).toHaveAttribute('data-where', 'decision', {
      timeout: LINE_IS_NOTICED_MS,
    });
    await expect(page.getByTestId('field-theme')).toHaveValue(THEME);
    await expect(page.getByTestId('field-agreement')).toHaveValue(AGREEMENT);
    await page.goto('/app/inbox');
    await expectBothValues(page, id);
  }

  const card = await expectBothValues(coordinator, id);
  const ofSchool = card.locator('[data-testid=value-mine], [data-testid=value-theirs]').filter({
    hasText: /завершено/i,
  });

  // A decision that has not left the device is undone as if it had never been made.
  await ownOpora.kill();
  await ofSchool.click();
  await card.getByTestId('decide').click();
  await expectWaiting(coordinator, 1);
  await expect(coordinator.getByTestId('decision')).toHaveCount(0);
  await coordinator.getByTestId('undo').click();
  await expectWaiting(coordinator, 0);
  await expectBothValues(coordinator, id);
  await ownOpora.start();

  await ofSchool.click();
  await card.getByTestId('decide').click();
  await expectWaiting(coordinator, 0);
  for (const page of [school, coordinator]) {
    await expect(page.getByTestId('decision')).toHaveCount(0, { timeout: LINE_IS_NOTICED_MS });
    await page.goto(`/app/partnership/${id}`);
    await expect(page.getByTestId('status-completed')).toHaveAttribute('aria-pressed', 'true');
  }
  const decided = byId(await pullAll(schoolDevice.request, session.network), id);
  expect(decided.fields).toMatchObject({ status: 'completed', theme: THEME, agreement: AGREEMENT });
  expect(decided.conflicts ?? []).toEqual([]);
});
