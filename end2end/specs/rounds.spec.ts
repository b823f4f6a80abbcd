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

// A round that is scored, changed while it is open, taken as a table, and made again: what was
// answered is nowhere lost, and a school that is taken out keeps its answers.
test('a round is changed while it is open and repeated, and no answer is lost', async ({ page, browser, ownOpora }) => {
  test.setTimeout(300_000);
  const account = await ownOpora.signIn('school');
  const ofSchool = await browser.newContext({ baseURL: ownOpora.address, locale: 'ru-RU', timezoneId: 'Europe/Moscow' });
  const own = (await signInByRequest(ofSchool.request, account)).viewer.organisation as string;
  await signIn(page, await ownOpora.signIn('coordinator'));

  // What is begun is there after a look at another screen.
  await page.goto('/app/rounds');
  await page.getByTestId('new-round').click();
  await page.getByTestId('template-heads').click();
  await expect(page.getByTestId('round-title')).toHaveValue('Оценка работы руководителей по критериям');
  await page.getByTestId('round-period').fill('1 полугодие 2026');
  await page.getByTestId('round-due').fill('31.08.2026');
  await page.getByTestId('round-questions').fill('Сеть; 0–2 балла\nЕсть столовая; да/нет\nЧто удалось; текст\nВакансии; единиц');
  await page.goBack();
  await page.getByTestId('new-round').click();
  await expect(page.getByTestId('round-period')).toHaveValue('1 полугодие 2026');
  await page.getByTestId('open-round').click();
  await expect(page).toHaveURL(/\/app\/round\//);
  const round = new URL(page.url()).pathname;
  await expectReceived(page);
  await expect(page.getByTestId('round-state')).toContainText('срок прошёл');

  // What a school says by telephone, with points that are added up.
  const sheet = page.locator(`[data-testid=sheet][data-record="${own}"]`);
  await expect(sheet.getByTestId('points')).toHaveText('нет ответа');
  await sheet.getByRole('link').click();
  await page.getByTestId('enter-for-school').click();
  const row = (factor: string) => page.getByTestId('answer-row').filter({ hasText: factor });
  await row('Сеть').getByTestId('answer-2').click();
  await expect(row('Сеть').getByTestId('answer-2')).toHaveAttribute('aria-pressed', 'true');
  await row('столовая').getByTestId('answer-да').click();
  await row('Что удалось').getByRole('textbox').first().fill('Первая строка\nи вторая');
  await answer(page, 'Вакансии', 'две');
  await expect(row('Вакансии').getByTestId('uncounted')).toContainText('не число');
  await expect(page.getByTestId('round-progress')).toHaveText(/4.из.4/);
  expect(await violations(page)).toEqual([]);
  await page.goto(round);
  await expect(sheet.getByTestId('points')).toHaveText(/2.из.2/);
  await expect(sheet).toHaveAttribute('data-state', 'complete');

  // Title and last day; a question pressed for twice is asked once.
  await page.getByTestId('round-fold').locator('summary').click();
  for (const [field, text] of [['due', '31.12.2098'], ['title', 'Оценка за полугодие']]) {
    await page.getByTestId(`field-round-${field}`).fill(text);
    await page.getByTestId(`field-round-${field}`).blur();
    await expect(page.getByTestId(`stored-${field}`)).toHaveAttribute('data-where', /here|district/);
  }
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Оценка за полугодие');
  await expect(page.getByTestId('round-state')).toContainText('срок до');
  await page.getByTestId('questions-fold').locator('summary').click();
  await page.getByTestId('more-questions').fill('Кружки; единиц');
  await page.getByTestId('add-questions').dblclick();
  await expect(page.getByTestId('asked')).toHaveCount(5);
  await expect(sheet).toContainText(/4.из.5/);

  // A school is taken out and in again.
  await page.getByTestId('schools-fold').locator('summary').click();
  const box = page.locator(`[data-testid=takes-part][data-record="${own}"]`);
  await box.uncheck();
  await expect(sheet).toHaveCount(0);
  const out = page.locator(`[data-testid=left-out][data-record="${own}"]`);
  await expect(out).toContainText(/4.ответа/);
  expect(await violations(page)).toEqual([]);
  await expectReceived(page);
  const desk = await ofSchool.newPage();
  await desk.goto('/app');
  await expectReceived(desk);
  await expect(desk.getByTestId('round-waits')).toHaveCount(0);
  await desk.goto(round);
  await expect(desk.getByTestId('left-out-note')).toBeVisible();
  await expect(desk.getByTestId('answer-row').filter({ hasText: 'Что удалось' })).toContainText('и вторая');
  await expect(desk.getByTestId('answer')).toHaveCount(0);
  await box.check();
  await expect(sheet).toContainText(/4.из.5/);
  await expectReceived(page);
  await expect(page.getByTestId('sync-state')).not.toHaveAttribute('data-state', 'refused');
  await expect(desk.getByTestId('answer')).toHaveCount(2, { timeout: LINE_IS_NOTICED_MS });

  // As a table, for the coordinator alone.
  const file = (await page.getByTestId('round-table').getAttribute('href'))!;
  const table = await page.request.get(file);
  expect(table.status()).toBe(200);
  expect(table.headers()['content-type']).toContain('spreadsheetml');
  expect((await ofSchool.request.get(file)).status()).toBe(403);

  // Once more for the next half-year, with what was answered beside.
  await page.getByTestId('repeat').click();
  await expect(page.getByTestId('round-period')).toHaveValue('2 полугодие 2026');
  await expect(page.getByTestId('round-due')).toHaveValue('30.06.2099');
  await expect(page.getByTestId('round-questions')).toHaveValue(/Сеть; 0–2 балла/);
  await page.getByTestId('open-round').click();
  await expect(page).not.toHaveURL(round);
  await expect(page.getByTestId('round-before')).toHaveAttribute('href', round);
  const next = new URL(page.url()).pathname;
  await expectReceived(page);
  await desk.goto(next);
  await expect(desk.getByTestId('answer-row')).toHaveCount(5, { timeout: LINE_IS_NOTICED_MS });
  await expect(desk.getByTestId('answer-row').filter({ hasText: 'Сеть' }).getByTestId('before')).toHaveText('2');
  await expect(desk.getByTestId('answer-row').filter({ hasText: 'Кружки' }).getByTestId('before')).toHaveText('нет ответа');
  expect(await violations(desk)).toEqual([]);
  await ofSchool.close();
});
