// What a district knows, asked of the real server by HTTP with the cookies of one person: for specs
// that need to know a record, or that send what no screen would send. It draws no conclusions.

import { type APIRequestContext, expect } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import type { SignIn } from './server';

export type Fields = Record<string, unknown>;
/** A record as the server shows it to the person who asks. */
export type Seen = {
  id: string;
  kind: string;
  fields: Fields;
  versions: Record<string, number>;
  conflicts?: { id: string; field: string }[];
};
export type Session = {
  user: string;
  label: string;
  network: string;
  viewer: { role: string; organisation?: string };
};
export type Outcome = { n: number; outcome: string; code?: string };

/** Signs this request context in; its cookies are those of the page it belongs to. */
export async function signInByRequest(request: APIRequestContext, account: SignIn): Promise<Session> {
  const { login, password } = account;
  const response = await request.post('/api/session', { data: { login, password } });
  expect(response.status()).toBe(200);
  return response.json();
}

/** Everything the signed-in person may see of the kinds a version of the schema knows. */
export async function pullAll(request: APIRequestContext, network: string, schema = 1): Promise<Seen[]> {
  const records = new Map<string, Seen>();
  let cursor = 0;
  for (;;) {
    const response = await request.post('/api/sync/pull', { data: { protocol: 1, schema, network, cursor } });
    expect(response.status()).toBe(200);
    const page: { records: Seen[]; cursor: number; has_more: boolean } = await response.json();
    for (const record of page.records) records.set(record.id, record);
    if (!page.has_more) return [...records.values()];
    expect(page.cursor).toBeGreaterThan(cursor);
    cursor = page.cursor;
  }
}

/** One change of a record, as its history tells it. */
export type HistoryLine = { field?: string; to: unknown };

/** The history of a record, oldest change first. */
export async function historyOf(request: APIRequestContext, network: string, record: string): Promise<HistoryLine[]> {
  const response = await request.get(`/api/sync/history?network=${network}&record=${record}`);
  expect(response.status()).toBe(200);
  return response.json();
}

/** Sends one operation from a device of its own. */
export async function pushOne(request: APIRequestContext, network: string, operation: object) {
  const operations = [{ n: 1, at: Date.now(), ...operation }];
  return request.post('/api/sync/push', {
    data: { protocol: 1, schema: 1, network, device: randomUUID(), operations },
  });
}

/** The answer to [`pushOne`]. */
export async function outcomeOf(response: Awaited<ReturnType<typeof pushOne>>): Promise<Outcome> {
  expect(response.status()).toBe(200);
  return (await response.json()).results[0];
}

export function byId(records: Seen[], id: string): Seen {
  const found = records.find((record) => record.id === id);
  if (!found) throw new Error(`no record ${id}`);
  return found;
}

/**
 * An active partnership of `own` with a partner it has no other relation with, so that a page that
 * names the partner speaks of this partnership.
 */
export function activePartnership(records: Seen[], own: string): { id: string; partner: Seen } {
  const partnerships = records.filter((record) => record.kind === 'partnership');
  const partnerIn = ({ fields }: Seen) =>
    fields.from === own ? (fields.to as string) : fields.to === own ? (fields.from as string) : undefined;
  for (const partnership of partnerships) {
    const partner = partnerIn(partnership);
    const relations = partnerships.filter((other) => partner && partnerIn(other) === partner);
    if (partner && relations.length === 1 && partnership.fields.status === 'active') {
      return { id: partnership.id, partner: byId(records, partner) };
    }
  }
  throw new Error('the school has no active partnership that is the only one with its partner');
}
