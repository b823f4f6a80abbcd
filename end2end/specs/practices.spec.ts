// What schools share: a card and an adoption made without a server, published by the coordinator, read
// by everybody, and gone again when it is taken off. A contest and counts of development entered the
// same way, and the number that follows from them.

import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { signInByRequest } from '../district';
import { expect, type Opora, ownTest as test } from '../server';
import { expectOpenableOffline, expectReceived, LINE_IS_NOTICED_MS, signIn, syncState, typeInto } from '../workspace';

const late = { timeout: LINE_IS_NOTICED_MS };

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].target.join(' ')}`);
}

/** A school at its own device, ready for a day without a line. */
async function schoolDesk(browser: Browser, opora: Opora): Promise<{ desk: Page; own: string }> {
  const account = await opora.signIn('school');
  const context = await browser.newContext({ baseURL: opora.address, locale: 'ru-RU', timezoneId: 'Europe/Moscow' });
  const desk = await context.newPage();
  await signIn(desk, account);
  const own = (await signInByRequest(context.request, account)).viewer.organisation as string;
  // The screens of a set come once with a line.
  await desk.goto('/app/practices');
  await expect(desk.getByTestId('new-practice')).toBeVisible();
  await expectOpenableOffline(desk);
  return { desk, own };
}

/** Chooses the first of the schools that is not this one. */
async function chooseOther(page: Page, select: string, own: string): Promise<void> {
  const values = await page.getByTestId(select).locator('option').evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
  await page.getByTestId(select).selectOption(values.find((value) => value && value !== own) as string);
}

test('a card and an adoption are made without a server, published, and taken off again', async ({ page, browser, ownOpora }) => {
  test.setTimeout(300_000);
  const { desk, own } = await schoolDesk(browser, ownOpora);
  await signIn(page, await ownOpora.signIn('coordinator'));
  await page.goto('/app/practices');
  await expect(page.getByText('Практик пока нет')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByTestId('new-practice').click();
  await page.getByTestId('begin-practice').click();
  await expect(page.getByTestId('error-practice')).toContainText('Впишите название');
  await page.getByTestId('practice-title').fill('Уроки вдвоём');
  await chooseOther(page, 'practice-school', own);
  expect(await violations(page)).toEqual([]);
  await page.getByTestId('begin-practice').click();
  await expect(page).toHaveURL(/\/app\/practice\//);
  await expectReceived(page);
  const other = new URL(page.url()).pathname;
  await expect(desk.getByTestId('practice-row')).toHaveCount(1, late);

  await ownOpora.stop();
  await desk.reload();
  await expect(syncState(desk)).toHaveAttribute('data-state', 'offline');
  await desk.getByTestId('new-practice').click();
  await desk.getByTestId('practice-title').fill('Пробный экзамен в соседней школе');
  await desk.getByTestId('begin-practice').click();
  await expect(desk.getByTestId('practice-fields')).toBeVisible();
  const card = new URL(desk.url()).pathname;
  await typeInto(desk, 'subject', 'Химия');
  await typeInto(desk, 'text', 'Две школы пишут вместе.');
  const link = desk.getByTestId('field-link');
  await link.fill('javascript:alert(1)');
  await link.blur();
  await expect(desk.getByTestId('error-link')).not.toBeEmpty();
  await typeInto(desk, 'link', 'https://uglich.example/opyt');
  await expect(desk.getByTestId('publish')).toHaveCount(0);
  await desk.goto(other);
  await expect(desk.getByTestId('edit-practice')).toHaveCount(0);
  await desk.getByTestId('adopt').click();
  await expect(desk.locator(`[data-testid=adoption][data-record="${own}"]`)).toBeVisible();
  await expect(desk.getByTestId('adopt')).toHaveCount(0);
  expect(await violations(desk)).toEqual([]);
  await desk.reload();
  await expect(desk.locator(`[data-testid=adoption][data-record="${own}"]`)).toBeVisible();
  await expect(syncState(desk)).not.toHaveAttribute('data-waiting', '0');

  // It is back. Nothing is public before the coordinator says so.
  await ownOpora.start();
  await expectReceived(desk);
  const anybody = await browser.newContext({ baseURL: ownOpora.address, locale: 'ru-RU' });
  const visitor = await anybody.newPage();
  await visitor.goto('/network/example/practices');
  await expect(visitor.getByText('Опубликованных практик пока нет')).toBeVisible();
  await visitor.goto('/network/example');
  await expect(visitor.locator('a[href*="/practices"]')).toHaveCount(0);
  for (const address of [card, other]) {
    await page.goto(address);
    await expect(page.getByTestId('publication')).toHaveAttribute('data-state', 'unpublished', late);
    if (address === other) await expect(page.getByTestId('adoption')).toHaveCount(1, late);
    await page.getByTestId('publish').click();
    await expect(page.getByTestId('publication')).toHaveAttribute('data-state', 'published');
    expect(await violations(page)).toEqual([]);
    await expectReceived(page);
  }
  await visitor.goto('/network/example');
  await visitor.locator('a[href*="/practices"]').click();
  await expect(visitor.getByRole('heading', { level: 2 })).toHaveCount(2);
  await expect(visitor.locator('a[href="https://uglich.example/opyt"]')).toHaveAttribute('rel', 'noopener noreferrer');
  await expect(visitor.getByText('Внедрили')).toHaveCount(1);
  expect(await violations(visitor)).toEqual([]);
  await visitor.getByText('Внедрили').locator('..').getByRole('link').click();
  await expect(visitor.getByText('Внедрила практику')).toBeVisible();

  // What everybody reads its school does not change any more.
  await desk.goto(card);
  await expect(desk.getByTestId('publication')).toHaveAttribute('data-state', 'published', late);
  await expect(desk.getByTestId('edit-practice')).toHaveCount(0);
  await desk.goto(`/app/organisation/${own}`);
  await expect(desk.getByTestId('school-practices').getByRole('link')).toHaveCount(2);

  await page.goto(other);
  await page.getByTestId('publish').click();
  await expect(page.getByTestId('publication')).toHaveAttribute('data-state', 'unpublished');
  await expectReceived(page);
  await visitor.goto('/network/example/practices');
  await expect(visitor.getByRole('heading', { level: 2 })).toHaveCount(1);
  await expect(visitor.getByText('Уроки вдвоём')).toHaveCount(0);
  await anybody.close();
  await desk.context().close();
});

test('a contest and counts entered without a server are computed and added up', async ({ page, browser, ownOpora }) => {
  test.setTimeout(300_000);
  const { desk, own } = await schoolDesk(browser, ownOpora);
  await signIn(page, await ownOpora.signIn('coordinator'));
  await ownOpora.stop();
  await desk.goto('/app/contests');
  await expect(desk.getByText('Конкурсов и грантов пока нет')).toBeVisible();
  await desk.getByTestId('new-contest').click();
  await desk.getByTestId('contest-title').fill('Смотр проектов');
  await desk.getByTestId('enter-contest').click();
  await expect(desk.getByTestId('error-contest')).toContainText('Выберите уровень');
  await desk.getByTestId('level-municipal').click();
  expect(await violations(desk)).toEqual([]);
  await desk.getByTestId('enter-contest').click();
  const participant = desk.locator(`[data-testid=participant][data-record="${own}"]`);
  await participant.getByTestId('result').selectOption('prize');
  expect(await violations(desk)).toEqual([]);

  await desk.goto('/app/development');
  await desk.getByTestId('counts-year').selectOption('2026');
  await desk.getByTestId('new-subject').fill('Химия');
  await desk.getByTestId('add-subject').click();
  const cells = desk.getByTestId('counts-entry').filter({ hasText: 'Химия' }).getByTestId('count');
  await cells.nth(2).fill('два');
  await cells.nth(2).press('Tab');
  await expect(desk.getByTestId('error-counts')).toContainText('целое число');
  await cells.nth(2).fill('2');
  await cells.nth(2).press('Tab');
  await cells.nth(3).fill('0');
  await cells.nth(3).press('Tab');
  await desk.getByTestId('counts-by-subject').click();
  const row = desk.getByTestId('counts-row').filter({ hasText: 'Химия' });
  await expect(row).toContainText('2');
  await expect(row.getByText('нет данных')).toHaveCount(3);
  expect(await violations(desk)).toEqual([]);
  await desk.reload();
  await expect(desk.getByTestId('count').nth(2)).toHaveValue('2');

  await ownOpora.start();
  await expectReceived(desk);
  await page.goto('/app/contests');
  await expect(page.getByTestId('contest-row')).toContainText('1 школа', late);
  await page.getByTestId('contest-row').getByRole('link').click();
  await expect(page.locator(`[data-testid=participant][data-record="${own}"]`).getByTestId('result')).toHaveValue('prize');
  await page.goto('/app/contests');
  await page.getByTestId('to-indicator').click();
  // Of a school year a contest without a day may or may not be.
  await page.getByRole('button', { name: 'Календарный год' }).click();
  await expect(page.getByTestId('numerator')).toHaveAttribute('data-count', '1');
  await page.getByTestId('numerator').click();
  await page.getByTestId('evidence').first().click();
  await page.getByTestId('drawer').getByRole('link', { name: /Смотр проектов, муниципальный/ }).click();
  await expect(page).toHaveURL(/\/app\/contest\//);
  await page.goto('/app/development');
  await page.getByTestId('counts-year').selectOption('2026');
  await expect(page.getByTestId('counts-row')).toHaveCount(1, late);
  await expect(page.getByTestId('counts-total')).toContainText('2');
  expect(await violations(page)).toEqual([]);
  await desk.context().close();
});
