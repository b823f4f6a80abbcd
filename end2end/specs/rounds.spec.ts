// A monitoring round from its opening to a late correction: the coordinator asks, a school answers
// with the server stopped, the coordinator sees it, closes the round, and what the school corrects
// afterwards is shown with its old and its new value.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { signInByRequest } from '../district';
import { expect, ownTest as test } from '../server';
import { expectOpenableOffline, expectReceived, expectWaiting, LINE_IS_NOTICED_MS, signIn, syncState } from '../workspace';

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].target.join(' ')}`);
}

/** Types an answer and waits until the device has it. */
async function answer(page: Page, factor: string, text: string): Promise<void> {
  const row = page.getByTestId('answer-row').filter({ hasText: factor });
  await row.getByTestId('answer').fill(text);
  await row.getByTestId('answer').press('Tab');
  await expect(row.getByTestId('stored-value')).toHaveAttribute('data-where', /here|district/);
}

test('a round is answered without a server, and a late correction shows old and new', async ({
  page,
  browser,
  ownOpora,
}) => {
  test.setTimeout(300_000);
  const late = { timeout: LINE_IS_NOTICED_MS };
  await signIn(page, await ownOpora.signIn('coordinator'));
  await page.goto('/app/rounds');
  await expect(page.getByText('Сборов пока нет')).toBeVisible();
  await page.getByTestId('new-round').click();
  await page.getByTestId('open-round').click();
  await expect(page.getByTestId('error-round')).toContainText('Впишите название');
  await page.getByTestId('template-staff').click();
  await page.getByTestId('round-title').fill('Кадры осенью');
  await page.getByTestId('round-due').fill('31.12.2098');
  await page.getByTestId('round-questions').fill('Вакансии; единиц; на день заполнения\nПедагог-психолог; ставок\nСкорость интернета; Мбит/с');
  expect(await violations(page)).toEqual([]);
  await page.getByTestId('open-round').click();
  await expect(page).toHaveURL(/\/app\/round\//);
  await expectReceived(page);
  const round = new URL(page.url()).pathname;

  // The school has the round, and then no server.
  const account = await ownOpora.signIn('school');
  const ofSchool = await browser.newContext({ baseURL: ownOpora.address, locale: 'ru-RU', timezoneId: 'Europe/Moscow' });
  const desk = await ofSchool.newPage();
  await signIn(desk, account);
  await expectOpenableOffline(desk);
  const own = (await signInByRequest(ofSchool.request, account)).viewer.organisation as string;
  await expect(desk.getByTestId('round-waits')).toContainText('осталось 3');
  await ownOpora.stop();
  await desk.goto(round);
  await expect(syncState(desk)).toHaveAttribute('data-state', 'offline');
  await expect(desk.getByTestId('answer-row')).toHaveCount(3);
  await answer(desk, 'Вакансии', '2');
  await answer(desk, 'психолог', '0,5');
  await expect(desk.getByTestId('round-progress')).toHaveText(/2.из.3/);
  await expectWaiting(desk, 2);
  await desk.reload();
  await expect(desk.getByTestId('answer').first()).toHaveValue('2');
  expect(await violations(desk)).toEqual([]);

  // It is back: the coordinator sees how far the school has come.
  await ownOpora.start();
  await expectReceived(desk);
  const sheet = page.locator(`[data-testid=sheet][data-record="${own}"]`);
  await expect(sheet).toContainText(/2.из.3/, late);
  await expect(sheet).toHaveAttribute('data-state', 'in-work');
  await expect(page.getByTestId('sheet').first()).toBeVisible();
  await page.getByTestId('lock').click();
  await expect(page.getByTestId('round-state')).toContainText('закрыт');
  await expectReceived(page);

  // The school corrects deliberately, and it is said to be late.
  await expect(desk.getByTestId('locked-note')).toContainText('уйдёт как позднее', late);
  await expect(desk.getByTestId('answer')).toHaveCount(0);
  await desk.getByTestId('correct').click();
  await answer(desk, 'Вакансии', '3');
  await expectReceived(desk);
  await expect(sheet.getByTestId('late-count')).toBeVisible(late);
  expect(await violations(page)).toEqual([]);
  await sheet.getByRole('link').click();
  const row = page.getByTestId('trail-row').filter({ hasText: 'Вакансии' });
  await expect(row.getByTestId('late')).toBeVisible();
  await expect(row.getByTestId('corrected')).toBeVisible();
  await expect(row.getByTestId('old')).toHaveText('2');
  await expect(row.getByTestId('new')).toHaveText('3');
  await expect(page.getByTestId('trail-row').filter({ hasText: 'психолог' }).getByTestId('step')).toHaveCount(0);
  expect(await violations(page)).toEqual([]);

  // Its social passport has the answers beside what documents say, and a gap is a gap.
  await page.goto(`/app/organisation/${own}/passport`);
  await expect(page.getByTestId('passport-row').filter({ hasText: 'Вакансии' })).toContainText('3');
  await expect(page.getByTestId('passport-row').filter({ hasText: 'Скорость' })).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  await ofSchool.close();
});
