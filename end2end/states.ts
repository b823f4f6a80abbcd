// Brings a district and a device into the states that are seldom seen: two values of one field, a
// refusal, work that waits. Everything goes through the real server.

import { type APIRequestContext, type BrowserContext, expect, type Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { activePartnership, byId, outcomeOf, pullAll, pushOne, type Session } from './district';
import { chooseStatus, expectWaiting, LINE_IS_NOTICED_MS } from './workspace';

/** Two people set the status of one partnership without knowing of each other. Returns which. */
export async function makeConflict(
  school: APIRequestContext,
  coordinator: APIRequestContext,
  session: Session,
): Promise<string> {
  const records = await pullAll(school, session.network);
  const { id } = activePartnership(records, session.viewer.organisation as string);
  const base = { version: byId(records, id).versions.status };
  const set = (value: string) => ({ record: id, kind: 'partnership', do: 'set', field: 'status', value, base, was: 'active' });
  expect((await outcomeOf(await pushOne(coordinator, session.network, set('agreed')))).outcome).toBe('applied');
  expect((await outcomeOf(await pushOne(school, session.network, set('completed')))).outcome).toBe('conflicted');
  return id;
}

/**
 * The school changes a partnership that the coordinator deletes meanwhile: refused. Then it is
 * without a line again and changes another: waiting. The page is left there, offline.
 */
export async function makeRefusalAndWaiting(
  device: BrowserContext,
  page: Page,
  coordinator: APIRequestContext,
  session: Session,
): Promise<void> {
  const own = session.viewer.organisation as string;
  const records = await pullAll(coordinator, session.network);
  const { id, partner } = activePartnership(records, own);
  const shortLived = randomUUID();
  const create = {
    record: shortLived,
    kind: 'partnership',
    do: 'create',
    fields: { kind: 'consulting', status: 'proposed', from: partner.id, to: own, theme: 'Запись для проверки отказа' },
  };
  expect((await outcomeOf(await pushOne(coordinator, session.network, create))).outcome).toBe('applied');
  await page.goto(`/app/partnership/${shortLived}`);
  await expect(page.getByTestId('status-proposed')).toBeVisible({ timeout: LINE_IS_NOTICED_MS });

  await device.setOffline(true);
  await chooseStatus(page, 'active');
  await expectWaiting(page, 1);
  const now = byId(await pullAll(coordinator, session.network), shortLived) as unknown as { seq: number };
  const remove = { record: shortLived, kind: 'partnership', do: 'delete', base: now.seq };
  expect((await outcomeOf(await pushOne(coordinator, session.network, remove))).outcome).toBe('applied');
  await device.setOffline(false);
  await page.goto('/app/ledger');
  await expect(page.getByTestId('refused-item')).toHaveCount(1, { timeout: LINE_IS_NOTICED_MS });

  await page.goto(`/app/partnership/${id}`);
  await expect(page.getByTestId('status-ended-early')).toBeVisible();
  await device.setOffline(true);
  await chooseStatus(page, 'ended-early');
  await expectWaiting(page, 1);
}
