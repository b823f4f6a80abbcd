// The public pages are readable without JavaScript: the first thing that must never break.

import { expect, test } from '../server';

test.use({ javaScriptEnabled: false });

test('a stranger reads a network without JavaScript', async ({ page }) => {
  const refused: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') refused.push(message.text());
  });

  const response = await page.goto('/');
  expect(response?.status()).toBe(200);
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  await page.locator('a[href^="/network/"]').first().click();
  await expect(page.locator('svg').first()).toBeVisible();
  await expect(page.getByRole('table').first()).toBeVisible();
  // The policy forbids inline style and script: a page that carries either says so here.
  expect(refused).toEqual([]);
});
