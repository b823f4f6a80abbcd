// Entries without a line at all, a full disk, and what is told afterwards: carried by hand, kept in
// the form, shown in the history. The server is really gone, the browser's quota is really small.

import { activePartnership, pullAll, signInByRequest } from '../district';
import { expect, ownTest as test } from '../server';
import { expectOpenableOffline, expectReceived, expectWaiting, signIn, typeInto } from '../workspace';

const CARRIED = 'Соглашение, принесённое в файле';
const KEPT = 'Соглашение, для которого не было места';

test('entries carried in a file arrive once, and the history tells whose they are', async ({
  browser,
  ownOpora,
}) => {
  test.setTimeout(240_000);
  const account = await ownOpora.signIn('school');
  const schoolDevice = await browser.newContext({ baseURL: ownOpora.address, acceptDownloads: true });
  const school = await schoolDevice.newPage();
  await signIn(school, account);
  await expectOpenableOffline(school);
  const session = await signInByRequest(schoolDevice.request, account);
  const records = await pullAll(schoolDevice.request, session.network);
  const { id } = activePartnership(records, session.viewer.organisation as string);

  await ownOpora.kill();
  await school.goto(`/app/partnership/${id}`);
  await typeInto(school, 'agreement', CARRIED);
  await expectWaiting(school, 1);
  await school.goto('/app/ledger');
  const [download] = await Promise.all([
    school.waitForEvent('download'),
    school.getByTestId('save-to-file').click(),
  ]);
  const file = await download.path();
  await expectWaiting(school, 1);
  await school.close();

  await ownOpora.start();
  const coordinatorDevice = await browser.newContext({ baseURL: ownOpora.address });
  const coordinator = await coordinatorDevice.newPage();
  await signIn(coordinator, await ownOpora.signIn('coordinator'));
  await coordinator.goto('/app/ledger');
  for (let time = 0; time < 2; time += 1) {
    await coordinator.getByTestId('carry-in').setInputFiles(file);
    await expect(coordinator.getByTestId('carried')).toContainText('принято 1, отказано 0');
  }
  await coordinator.getByTestId('carry-in').setInputFiles({
    name: 'picture.opora',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('not entries'),
  });
  await expect(coordinator.getByTestId('carried')).toContainText('Ничего не записано');

  await coordinator.goto(`/app/partnership/${id}`);
  await expect(coordinator.getByTestId('field-agreement')).toHaveValue(CARRIED);
  await coordinator.getByTestId('show-history').click();
  const line = coordinator.getByTestId('history-line').first();
  await expect(line).toContainText(CARRIED);
  await expect(line).toContainText(session.label);

  // The school has a line again: its entry leaves the outbox, and nothing is written twice.
  const again = await schoolDevice.newPage();
  await again.goto('/app');
  await expectReceived(again);
  const answer = await schoolDevice.request.get(
    `/api/sync/history?network=${session.network}&record=${id}`,
  );
  const lines = (await answer.json()) as { to: unknown }[];
  expect(lines.filter((line) => line.to === CARRIED)).toHaveLength(1);

  // Without a line the history says why it is not there.
  await ownOpora.kill();
  await coordinator.goto(`/app/partnership/${id}`);
  await coordinator.getByTestId('show-history').click();
  await expect(coordinator.getByTestId('history-note')).toContainText('когда есть связь');
});

test('a full disk keeps the text in the form and says so; with room again it is saved', async ({
  page,
  context,
  ownOpora,
}) => {
  test.setTimeout(180_000);
  const account = await ownOpora.signIn('school');
  await signIn(page, account);
  const session = await signInByRequest(context.request, account);
  const records = await pullAll(context.request, session.network);
  const { id } = activePartnership(records, session.viewer.organisation as string);

  const browser = await context.newCDPSession(page);
  const quota = (quotaSize?: number) =>
    browser.send('Storage.overrideQuotaForOrigin', { origin: ownOpora.address, quotaSize });
  await page.goto(`/app/partnership/${id}`);
  const input = page.getByTestId('field-agreement');
  await expect(input).toBeVisible();
  await quota(1);
  // The browser goes by what room there was for up to half a minute.
  let tries = 0;
  await expect(async () => {
    tries += 1;
    await input.fill(`${KEPT} ${tries}`);
    await input.blur();
    await expect(page.getByTestId('not-saved')).toBeVisible({ timeout: 1_500 });
  }).toPass({ timeout: 60_000 });
  await expect(input).toHaveValue(`${KEPT} ${tries}`);

  await quota();
  await input.fill(`${KEPT}.`);
  await input.blur();
  await expect(page.getByTestId('not-saved')).toHaveCount(0);
  await expectReceived(page);
  await expect(page.getByTestId('stored-agreement')).toHaveAttribute('data-where', /here|district/);
});
