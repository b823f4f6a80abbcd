// Two devices without a line change the same fields, many of them: every value that lost is shown
// beside the one that stands, to both people, also after a reload, and the inbox stays usable.
//
// Writing goes as two devices over the real protocol; looking is two real workspaces.
// OPORA_BROWSER_CONFLICTS: how many fields (default 60).

import type { APIRequestContext, Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { type Outcome, pullAll, type Seen, signInByRequest } from '../district';
import { expect, ownTest as test } from '../server';
import { expectWaiting, LINE_IS_NOTICED_MS } from '../workspace';

const COUNT = Number(process.env.OPORA_BROWSER_CONFLICTS ?? 60);
const FIELDS = ['theme', 'agreement', 'term'];
/** Cards shown at a time. */
const CARDS = 25;

type Change = { record: string; field: string; number: number };

/** The value of a field as one side writes it, readable on the card as its text. */
const textOf = (side: string, { field, number }: Change) => `${side}-${field}-${number}`;
const valueOf = (side: string, change: Change) =>
  change.field === 'term' ? { text: textOf(side, change) } : textOf(side, change);

/** Sends operations from a device of its own, numbered from 1, in pushes of at most 200. */
async function pushAll(request: APIRequestContext, network: string, operations: object[]): Promise<Outcome[]> {
  const device = randomUUID();
  const results: Outcome[] = [];
  for (let sent = 0; sent < operations.length; sent += 200) {
    const part = operations.slice(sent, sent + 200).map((operation, index) => ({ n: sent + index + 1, at: Date.now(), ...operation }));
    const response = await request.post('/api/sync/push', {
      data: { protocol: 1, schema: 1, network, device, operations: part },
      timeout: 120_000,
    });
    expect(response.status()).toBe(200);
    results.push(...((await response.json()).results as Outcome[]));
  }
  return results;
}

/** Both values of every card, page by page, by record and field. */
async function shown(page: Page): Promise<Map<string, string>> {
  const values = new Map<string, string>();
  const after = page.getByTestId('cards-after');
  const cards = page.getByTestId('decision');
  for (let first = 1; ; first += CARDS) {
    if (COUNT > CARDS) await expect(page.getByTestId('cards-shown')).toContainText(`${first}–`);
    const read = await cards.evaluateAll((all) =>
      all.map((card) => {
        const text = (code: string) => card.querySelector(`[data-testid=${code}] .choice__value`)?.textContent ?? '';
        return [`${card.getAttribute('data-record')} ${card.getAttribute('data-field')}`, `${text('value-theirs')} | ${text('value-mine')}`];
      }),
    );
    expect(read.length).toBeLessThanOrEqual(CARDS);
    for (const [key, both] of read) values.set(key, both);
    if ((await after.count()) === 0 || (await after.isDisabled())) return values;
    await after.click();
  }
}

test(`${COUNT} fields changed on two devices at once: no value is lost from sight`, async ({ browser, ownOpora }) => {
  test.setTimeout(60_000 + COUNT * 600);
  const contexts = [];
  for (const role of ['school', 'coordinator']) {
    const account = await ownOpora.signIn(role);
    const context = await browser.newContext({ baseURL: ownOpora.address });
    contexts.push({ context, session: await signInByRequest(context.request, account) });
  }
  const [school, coordinator] = contexts;
  const { network } = school.session;
  const own = school.session.viewer.organisation;
  const before = await pullAll(coordinator.context.request, network);
  const partner = before.find(({ kind, id }) => kind === 'organisation' && id !== own) as Seen;
  const changes: Change[] = [];
  const created: object[] = [];
  for (let number = 0; changes.length < COUNT; number += 1) {
    const record = randomUUID();
    const of = FIELDS.map((field) => ({ record, field, number })).slice(0, COUNT - changes.length);
    const fields = Object.fromEntries(FIELDS.map((field) => [field, valueOf('before', { record, field, number })]));
    created.push({
      record, kind: 'partnership', do: 'create',
      fields: { kind: 'consulting', status: 'active', from: partner.id, to: own, ...fields },
    });
    changes.push(...of);
  }
  const outcomes = (results: Outcome[]) => [...new Set(results.map(({ outcome }) => outcome))];
  expect(outcomes(await pushAll(coordinator.context.request, network, created))).toEqual(['applied']);

  // Both saw the same, then each wrote without knowing of the other.
  const versions = new Map((await pullAll(school.context.request, network)).map((record) => [record.id, record.versions]));
  const sets = (side: string) =>
    changes.map((change) => ({
      record: change.record, kind: 'partnership', do: 'set', field: change.field, value: valueOf(side, change),
      base: { version: versions.get(change.record)?.[change.field] ?? 0 }, was: valueOf('before', change),
    }));
  expect(outcomes(await pushAll(school.context.request, network, sets('school')))).toEqual(['applied']);
  expect(outcomes(await pushAll(coordinator.context.request, network, sets('district')))).toEqual(['conflicted']);

  const expected = new Map(
    changes.map((change) => [`${change.record} ${change.field}`, `${textOf('school', change)} | ${textOf('district', change)}`]),
  );
  const pages: Page[] = [];
  for (const { context } of contexts) {
    const page = await context.newPage();
    pages.push(page);
    // The cookies are there: the workspace opens and gets everything.
    await page.goto('/app');
    await expect(page.getByTestId('sync-state')).toHaveAttribute('data-state', 'decision', { timeout: LINE_IS_NOTICED_MS });
  }
  for (const [index, page] of pages.entries()) {
    for (const time of ['first', 'after a reload']) {
      await page.goto('/app/ledger');
      await expect(page.getByTestId('station-decision')).toHaveAttribute('data-count', String(COUNT));
      const started = Date.now();
      await page.getByTestId('station-decision').getByRole('link').first().click();
      await expect(page.getByTestId('decision').first()).toBeVisible();
      const opened = Date.now() - started;
      const values = await shown(page);
      const missing = [...expected].filter(([key, both]) => values.get(key) !== both);
      console.log(
        `${contexts[index].session.viewer.role}, ${time}: ${COUNT - missing.length} of ${COUNT} losing values shown, ` +
          `inbox open in ${opened} ms, all pages read in ${Date.now() - started} ms`,
      );
      expect(missing).toEqual([]);
      expect(values.size).toBe(COUNT);
      await page.reload();
    }
  }

  // On the second page a decision is made as on the first.
  const [, page] = pages;
  await page.goto('/app/inbox');
  await page.getByTestId('cards-after').click();
  const card = page.getByTestId('decision').first();
  const decided = Date.now();
  await card.getByTestId('value-theirs').click();
  await card.getByTestId('decide').click();
  await expect(page.getByTestId('cards-shown')).toContainText(String(COUNT - 1));
  console.log(`one decision of ${COUNT}: ${Date.now() - decided} ms`);
  await expect(page.getByTestId('cards-shown')).toContainText(`${CARDS + 1}–`);
  await expectWaiting(page, 0);
  for (const { context } of contexts) await context.close();
});
