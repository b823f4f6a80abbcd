// A coordinator's workbook through the workspace: look first, then confirm; the same file changes
// nothing, an edited one changes just what was edited, a broken one nothing at all.

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, ownTest as test } from '../server';
import { signIn } from '../workspace';

const SAMPLES = new URL('../../server/samples/', import.meta.url);
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const THEME_BEFORE = 'Квалифицированная помощь школам со сложным социальным контекстом';
const THEME_AFTER = 'Помощь, исправленная в проверке, школам со сложным социальным контекстом';

function sample(name: string): Promise<Buffer> {
  return readFile(fileURLToPath(new URL(name, SAMPLES)));
}

/** A copy of the workbook in which one text stands for another, wherever it was. */
function edited(workbook: Buffer, before: string, after: string): Buffer {
  const parts = unzipSync(workbook);
  let replaced = 0;
  for (const [name, bytes] of Object.entries(parts)) {
    if (!name.startsWith('xl/worksheets/')) continue;
    const pieces = strFromU8(bytes).split(before);
    replaced += pieces.length - 1;
    parts[name] = strToU8(pieces.join(after));
  }
  if (replaced !== 1) throw new Error(`the sample has the text ${replaced} times, not once`);
  return Buffer.from(zipSync(parts));
}

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByTestId('workbook').setInputFiles({ name, mimeType: XLSX, buffer });
}

/** A column of the sheets' table, by the sheet's name. */
async function counts(page: Page): Promise<Record<string, number[]>> {
  const rows = page.getByTestId('import-sheets').locator('tbody tr');
  await expect(rows.first()).toBeVisible();
  const read = await rows.evaluateAll((all) =>
    all.map((row) => [
      row.getAttribute('data-sheet') ?? '',
      [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent)),
    ] as const),
  );
  return Object.fromEntries(read);
}

test.beforeEach(async ({ page, ownOpora }) => {
  await signIn(page, await ownOpora.signIn('coordinator', 'yartsevo'));
  await page.goto('/app/import');
});

test('the same workbook changes nothing, an edited one just what was edited', async ({ page, request }) => {
  const workbook = await sample('yartsevo.xlsx');
  await choose(page, 'yartsevo.xlsx', workbook);
  await expect(page.getByTestId('no-changes')).toBeVisible();
  await expect(page.getByTestId('confirm-import')).toHaveCount(0);
  const same = await counts(page);
  for (const [sheet, [rows, created, changed, unchanged, flagged, refused, unread]] of Object.entries(same)) {
    expect([created, changed], sheet).toEqual([0, 0]);
    expect(created + changed + unchanged + flagged + refused + unread, sheet).toBe(rows);
  }
  expect(same['Организации'][0]).toBe(12);
  expect(same['Партнёрства'][0]).toBe(8);
  // The rows of the programme have no code and are known again all the same.
  expect(same['Показатели'][3]).toBe(same['Показатели'][0]);

  await page.reload();
  await choose(page, 'yartsevo-edited.xlsx', edited(workbook, THEME_BEFORE, THEME_AFTER));
  const changes = page.getByTestId('import-changes').locator('tbody tr');
  await expect(changes).toHaveCount(1);
  await expect(changes).toContainText(THEME_BEFORE);
  await expect(changes).toContainText(THEME_AFTER);
  const card = '/network/yartsevo/organisation/yartsevo-ocprmso';
  expect(await (await request.get(card)).text()).not.toContain(THEME_AFTER);

  await page.getByTestId('confirm-import').click();
  await expect(page.getByTestId('import-done')).toBeVisible();
  expect(await (await request.get(card)).text()).toContain(THEME_AFTER);

  await page.reload();
  await choose(page, 'yartsevo-edited.xlsx', edited(workbook, THEME_BEFORE, THEME_AFTER));
  await expect(page.getByTestId('no-changes')).toBeVisible();
});

test('a file that cannot be read says what it is and changes nothing', async ({ page }) => {
  const workbook = await sample('yartsevo.xlsx');
  const broken: [string, Buffer][] = [
    ['half.xlsx', workbook.subarray(0, workbook.length / 2)],
    ['text.xlsx', Buffer.from('Код;Вид;От;К\n')],
    ['empty.xlsx', Buffer.alloc(0)],
    // Another district's workbook is not hers to import.
    ['abinsk.xlsx', await sample('abinsk.xlsx')],
  ];
  for (const [name, bytes] of broken) {
    await page.reload();
    await choose(page, name, bytes);
    const failure = page.getByTestId('import-failed');
    await expect(failure, name).toBeVisible();
    await expect(failure, name).toContainText('В районе ничего не изменилось.');
    await expect(page.getByTestId('confirm-import')).toHaveCount(0);
  }
});

test('a school is told that the workbook is the coordinator’s', async ({ page, ownOpora }) => {
  await page.goto('/app/settings');
  await page.getByTestId('sign-out').click();
  await expect(page.getByTestId('sign-in-form')).toBeVisible();
  await signIn(page, await ownOpora.signIn('school', 'yartsevo'));
  await page.goto('/app/import');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByTestId('workbook')).toHaveCount(0);
});
