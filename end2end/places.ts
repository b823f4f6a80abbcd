// Every screen there is, once: for the specs that look at all of them, and for the pictures.

import { expect, type Page } from '@playwright/test';
import { activePartnership, byId, type Seen, type Session } from './district';
import { syncState } from './workspace';

export type Locale = 'ru' | 'en';

export type Place = {
  name: string;
  address: string;
  /** What a person does there before the screen is as it is meant. */
  act?: (page: Page) => Promise<void>;
};

/** Of the public: real districts with gaps, the full example, and what is not there. */
export function publicPlaces(card: string): Place[] {
  return [
    { name: 'networks', address: '/' },
    { name: 'network', address: '/network/example' },
    { name: 'network-map', address: '/network/example?view=map' },
    { name: 'network-real', address: '/network/yartsevo' },
    { name: 'network-real-map', address: '/network/yartsevo?view=map' },
    { name: 'network-answer', address: '/network/example?only=bridges' },
    { name: 'network-changes', address: '/network/example?view=map&between=2025-01-01..2026-09-01' },
    { name: 'network-real-path', address: '/network/yartsevo?from=yartsevo-school-2' },
    { name: 'network-settlements', address: '/network/yartsevo?list=settlements' },
    { name: 'network-nothing-shown', address: '/network/yartsevo?legend=1' },
    { name: 'network-files', address: '/network/yartsevo', act: (page) => page.locator('.files > summary').click() },
    { name: 'network-embed', address: '/network/yartsevo/embed' },
    { name: 'programme', address: '/network/vengerovo/programme', act: (page) => page.locator('.programme__pictures > summary').click() },
    { name: 'programme-real', address: '/network/yartsevo/programme' },
    { name: 'practices-empty', address: '/network/example/practices' },
    { name: 'organisation', address: `/network/example/organisation/${card}` },
    { name: 'organisation-real', address: '/network/yartsevo/organisation/yartsevo-ocprmso' },
    { name: 'organisation-without-relations', address: '/network/abinsk/organisation/abinsk-school-4' },
    { name: 'not-found', address: '/nothing' },
  ];
}

/** Of the workspace, as the signed-in person reaches them. */
export function workspacePlaces(records: Seen[], session: Session): Place[] {
  const isCoordinator = session.viewer.role === 'coordinator';
  const organisations = records.filter((record) => record.kind === 'organisation');
  const own = session.viewer.organisation ?? busiest(records, organisations);
  const other = organisations.find((record) => record.id !== own) as Seen;
  const { id: partnership } = activePartnership(records, own);
  const foreign = records.find(
    ({ kind, fields }) => kind === 'partnership' && fields.from !== own && fields.to !== own && fields.from && fields.to,
  ) as Seen;
  const places: Place[] = [
    { name: 'today', address: '/app' },
    { name: 'network', address: '/app/network' },
    { name: 'network-list', address: '/app/network', act: (page) => page.getByTestId('show-list').click() },
    { name: 'organisations', address: '/app/organisations' },
    { name: 'organisation', address: `/app/organisation/${own}` },
    {
      name: 'organisation-editing',
      address: `/app/organisation/${own}`,
      act: (page) => page.getByTestId('edit-card').click(),
    },
    { name: 'partnership', address: `/app/partnership/${partnership}` },
    { name: 'indicators', address: '/app/indicators' },
    { name: 'indicator-computed', address: '/app/indicators/supported-with-mentor' },
    {
      name: 'indicator-evidence',
      address: '/app/indicators/supported-with-mentor',
      act: (page) => page.getByTestId('evidence').first().click(),
    },
    { name: 'definition-new', address: '/app/definition/new/supported-in-method-work' },
    { name: 'results', address: '/app/assessments' },
    { name: 'results-entry', address: '/app/assessments', act: (page) => page.getByTestId('enter-results').click() },
    { name: 'rounds', address: '/app/rounds' },
    { name: 'round-new', address: '/app/rounds/new' },
    { name: 'practices', address: '/app/practices' },
    { name: 'practice-new', address: '/app/practices/new' },
    { name: 'contests', address: '/app/contests' },
    { name: 'contest-new', address: '/app/contests/new' },
    { name: 'development', address: '/app/development' },
    { name: 'development-sums', address: '/app/development', act: (page) => page.getByTestId('counts-by-subject').click() },
    { name: 'passport', address: `/app/organisation/${own}/passport` },
    { name: 'visit', address: `/app/partnership/${partnership}/visit` },
    { name: 'visit-choice', address: '/app/visit' },
    { name: 'programme', address: '/app/programme' },
    { name: 'road-map', address: '/app/programme/road-map' },
    { name: 'ledger', address: '/app/ledger' },
    { name: 'inbox', address: '/app/inbox' },
    { name: 'import', address: '/app/import' },
    { name: 'partnership-new', address: '/app/partnership/new' },
    { name: 'settings', address: '/app/settings' },
    { name: 'unknown', address: '/app/nothing' },
  ];
  if (isCoordinator) return places;
  return [
    ...places,
    { name: 'organisation-foreign', address: `/app/organisation/${other.id}` },
    { name: 'partnership-foreign', address: `/app/partnership/${foreign.id}` },
    { name: 'visit-foreign', address: `/app/partnership/${foreign.id}/visit` },
  ];
}

/** Goes to a public page in a language. */
export async function visitPublic(page: Page, place: Place, locale: Locale): Promise<void> {
  const address = new URL(place.address, 'http://any.example');
  address.searchParams.set('lang', locale);
  await page.goto(address.pathname + address.search);
  await expect(page.locator('html')).toHaveAttribute('lang', locale);
  await place.act?.(page);
}

/** Goes to a screen of the workspace in the language chosen with [`speak`]. */
export async function visitWorkspace(page: Page, place: Place): Promise<void> {
  await page.goto(place.address);
  await expect(syncState(page)).toHaveAttribute('data-state', /received|decision|refused|offline/);
  await expect(page.locator('main h1').first()).toBeVisible();
  await expect(page.locator('.skeleton')).toHaveCount(0);
  await place.act?.(page);
}

/** Chooses the language of the workspace on this device, as its settings do. */
export async function speak(page: Page, locale: Locale): Promise<void> {
  await page.goto('/app/settings');
  await page.getByTestId(`language-${locale}`).click();
  await expect(page.locator('html')).toHaveAttribute('lang', locale);
}

/** The code of an organisation of the example district with many relations. */
export async function exampleCard(records: Seen[]): Promise<string> {
  const organisations = records.filter((record) => record.kind === 'organisation');
  return byId(records, busiest(records, organisations)).fields.code as string;
}

/** Settles colours and pictures at once, so that what is looked at is not half way. */
export const STILL = { reducedMotion: 'reduce' } as const;

function busiest(records: Seen[], organisations: Seen[]): string {
  const relations = (own: string) => {
    try {
      activePartnership(records, own);
    } catch {
      return 0;
    }
    return records.filter(({ kind, fields }) => kind === 'partnership' && (fields.from === own || fields.to === own))
      .length;
  };
  return organisations.reduce((best, next) => (relations(next.id) > relations(best.id) ? next : best)).id;
}

