// A fact of an indicator written down without a line, and a computed number followed to what proves
// it by the keyboard alone.

import AxeBuilder from '@axe-core/playwright';
import { type Page } from '@playwright/test';
import { historyOf, signInByRequest } from '../district';
import { expect, ownTest as test } from '../server';
import { expectOpenableOffline, expectReceived, expectWaiting, occupyDisk, signIn, syncState } from '../workspace';

type Value = { period: string; value: string };

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].target.join(' ')}`);
}

/** Presses a key until the focus is on an element of this test id. */
async function tabTo(page: Page, id: string, presses = 80): Promise<void> {
  for (let press = 0; press < presses; press += 1) {
    const here = await page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? '');
    if (here === id) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way by the tab key to ${id}`);
}

test('a fact entered without a server is there after a reload and reaches the district', async ({
  context,
  page,
  ownOpora,
}) => {
  test.setTimeout(180_000);
  const account = await ownOpora.signIn('coordinator', 'yartsevo');
  await signIn(page, account);
  await expectOpenableOffline(page);
  await page.goto('/app/indicators');
  const row = page.locator('[data-testid=indicators] tr', { hasText: 'вовлечённых в сеть проекта' });
  await expect(row).toContainText('100');
  await expect(row.getByTestId('state')).toHaveAttribute('data-state', 'gap');
  const record = (await row.getAttribute('data-record')) as string;

  await ownOpora.stop();
  await page.reload();
  await expect(syncState(page)).toHaveAttribute('data-state', 'offline');
  await row.getByTestId('fact').fill('40');
  await row.getByTestId('fact').press('Tab');
  await expectWaiting(page, 1);
  await expect(row.getByTestId('state')).toHaveAttribute('data-state', 'behind');
  await page.reload();
  await expect(row.getByTestId('fact')).toHaveValue('40');
  await expectWaiting(page, 1);

  // Its own page has the number, the picture's table and where the value is.
  await row.getByRole('link').click();
  await expect(page.getByTestId('large')).toContainText('40');
  await expect(page.getByTestId('stored-fact')).toHaveAttribute('data-where', 'here');
  expect(await violations(page)).toEqual([]);

  await ownOpora.start();
  await expectReceived(page);
  await expect(page.getByTestId('stored-fact')).toHaveCount(0);
  await expect(page.getByTestId('large')).toContainText('40');
  const session = await signInByRequest(context.request, account);
  const history = await historyOf(context.request, session.network, record);
  const last = history.filter(({ field }) => field === 'fact').at(-1)?.to as Value[];
  expect(last.map(({ value }) => value)).toEqual(['40']);
});

test('on a slow disk two facts of one indicator are kept, and a text typed on while the first part is stored', async ({
  page,
  ownOpora,
}) => {
  await signIn(page, await ownOpora.signIn('coordinator', 'yartsevo'));
  await page.goto('/app/indicators');
  const row = page.locator('[data-testid=indicators] tr', { hasText: 'вовлечённых в сеть проекта' });
  await row.getByRole('link').click();
  await expect(page.getByTestId('large')).toBeVisible();
  const facts = page.getByTestId('fact');
  await expect(facts.nth(2)).toBeVisible();
  await ownOpora.stop();

  const release = await occupyDisk(page);
  await facts.nth(0).fill('10');
  await facts.nth(1).fill('20');
  await facts.nth(2).fill('3');
  await facts.nth(2).blur();
  await facts.nth(2).fill('35');
  // Left while nothing of it is on the disk yet.
  await page.getByRole('navigation').getByRole('link', { name: 'Показатели' }).click();
  await expect(page.getByTestId('indicators')).toBeVisible();
  await expectWaiting(page, 0);
  await row.getByRole('link').click();
  await release();
  const stored = ['10', '20', '35'];
  for (const [at, fact] of stored.entries()) await expect(facts.nth(at)).toHaveValue(fact);
  await expectWaiting(page, 1);
  await page.reload();
  for (const [at, fact] of stored.entries()) await expect(facts.nth(at)).toHaveValue(fact);
});

test('a computed number opens its list, its evidence and the partnership, by keyboard', async ({ page, ownOpora }) => {
  await signIn(page, await ownOpora.signIn('coordinator', 'example'));
  await page.goto('/app/indicators/supported-with-mentor');
  await expect(page.getByTestId('member').first()).toBeVisible();
  const count = async (id: string) => Number(await page.getByTestId(id).getAttribute('data-count'));
  const [counted, whole] = [await count('numerator'), await count('denominator')];
  expect(counted).toBeGreaterThan(0);
  expect(counted).toBeLessThan(whole);
  await expect(page.getByTestId('member')).toHaveCount(whole);
  expect(await violations(page)).toEqual([]);

  await tabTo(page, 'numerator');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('member')).toHaveCount(counted);
  await tabTo(page, 'evidence');
  const opener = await page.evaluate(() => document.activeElement?.id);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('drawer')).toBeVisible();
  await expect(page.locator('#drawer-title')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('drawer')).toHaveCount(0);
  await expect(page.locator(`#${opener}`)).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(page.getByTestId('drawer')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByTestId('drawer').locator('.ticks a').first().focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/app\/partnership\//);
});

test('the results of Yartsevo say by how much they are below that year’s minimum', async ({ page, ownOpora }) => {
  await signIn(page, await ownOpora.signIn('coordinator', 'yartsevo'));
  await page.goto('/app/assessments');
  await expect(page.getByTestId('below-count')).toContainText('10');
  await page.getByTestId('exam').selectOption({ label: 'ЕГЭ, биология' });
  const cells = page.getByTestId('result');
  await expect(cells.filter({ hasText: 'ниже минимума на 6,34' })).toHaveCount(1);
  await expect(cells.filter({ hasText: 'ниже минимума на 11' })).toHaveCount(1);
  await expect(page.getByTestId('results')).toContainText('нет данных');
  expect(await violations(page)).toEqual([]);
});

test('a coordinator composes an indicator in words, computes by it and takes it out again', async ({ page, ownOpora }) => {
  test.setTimeout(120_000);
  await signIn(page, await ownOpora.signIn('coordinator', 'example'));
  await page.goto('/app/definition/new/supported-with-mentor');
  // The pattern is read back, with what it gives on the records of the network.
  await expect(page.getByTestId('definition-words')).toContainText('«наставничество»');
  await expect(page.getByTestId('definition-preview')).toContainText(/ из \d+\sшкол/);
  await page.getByTestId('definition-title').fill('Доля сельских школ с наставником');
  await page.getByTestId('add-among').click();
  await page.getByTestId('among-1').selectOption('locality');
  await expect(page.getByTestId('definition-words')).toContainText('сел');
  // A condition that says nothing is told where it stands, and nothing is kept.
  await page.getByTestId('add-counted').click();
  await page.getByTestId('counted-1').selectOption('kind');
  await expect(page.getByTestId('definition-problems')).toContainText('Кто засчитывается, условие 2: здесь ничего не указано.');
  expect(await violations(page)).toEqual([]);
  await page.getByTestId('keep-definition').click();
  await expect(page.getByTestId('error-definition')).toContainText('условие 2');
  await page.getByTestId('group-counted').getByRole('button', { name: 'Условие 2: убрать' }).click();
  await page.getByTestId('keep-definition').click();
  await expect(page).toHaveURL(/\/app\/indicators\/[0-9a-f-]{36}$/);
  const definition = page.url().split('/').at(-1) as string;
  await expect(page.locator('h1')).toContainText('Доля сельских школ');
  await expect(page.getByTestId('member').first()).toBeVisible();
  await page.goto('/app/indicators');
  await expect(page.getByTestId('computed').locator('tr', { hasText: 'Доля сельских школ' })).toContainText('составлено в районе');
  await expectReceived(page);

  await page.goto(`/app/definition/${definition}`);
  await page.locator('.compose__delete summary').click();
  await page.getByTestId('delete-definition').click();
  await expect(page).toHaveURL(/\/app\/indicators$/);
  await expect(page.getByTestId('computed')).not.toContainText('Доля сельских школ');
});

test('a fact has a note of its own, and the district knows who entered it', async ({ page, ownOpora }) => {
  await signIn(page, await ownOpora.signIn('coordinator', 'yartsevo'));
  await page.goto('/app/indicators');
  const row = page.locator('[data-testid=indicators] tr', { hasText: 'вовлечённых в сеть проекта' });
  await row.getByTestId('fact').fill('40');
  await row.getByTestId('fact').press('Tab');
  await expectReceived(page);
  await row.getByRole('link').click();
  await page.getByTestId('fact-note').fill('без вечерней школы');
  await page.getByTestId('fact-note').press('Tab');
  await expectReceived(page);
  await page.getByTestId('who-entered').click();
  await expect(page.getByTestId('entered-by')).toContainText(/оординатор/);
  expect(await violations(page)).toEqual([]);
  await page.reload();
  await expect(page.getByTestId('fact-note')).toHaveValue('без вечерней школы');
});
