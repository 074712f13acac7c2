import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { houseActor } from '#lib/server/accounts/actor.ts';
import { createMerchantInvitation, signInWithCode } from '#lib/server/accounts/merchant-sign-in.ts';
import * as attribution from '#lib/server/attribution/attribution.ts';
import { readConfig } from '#lib/server/config/config.ts';
import { deriveSecrets } from '#lib/server/config/secrets.ts';
import { listOwnCampaigns } from '#lib/server/links/merchant-campaigns.ts';
import { openStorage } from '#lib/server/storage/storage.ts';
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { DEMO_CODE, DEMO_PASSWORD, MERCHANT_LOGINS } from './data/accounts.ts';
import { SEED, SLUG } from './data/county.ts';
import { demoLogins, demoState, loadDemo, type DemoApp } from './demo.ts';
import { participantNamed } from './world/participants.ts';
import { seedId } from './world/random.ts';

let database: TestDatabase;
let app: DemoApp;
let filesDirectory: string;
const countyId = seedId(SEED, 'county', SLUG);

beforeAll(async () => {
  database = await testDatabase();
  const read = readConfig({});
  if (!read.ok) throw new Error(read.problems.join('\n'));
  filesDirectory = await mkdtemp(path.join(tmpdir(), 'demo-files-'));
  app = {
    database,
    config: read.config,
    storage: await openStorage({ s3: null, dataDirectory: filesDirectory }),
    secrets: deriveSecrets('0'.repeat(64)),
    clock: () => new Date('2026-11-24T15:00:00+08:00'),
  };
  const result = await loadDemo(app, null, { scale: 0.03 });
  expect(result).toMatchObject({ ok: true });
}, 240_000);

afterAll(() => rm(filesDirectory, { recursive: true, force: true }));

async function one<T extends Record<string, unknown>>(query: string): Promise<T> {
  const [row] = await database.sql.unsafe<T[]>(query);
  if (!row) throw new Error('no row');
  return row;
}

test('the county is there, every order through an import that ended', async () => {
  const counts = await one(`select
    (select count(*)::int from campaigns) as campaigns,
    (select count(*)::int from merchants where state = 'active') as merchants,
    (select count(distinct platform)::int from orders where platform <> 'stall') as platforms,
    (select count(*)::int from orders where import_id is null) as orders_without_import,
    (select count(*)::int from order_imports where state <> 'done') as unfinished,
    (select count(*)::int from orders where shop_id not in (select id from shops where merchant_id is not null)) as shops_of_nobody,
    (select count(*)::int from order_lines where matched_product_id is null) as unknown_products`);
  expect(counts).toMatchObject({
    platforms: 6,
    orders_without_import: 0,
    unfinished: 0,
    shops_of_nobody: 0,
    unknown_products: 0,
  });
  expect(counts['campaigns']).toBeGreaterThanOrEqual(24);
  expect(counts['merchants']).toBeGreaterThanOrEqual(60);
});

test('posters of the campaign under way were drawn for its merchants, and one was recalled', async () => {
  const counts = await one(`select
    (select count(*)::int from poster_batches where state = 'done') as batches,
    (select count(*)::int from poster_batch_items where state = 'failed' or state = 'waiting') as undone,
    (select count(*)::int from poster_recalls where state = 'confirmed') as recalls,
    (select count(*)::int from poster_recall_receipts) as told`);
  expect(counts).toEqual({ batches: 1, undone: 0, recalls: 1, told: 1 });
});

test('only the planted rows were rejected', async () => {
  const reasons = await database.sql<{ reason: string; n: number }[]>`
    select reason, count(*)::int as n from order_import_rows where outcome = 'rejected' group by reason order by reason`;
  expect(Object.fromEntries(reasons.map((r) => [r.reason, r.n]))).toEqual({
    amount_invalid: 3,
    amount_missing: 1,
    amount_negative: 1,
    order_no_missing: 2,
    order_no_rounded: 1,
    quantity_invalid: 2,
    time_invalid: 2,
  });
});

test('credits and what stays unattributed are the net sales, to the fen, with evidence of every kind', async () => {
  const check = await attribution.check(database, countyId);
  expect(check?.checks.filter((c) => !c.ok)).toEqual([]);
  expect(check?.ok).toBe(true);
  const tiers = await database.sql<{ tier: string }[]>`select distinct tier from credits order by tier`;
  expect(tiers.map((t) => t.tier.trim())).toEqual(['1', '2', '3', '4']);
});

test('the ledger of money is never overdrawn', async () => {
  const overdrawn = await database.sql`
    select l.id from budget_lines l
    left join fund_payments p on p.county_id = l.county_id and p.budget_line_id = l.id
    group by l.county_id, l.id, l.amount_fen having coalesce(sum(p.amount_fen), 0) > l.amount_fen
    union all
    select a.id from fund_allocations a join budget_line_sources s on s.county_id = a.county_id and s.allocation_id = a.id
    group by a.id, a.amount_fen having sum(s.amount_fen) > a.amount_fen
    union all
    select s.id from fund_sources s join fund_allocations a on a.county_id = s.county_id and a.source_id = s.id
    group by s.id, s.amount_fen having sum(a.amount_fen) > s.amount_fen`;
  expect(overdrawn).toHaveLength(0);
});

test('a second load is refused and changes nothing', async () => {
  const before = await one('select count(*)::int as n from orders');
  expect(await demoState(app)).toBe('loaded');
  expect(await loadDemo(app, null)).toEqual({ ok: false, reason: 'already_there' });
  expect(await one('select count(*)::int as n from orders')).toEqual(before);
});

test('a load that was broken off goes on, on a later day, and ends with the same county', async () => {
  const before = await one('select count(*)::int as orders, sum(paid_fen)::text as paid from orders');
  await database.sql`update county_settings set demo = false where county_id = ${countyId}`;
  expect(await demoState(app)).toBe('incomplete');
  const later = { ...app, clock: () => new Date('2026-11-26T09:00:00+08:00') };
  expect(await loadDemo(later, null, { scale: 0.03 })).toMatchObject({ ok: true });
  expect(await one('select count(*)::int as orders, sum(paid_fen)::text as paid from orders')).toEqual(
    before,
  );
}, 240_000);

test('one login a role is told, and merchants', async () => {
  const lines = (await demoLogins(app)).join('\n');
  expect(lines).toContain(DEMO_PASSWORD);
  for (const role of [
    'planner',
    'reviewer',
    'countersigner',
    'leader',
    'manager',
    'operator',
    'staff',
    'merchant',
    'auditor',
    'admin',
  ])
    expect(lines).toContain(role);
  expect(lines).toMatch(/13800000001 · \d{11} · \d{11}/);
});

test('a demo merchant signs in as often as they like; a code the county hands out works once', async () => {
  const { db } = database;
  const signIn = (phone: string, code: string) =>
    signInWithCode(db, app.secrets, { phone, code, ip: '192.0.2.7', agent: null }, app.clock());
  expect(await signIn('13800000001', DEMO_CODE)).toMatchObject({ ok: true });
  expect(await signIn('13800000001', DEMO_CODE)).toMatchObject({ ok: true });
  const person = { name: '试用', phone: '13800000099' };
  const handed = await db.transaction((tx) =>
    createMerchantInvitation(tx, app.secrets, houseActor(countyId), person, app.clock()),
  );
  if (!handed.ok) throw new Error(handed.reason);
  expect(await signIn(person.phone, handed.code)).toMatchObject({ ok: true });
  expect(await signIn(person.phone, handed.code)).toEqual({ ok: false, reason: 'wrong' });
});

test('every merchant who is told has a running campaign with posters to save, and results', async () => {
  const phones: readonly string[] = (await demoLogins(app)).join('\n').match(/1380000\d{4}/g) ?? [];
  expect(phones).toHaveLength(3);
  for (const { merchants } of MERCHANT_LOGINS.filter((m) => phones.includes(m.phone))) {
    for (const name of merchants) {
      const merchantId = seedId(SEED, 'merchant', participantNamed(name).number);
      const { current } = await listOwnCampaigns(database.db, countyId, merchantId, app.clock());
      expect(current, name).not.toHaveLength(0);
      for (const campaign of current) {
        const [about] = await database.sql<{ posters: number; touches: number }[]>`select
          (select count(*)::int from poster_contents where campaign_id = ${campaign.id} and state = 'approved') as posters,
          (select count(*)::int from touches where merchant_id = ${merchantId}) as touches`;
        expect(about?.posters, `${name} ${campaign.code}`).toBeGreaterThan(0);
        expect(about?.touches, name).toBeGreaterThan(0);
      }
    }
  }
});

test('a product without margin is sold in one campaign alone', async () => {
  const sold = await database.sql`
    select distinct c.campaign_id from credits c
    join order_lines l on l.county_id = c.county_id and l.id = c.line_id
    join products p on p.county_id = l.county_id and p.id = l.matched_product_id
    where p.margin_bp is null and c.campaign_id is not null`;
  expect(sold.length).toBeLessThanOrEqual(2);
});
