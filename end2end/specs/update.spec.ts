// A new build under an open tab: the server comes back with other files while work waits. The bar
// says so by itself, the old tab goes on, and nothing is lost on the way to the new version.

import { addressesOf, nextBuild } from '../build';
import { activePartnership, historyOf, pullAll, signInByRequest } from '../district';
import { expect, ownTest as test } from '../server';
import { expectOpenableOffline, expectWaiting, fillSignIn, LINE_IS_NOTICED_MS, signIn, typeInto } from '../workspace';

const WAITING = 'Соглашение, которое ждало обновления';
const TYPED = 'Тема, набранная перед самым обновлением';

test('a new version is offered under an open tab with waiting work, and nothing is lost', async ({
  context,
  page,
  playwright,
  ownOpora,
}, testInfo) => {
  test.setTimeout(180_000);
  const account = await ownOpora.signIn('school');
  await signIn(page, account);
  await expectOpenableOffline(page);
  const session = await signInByRequest(context.request, account);
  const { id } = activePartnership(await pullAll(context.request, session.network), session.viewer.organisation as string);
  await page.goto(`/app/partnership/${id}`);
  await expect(page.getByTestId('status-active')).toBeVisible();

  // The sign-in is over, so that what is written waits however long the server is there.
  expect((await context.request.delete('/api/session')).ok()).toBe(true);
  await ownOpora.stop();
  await typeInto(page, 'agreement', WAITING);
  await expectWaiting(page, 1);
  const old = await addressesOf(ownOpora.site);
  const next = testInfo.outputPath('site');
  await nextBuild(ownOpora.site, next);
  ownOpora.site = next;
  await ownOpora.start();

  await expect(page.getByTestId('new-version')).toBeVisible({ timeout: LINE_IS_NOTICED_MS });
  await expect(page.getByTestId('session-over')).toBeVisible();
  await expectWaiting(page, 1);
  const stylesheet = () => page.locator('link[rel=stylesheet]').first().getAttribute('href');
  expect(await stylesheet()).toBe(old['opora.css']);
  // The server does not have the old files any more, the tab that runs them does.
  const gone: string[] = [];
  for (const address of Object.values(old)) {
    if ((await context.request.get(address)).status() === 404) gone.push(address);
    expect(await page.evaluate((of) => fetch(of).then(({ status }) => status), address), address).toBe(200);
  }
  expect(gone).toHaveLength(4);

  // Typed and not left: the button is the next thing the person touches.
  await page.getByTestId('field-theme').fill(TYPED);
  await page.getByTestId('new-version').getByRole('button').click();
  await expect.poll(stylesheet).toBe((await addressesOf(next))['opora.css']);
  await expect(page.getByTestId('field-agreement')).toHaveValue(WAITING);
  await expect(page.getByTestId('field-theme')).toHaveValue(TYPED);
  await expectWaiting(page, 2);
  await expect(page.getByTestId('new-version')).toHaveCount(0);

  await page.getByTestId('session-over').getByRole('link').click();
  await fillSignIn(page, account);
  await expectWaiting(page, 0);
  const request = await playwright.request.newContext({ baseURL: ownOpora.address });
  await signInByRequest(request, account);
  const written = (await historyOf(request, session.network, id)).map((line) => line.to);
  expect(written.filter((to) => to === WAITING || to === TYPED)).toEqual([WAITING, TYPED]);
  await request.dispose();
});
