// What the server refuses although no screen would ask for it, and what one person on a shared
// computer does not see of another.

import { randomUUID } from 'node:crypto';
import { activePartnership, byId, outcomeOf, pullAll, pushOne, signInByRequest } from '../district';
import { expect, ownTest as test } from '../server';
import { chooseStatus, expectOpenableOffline, expectReceived, expectWaiting, fillSignIn, signIn } from '../workspace';

test('a school cannot write what is not its own, whatever it sends', async ({ page, playwright, ownOpora }) => {
  const account = await ownOpora.signIn('school');
  const session = await signInByRequest(page.request, account);
  const own = session.viewer.organisation as string;
  const records = await pullAll(page.request, session.network);
  const foreignSchool = records.find((record) => record.kind === 'organisation' && record.id !== own);
  const foreignPartnership = records.find(
    ({ kind, fields }) => kind === 'partnership' && fields.from !== own && fields.to !== own,
  );
  if (!foreignSchool || !foreignPartnership) throw new Error('the sample has no foreign records');

  const set = (record: string, kind: string, field: string, value: unknown) => ({
    record, kind, do: 'set', field, value, base: { version: byId(records, record).versions[field] ?? 0 },
  });
  const forged = [
    set(foreignSchool.id, 'organisation', 'name', 'Подделка'),
    set(foreignPartnership.id, 'partnership', 'status', 'ended-early'),
    { record: foreignPartnership.id, kind: 'partnership', do: 'delete', base: 1_000_000 },
    {
      record: randomUUID(), kind: 'interaction', do: 'create',
      fields: { partnership: foreignPartnership.id, kind: 'seminar', date: '2026-10-01', recorded_by: own },
    },
    {
      record: randomUUID(), kind: 'partnership', do: 'create',
      fields: { kind: 'mentoring', status: 'active', from: foreignSchool.id },
    },
  ];
  for (const operation of forged) {
    const answer = await outcomeOf(await pushOne(page.request, session.network, operation));
    expect(answer, JSON.stringify(operation)).toMatchObject({ outcome: 'refused', code: 'not-allowed' });
  }
  const elsewhere = await pushOne(page.request, 'yartsevo', forged[0]);
  expect(elsewhere.status()).toBe(403);

  const coordinator = await playwright.request.newContext({ baseURL: ownOpora.address });
  await signInByRequest(coordinator, await ownOpora.signIn('coordinator'));
  const untouched = await pullAll(coordinator, session.network);
  expect(untouched.length).toBeGreaterThanOrEqual(records.length);
  expect(byId(untouched, foreignSchool.id).fields.name).toBe(foreignSchool.fields.name);
  expect(byId(untouched, foreignPartnership.id).fields.status).toBe(foreignPartnership.fields.status);
  expect(untouched.filter(({ fields }) => fields.date === '2026-10-01' && fields.recorded_by === own)).toEqual([]);
  await coordinator.dispose();
});

test('without a session the interface answers nobody, and every page carries the policy', async ({ request }) => {
  const empty = { protocol: 1, schema: 1, network: 'example' };
  const asked = [
    await request.get('/api/session'),
    await request.post('/api/sync/pull', { data: { ...empty, cursor: 0 } }),
    await request.post('/api/sync/push', { data: { ...empty, device: randomUUID(), operations: [] } }),
    await request.get('/api/sync/live?network=example'),
    await request.post('/api/import?name=x.xlsx&mode=preview', { data: Buffer.from('x') }),
  ];
  expect(asked.map((response) => response.status())).toEqual([401, 401, 401, 401, 401]);
  for (const address of ['/', '/network/example', '/app', '/nothing', '/api/session']) {
    const policy = (await request.get(address)).headers()['content-security-policy'];
    expect(policy, address).toContain("default-src 'none'");
    expect(policy, address).not.toContain("'unsafe-inline'");
    expect(policy, address).not.toContain("'unsafe-eval'");
  }
});

test('a page of another site cannot write with the session of a visitor', async ({ request, ownOpora }) => {
  await signInByRequest(request, await ownOpora.signIn('school'));
  const response = await request.post('/api/sync/pull', {
    headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
    data: { protocol: 1, schema: 1, network: 'example', cursor: 0 },
  });
  expect(response.status()).toBe(403);
});

test('who signs in on the same computer sees none of the work that waits for another', async ({
  page,
  ownOpora,
}) => {
  test.setTimeout(180_000);
  const school = await ownOpora.signIn('school');
  await signIn(page, school);
  await expectOpenableOffline(page);
  const session = await signInByRequest(page.request, school);
  const records = await pullAll(page.request, session.network);
  const { id } = activePartnership(records, session.viewer.organisation as string);
  await page.goto(`/app/partnership/${id}`);
  await expect(page.getByTestId('status-active')).toHaveAttribute('aria-pressed', 'true');

  await ownOpora.stop();
  await chooseStatus(page, 'completed');
  await expectWaiting(page, 1);
  await page.goto('/app/settings');
  await page.getByTestId('sign-out').click();
  await expect(page.getByTestId('sign-out-waiting')).toBeVisible();
  await page.getByTestId('sign-out-anyway').click();
  await expect(page.getByTestId('sign-in-form')).toBeVisible();

  await ownOpora.start();
  await page.goto('/app');
  await fillSignIn(page, await ownOpora.signIn('coordinator'));
  await expectReceived(page);
  await page.goto('/app/ledger');
  await expect(page.getByTestId('station-waiting')).toHaveAttribute('data-count', '0');
  await page.goto(`/app/partnership/${id}`);
  await expect(page.getByTestId('status-active')).toHaveAttribute('aria-pressed', 'true');

  // It was kept for the one who wrote it.
  await page.goto('/app/settings');
  await page.getByTestId('sign-out').click();
  await fillSignIn(page, school);
  await expectReceived(page);
  await page.goto(`/app/partnership/${id}`);
  await expect(page.getByTestId('status-completed')).toHaveAttribute('aria-pressed', 'true');
  expect(byId(await pullAll(page.request, session.network), id).fields.status).toBe('completed');
});
