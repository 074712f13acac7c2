/**
 * Loads the demo county Baisha: plain rows in one transaction, then every order through the import, then the ledger. A load
 * that was broken off is recognised by `county_settings.demo` being false, and goes on where it stopped.
 */
import { and, eq, sql } from 'drizzle-orm';
import { houseActor } from '#lib/server/accounts/actor.ts';
import { hashCode, REUSABLE } from '#lib/server/accounts/one-time-tokens.ts';
import { oneTimeTokens, users } from '#lib/server/accounts/schema.ts';
import * as attribution from '#lib/server/attribution/attribution.ts';
import { requireActiveRuleSet } from '#lib/server/attribution/rule-sets.ts';
import { record } from '#lib/server/audit/audit.ts';
import { hashPhone } from '#lib/server/config/secrets.ts';
import { countySettings } from '#lib/server/county/schema.ts';
import type { DatabaseHome } from '#lib/server/db/connect.ts';
import { counties } from '#lib/server/db/counties.ts';
import { openClient } from '#lib/server/db/database.ts';
import { listOwnCampaigns } from '#lib/server/links/merchant-campaigns.ts';
import { importMappings } from '#lib/server/sales/schema.ts';
import type { App } from '#lib/server/web/app.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { ACCOUNTS, DEMO_CODE, DEMO_PASSWORD, MERCHANT_LOGINS } from './data/accounts.ts';
import { SEED, SLUG } from './data/county.ts';
import { exportFiles } from './files/plan.ts';
import { JD_MAPPING } from './files/marketplaces.ts';
import { loadAssets } from './load/assets.ts';
import { loadBatches } from './load/batches.ts';
import { loadBrand } from './load/brand.ts';
import { loadBrandPapers } from './load/brand-papers.ts';
import { activityName, loadCampaigns } from './load/campaigns.ts';
import { COUNTY_AGE_MS, loadCounty } from './load/county.ts';
import { loadDecisions } from './load/decisions.ts';
import { loadLivestreams, loadVisitors } from './load/events.ts';
import { loadFunds } from './load/funds.ts';
import { importAll } from './load/imports.ts';
import { loadLaw } from './load/law.ts';
import { loadLinks } from './load/links.ts';
import { loadingOf } from './load/loading.ts';
import { loadAccounts, loadMerchantLogins, loadMerchants } from './load/people.ts';
import { loadDocuments, loadPlans } from './load/plans.ts';
import { loadEventPosters } from './load/event-posters.ts';
import { loadPosters } from './load/posters.ts';
import { loadQuietPosters } from './load/quiet-posters.ts';
import { loadStorefronts } from './load/storefronts.ts';
import { FIRST_TODAY, LAST_TODAY } from './world/days.ts';
import { participantNamed } from './world/participants.ts';
import { seedId } from './world/random.ts';
import { drawWorld } from './world/world.ts';

export interface DemoOptions {
  /** One line for the person who waits, both languages. */
  onProgress?: (text: string) => void;
  /** 1 = the whole demo; tests load a small part of its sales. */
  scale?: number;
  signal?: AbortSignal;
}

export type DemoResult =
  { ok: true; orders: number; seconds: number } | { ok: false; reason: 'already_there' | 'slug_taken' };

/** What loading needs of the running application. */
export type DemoApp = Pick<App, 'database' | 'secrets' | 'clock' | 'storage' | 'config'>;

export type DemoState = 'absent' | 'incomplete' | 'loaded' | 'slug_taken';

/** Whether the demo county is in this database, whole or half. */
export async function demoState(app: Pick<App, 'database'>): Promise<DemoState> {
  const [county] = await app.database.db
    .select({ id: counties.id, demo: countySettings.demo })
    .from(counties)
    .leftJoin(countySettings, eq(countySettings.countyId, counties.id))
    .where(eq(counties.slug, SLUG));
  if (!county) return 'absent';
  if (county.id !== seedId(SEED, 'county', SLUG)) return 'slug_taken';
  return county.demo ? 'loaded' : 'incomplete';
}

/**
 * @param home for the planner's statistics alone, which only the owner of the tables may renew; everything is written as the
 * application writes it. Null in tests.
 */
export async function loadDemo(
  app: DemoApp,
  home: DatabaseHome | null,
  options: DemoOptions = {},
): Promise<DemoResult> {
  const begun = performance.now();
  const say = options.onProgress ?? (() => {});
  const state = await demoState(app);
  if (state === 'loaded') return { ok: false, reason: 'already_there' };
  if (state === 'slug_taken') return { ok: false, reason: 'slug_taken' };

  const { database, secrets } = app;
  const countyId = seedId(SEED, 'county', SLUG);
  const now = await momentOf(app, state, countyId);
  const world = drawWorld({ seed: SEED, today: dayOf(now), now, scale: options.scale ?? 1 });
  say(
    `县情：${world.editions.length} 场活动，${world.sales.length + world.stallSales.length} 笔销售 the county drawn`,
  );

  if (state === 'absent') {
    await database.db.transaction(async (tx) => {
      const loading = loadingOf(tx, countyId, world);
      await loadCounty(loading);
      await loadAccounts(loading);
      await loadMerchants(loading);
      await loadMerchantLogins(loading, secrets);
      await loadBrand(loading);
      await loadPlans(loading);
      const ruleSet = await requireActiveRuleSet(tx, houseActor(countyId));
      await loadCampaigns(loading, ruleSet.key);
      await loadLivestreams(loading);
      await loadDocuments(loading);
      await loadDecisions(loading);
      await loadFunds(loading);
      await loadPosters(loading);
      await loadQuietPosters(loading);
      await loadEventPosters(loading);
      await loadStorefronts(loading);
      await loadLaw(loading);
      await loadLinks(loading);
      await loadVisitors(loading, secrets);
      await tx
        .insert(importMappings)
        .values({ countyId, id: loading.id('mapping', 'jd'), name: JD_MAPPING.name, mapping: JD_MAPPING });
    });
    say(`档案：商户、品牌、计划、活动、资金、海报、链接 records written（${since(begun)} s）`);
  }

  const files = exportFiles(world, (sale) => activityName(sale.edition, sale.activity));
  await importAll(database, secrets, {
    countyId,
    userId: seedId(SEED, 'user', 'operator@baisha.example'),
    files,
    onFile: (done, of) => {
      if (done % 10 === 0 || done === of)
        say(`导入订单 ${done} / ${of} 个文件 files imported（${since(begun)} s）`);
    },
    ...(options.signal ? { signal: options.signal } : {}),
  });

  await loadBrandPapers({ ...app, clock: () => now }, countyId);
  await loadAssets({ ...app, clock: () => now }, countyId);
  await analyse(home);
  const drawn = await loadBatches(app, countyId);
  say(`海报：画好 ${drawn} 张 posters drawn（${since(begun)} s）`);

  const { rebuild } = await attribution.rebuild(database, countyId);
  // The rebuild has read every fact, so those that wait in the outbox say nothing new.
  await database.sql`delete from outbox_facts where county_id = ${countyId} and topic = any(${[...attribution.TOPICS]})`;
  say(`归因：${rebuild.lines} 行，${rebuild.credits} 条记账 credited（${since(begun)} s）`);

  await analyse(home);
  await database.db.transaction(async (tx) => {
    await tx.update(countySettings).set({ demo: true }).where(eq(countySettings.countyId, countyId));
    await record(tx, houseActor(countyId, '演示数据 demo'), {
      action: 'county.demo_loaded',
      subject: 'county',
      subjectId: countyId,
    });
  });
  return { ok: true, orders: world.sales.length + world.stallSales.length, seconds: since(begun) };
}

/** The demo's code outlives a server that nobody restarts. */
const CODE_LIFE_DAYS = 90;

/**
 * Lines to print at start: one login a role, and the demo's merchants, those first who take part in a running campaign,
 * with a code that works again and again. Empty when the demo is not in this database.
 */
export async function demoLogins(app: DemoApp): Promise<string[]> {
  if ((await demoState(app)) !== 'loaded') return [];
  await renewMerchantCodes(app);
  const office = ACCOUNTS.filter((a, i) => ACCOUNTS.findIndex((b) => b.roles[0] === a.roles[0]) === i);
  return [
    `演示账号 demo logins — 密码 password: ${DEMO_PASSWORD}`,
    ...office.map((a) => `  ${a.roles.join(', ').padEnd(14)}${a.mail.padEnd(34)}${a.name}`),
    `  merchant      ${(await printedPhones(app)).join(' · ')}  口令 code: ${DEMO_CODE}`,
  ];
}

/** Three phones at most; the demo ages, and when none of its campaigns is running any more all merchants are alike. */
async function printedPhones({ database, clock }: DemoApp): Promise<string[]> {
  const countyId = seedId(SEED, 'county', SLUG);
  const running: string[] = [];
  for (const { phone, merchants } of MERCHANT_LOGINS) {
    for (const name of merchants) {
      const merchantId = seedId(SEED, 'merchant', participantNamed(name).number);
      const { current } = await listOwnCampaigns(database.db, countyId, merchantId, clock());
      if (current.length > 0 && !running.includes(phone)) running.push(phone);
    }
  }
  return (running.length > 0 ? running : MERCHANT_LOGINS.map(({ phone }) => phone)).slice(0, 3);
}

async function renewMerchantCodes({ database, secrets, clock }: DemoApp): Promise<void> {
  const { db } = database;
  const key = secrets.key('merchant-code/1');
  const expiresAt = new Date(clock().getTime() + CODE_LIFE_DAYS * 86_400_000);
  for (const { phone } of MERCHANT_LOGINS) {
    const [user] = await db
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.phoneHash, hashPhone(secrets.loginPhoneKey, phone))));
    if (!user) continue;
    await db
      .insert(oneTimeTokens)
      .values({
        purpose: 'merchant_code',
        userId: user.id,
        countyId: seedId(SEED, 'county', SLUG),
        secretHash: hashCode(key, user.id, DEMO_CODE),
        payload: REUSABLE,
        expiresAt,
      })
      .onConflictDoUpdate({
        target: [oneTimeTokens.purpose, oneTimeTokens.secretHash],
        set: { usedAt: null, revokedAt: null, payload: REUSABLE, attempts: sql`0`, expiresAt },
      });
  }
}

/** A load that goes on must draw the same county, so it starts from the moment in which the first one began. */
async function momentOf(app: DemoApp, state: DemoState, countyId: string): Promise<Date> {
  if (state !== 'incomplete') return clamped(app.clock());
  const [county] = await app.database.db
    .select({ createdAt: counties.createdAt })
    .from(counties)
    .where(eq(counties.id, countyId));
  if (!county) throw new Error('the county that was half loaded is gone');
  return new Date(county.createdAt.getTime() + COUNTY_AGE_MS);
}

/** Today, or the nearest day for which the festivals are known. */
function clamped(now: Date): Date {
  const day: Day = dayOf(now);
  if (day < FIRST_TODAY) return new Date(`${FIRST_TODAY}T12:00:00+08:00`);
  if (day > LAST_TODAY) return new Date(`${LAST_TODAY}T12:00:00+08:00`);
  return new Date(Math.floor(now.getTime() / 1000) * 1000);
}

/** Tables that grew from nothing in seconds look empty to the planner until autovacuum has passed by. */
async function analyse(home: DatabaseHome | null): Promise<void> {
  if (home === null) return;
  const owner = openClient(home.owner, { max: 1 });
  try {
    await owner`analyze`;
  } finally {
    await owner.end({ timeout: 5 });
  }
}

function since(begun: number): number {
  return Math.round((performance.now() - begun) / 100) / 10;
}
