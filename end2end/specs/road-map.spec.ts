// The road map as a table one works in: edited without a line and kept over a reload, walked
// through by keyboard as one stop of the tab key, and filled from a spreadsheet.

import type { Locator, Page } from '@playwright/test';
import { byId, pullAll, type Seen, signInByRequest } from '../district';
import { expect, ownTest as test } from '../server';
import { complaints, expectOpenableOffline, expectReceived, expectWaiting, signIn } from '../workspace';

const ROAD_MAP = '/app/programme/road-map';

async function openRoadMap(page: Page): Promise<Locator> {
  await page.goto(ROAD_MAP);
  const map = page.getByTestId('road-map');
  await expect(map.getByTestId('activity-row').first()).toBeVisible();
  return map;
}

/** The cell of a row, counted from 1, and a column by its field. */
function cell(map: Locator, row: number, field: string): Locator {
  return map.getByTestId('activity-row').nth(row - 1).locator(`[data-column=${field}]`);
}

async function activities(page: Page, network: string): Promise<Seen[]> {
  const records = await pullAll(page.request, network, 2);
  return records.filter((record) => record.kind === 'activity');
}

/** Pastes as a browser does; the clipboard itself belongs to the person at the screen. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, text);
}

test('a status set without a line is there after a reload and arrives later', async ({ context, page, ownOpora }) => {
  test.setTimeout(120_000);
  const account = await ownOpora.signIn('coordinator', 'vengerovo');
  await signIn(page, account);
  await expectOpenableOffline(page);
  const session = await signInByRequest(page.request, account);
  const map = await openRoadMap(page);
  const record = (await map.getByTestId('activity-row').nth(2).getAttribute('data-record')) as string;
  await ownOpora.stop();

  await cell(map, 3, 'status').click();
  await page.keyboard.press('Enter');
  await page.getByTestId('cell-editor').selectOption('done');
  await page.keyboard.press('Enter');
  await expect(cell(map, 3, 'status')).toContainText('Выполнено');
  await expect(cell(map, 3, 'status').getByTestId('stored-status')).toHaveAttribute('data-where', 'here');
  await expectWaiting(page, 1);
  await page.close();

  const reopened = await context.newPage();
  const again = await openRoadMap(reopened);
  await expect(cell(again, 3, 'status')).toContainText('Выполнено');
  await expectWaiting(reopened, 1);
  await ownOpora.start();
  await expectReceived(reopened);
  const kept = byId(await activities(reopened, session.network), record);
  expect(kept.fields.status).toBe('done');
});

test('the keyboard walks through the table, edits, keeps what was there, and undoes', async ({ page, ownOpora }) => {
  test.setTimeout(120_000);
  const account = await ownOpora.signIn('coordinator', 'vengerovo');
  await signIn(page, account);
  const said = complaints(page);
  const map = await openRoadMap(page);
  await expect(map.locator('[data-at][tabindex="0"]')).toHaveCount(1);

  await cell(map, 1, 'number').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(cell(map, 2, 'deadline')).toBeFocused();
  await expect(map.locator('[data-at][tabindex="0"]')).toHaveCount(1);

  // A deadline is read anew while it is typed; Esc keeps the document's own.
  const before = await cell(map, 2, 'deadline').innerText();
  await page.keyboard.press('Enter');
  await page.getByTestId('cell-editor').fill('до 15 ноября 2019 г.');
  await expect(page.getByTestId('how-read')).toContainText('До 15 ноября 2019');
  await page.keyboard.press('Escape');
  await expect(cell(map, 2, 'deadline')).toBeFocused();
  expect(await cell(map, 2, 'deadline').innerText()).toBe(before);

  // A letter opens the editor in its place; Enter stores and goes on below.
  await page.keyboard.press('2');
  await page.keyboard.type('019-2014');
  await expect(page.getByTestId('how-read')).toContainText('Конец раньше начала');
  await page.keyboard.press('Enter');
  await expect(cell(map, 2, 'deadline')).toContainText('2019-2014');
  await expect(cell(map, 3, 'deadline')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(cell(map, 2, 'deadline')).not.toContainText('2019-2014');
  expect((await cell(map, 2, 'deadline').innerText()).startsWith(before)).toBe(true);

  // The head sorts and is reached from the first row; one press of Tab leaves the table.
  await page.keyboard.press('Control+ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(map.locator('thead [data-column=deadline]')).toHaveAttribute('aria-sort', 'ascending');
  await page.keyboard.press('Tab');
  await expect(map.locator(':focus')).toHaveCount(0);
  expect(said).toEqual([]);
});

test('a block of a spreadsheet is taken as far as it fits, and the rest is said', async ({ page, ownOpora }) => {
  test.setTimeout(120_000);
  const account = await ownOpora.signIn('coordinator', 'vengerovo');
  await signIn(page, account);
  const session = await signInByRequest(page.request, account);
  const map = await openRoadMap(page);
  const count = await map.getByTestId('activity-row').count();

  await cell(map, count, 'title').click();
  await paste(page, 'Итоговое совещание\t"Май 2024г.\n2024 г."\tОО\tвыполнено\nПубличный отчёт\tиюнь 2024\t\tсделано наполовину\r\n');
  const bar = page.getByTestId('undo-bar');
  await expect(bar).toContainText('новых строк: 1');
  await expect(bar).toContainText('строка 2: статуса «сделано наполовину» нет в списке');
  await expect(map.getByTestId('activity-row')).toHaveCount(count + 1);
  await expect(cell(map, count, 'title')).toContainText('Итоговое совещание');
  await expect(cell(map, count, 'status')).toContainText('Выполнено');
  await expect(cell(map, count + 1, 'deadline')).toContainText('июнь 2024');
  await expectReceived(page);
  const kept = (await activities(page, session.network)).filter(({ fields }) =>
    ['Итоговое совещание', 'Публичный отчёт'].includes(fields.title as string),
  );
  expect(kept.map(({ fields }) => fields.deadline).sort()).toEqual(['Май 2024г.\n2024 г.', 'июнь 2024'].sort());

  await page.getByTestId('undo').click();
  await expect(map.getByTestId('activity-row')).toHaveCount(count);
  await expect(cell(map, count, 'title')).not.toContainText('Итоговое совещание');
});

test('a year is marked, amounts are summed, and a version is compared with what came after it', async ({ page, ownOpora }) => {
  test.setTimeout(180_000);
  await signIn(page, await ownOpora.signIn('coordinator', 'vengerovo'));
  const map = await openRoadMap(page);
  // The third activity comes every year; the programme of 2019 to 2024 has six of them.
  await map.getByTestId('open-activity').nth(2).click();
  const years = page.getByTestId('year-row');
  await expect(years).toHaveCount(6);
  const first = years.first();
  await first.getByTestId('year-status').selectOption('done');
  await first.getByTestId('year-day').fill('15.12.2019');
  await first.getByTestId('year-result').fill('5 семинаров');
  await page.getByTestId('amount').first().fill('0,1');
  await page.getByTestId('amount').nth(1).fill('1 200,2');
  await page.getByTestId('amount').nth(2).fill('не требуется');
  await page.getByTestId('amount').nth(3).focus();
  await expect(page.getByTestId('unread-amount')).toContainText('«не требуется»');
  await expectReceived(page);

  await page.goto('/app/programme/versions');
  await page.getByTestId('version-title').fill('Редакция 1');
  await page.getByTestId('save-version').click();
  await expect(page.getByTestId('version-of')).toContainText('Редакция 1');
  await expectReceived(page);

  await openRoadMap(page);
  await expect(cell(map, 3, 'status')).toContainText('Отмечено лет: 1 из 6');
  const totals = page.getByTestId('amount-totals');
  await expect(totals.locator('.amount-totals__whole')).toContainText('1 200,3');
  await expect(page.getByTestId('unread-amounts')).toContainText('1');
  await cell(map, 1, 'deadline').click();
  await page.keyboard.press('Enter');
  await page.getByTestId('cell-editor').fill('до 2022 года');
  await page.keyboard.press('Enter');
  await expect(cell(map, 1, 'deadline')).toContainText('до 2022 года');
  await expectReceived(page);

  await page.goto('/app/programme/versions');
  const row = page.getByTestId('difference-row');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('Изменено');
  await expect(row.locator('.difference__after')).toHaveText('до 2022 года');
  await page.getByTestId('show-whole').click();
  await expect(page.getByTestId('version-whole')).not.toContainText('до 2022 года');
  const file = await page.request.get((await page.getByTestId('version-docx').getAttribute('href')) as string);
  expect(file.status()).toBe(200);
});

test('a section that is not published is on no public page and in no public file', async ({ page, ownOpora }) => {
  test.setTimeout(120_000);
  await signIn(page, await ownOpora.signIn('coordinator', 'vengerovo'));
  await page.goto('/app/programme');
  await expect(page.getByTestId('publish-road-map')).toBeChecked();
  await page.getByTestId('publish-road-map').uncheck();
  await expectReceived(page);
  await page.goto('/network/vengerovo/programme');
  const section = page.locator('#road-map');
  await expect(section).toContainText('Раздел не публикуется');
  await expect(section.locator('table')).toHaveCount(0);
  await expect(page.locator('#indicators table').first()).toBeVisible();
  const review = await page.request.get('/network/vengerovo/programme/road-map.docx');
  expect(review.status()).toBe(200);
  await page.goto('/app/programme/road-map');
  await expect(page.getByTestId('activity-row').first()).toBeVisible();
});
