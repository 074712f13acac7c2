import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { and, eq } from 'drizzle-orm';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeCampaign, makeCounty, makeMerchant, makeProduct } from '../../../../tests/support/factories.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { productOffers } from '../merchants/schema.ts';
import { outboxFacts } from '../outbox/schema.ts';
import { flagFloods } from './floods.ts';
import { loadJournal } from './journal-loader.ts';
import { journalFileName } from './journal.ts';
import { encodeRecord, type JournalRecord } from './journal-record.ts';
import { createPosterCode, createShareCode, recall } from './links.ts';
import { clicks, journalFiles, shopLeaves, touches, visitors } from './schema.ts';
import { newVisitorId } from './visitor.ts';
import { uuidv7 } from '../db/uuid.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});

let directory = '';
let file = '';
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'journal-'));
  file = path.join(directory, journalFileName(Date.now()));
});
afterEach(() => rmSync(directory, { recursive: true }));

const NOW = Date.now() - 10 * 60_000;
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.47';
const hit = (code: string, over: Partial<JournalRecord> = {}): JournalRecord => ({
  kind: 'hit',
  code,
  at: NOW,
  visitor: newVisitorId(),
  addressHash: 'a',
  networkHash: 'n',
  userAgent: PHONE,
  ahead: false,
  own: null,
  place: null,
  ...over,
});
const write = (...records: JournalRecord[]) => appendFileSync(file, records.map(encodeRecord).join(''));
const load = (now = new Date()) => loadJournal(database, directory, { now });

async function world() {
  const county = await makeCounty(database.db);
  const campaign = await makeCampaign(database.db, county.id);
  const product = await makeProduct(database.db, county.id);
  const merchant = await makeMerchant(database.db, county.id, {}, [product.id]);
  const base = { countyId: county.id, campaignId: campaign.id, merchantId: merchant.id };
  const poster = await createPosterCode(database.db, { ...base, contentId: uuidv7(), format: 'moments' });
  const share = await createShareCode(database.db, base);
  const mine = {
    touches: () =>
      database.db
        .select()
        .from(touches)
        .where(eq(touches.countyId, county.id))
        .orderBy(touches.touchedAt, touches.sourceEventId),
    clicks: () =>
      database.db
        .select()
        .from(clicks)
        .where(eq(clicks.countyId, county.id))
        .orderBy(clicks.journalFile, clicks.journalOffset),
    leaves: () => database.db.select().from(shopLeaves).where(eq(shopLeaves.countyId, county.id)),
    facts: () => database.db.select().from(outboxFacts).where(eq(outboxFacts.countyId, county.id)),
    visitors: () => database.db.select().from(visitors).where(eq(visitors.countyId, county.id)),
  };
  return { county, campaign, product, merchant, scan: poster.code, share: share.code, ...mine };
}

describe('a journaled click', () => {
  it('becomes a touch with its campaign, merchant and identity, and a fact for attribution', async () => {
    const w = await world();
    const visitor = newVisitorId();
    write(hit(w.scan, { visitor }), hit(w.share, { visitor, at: NOW + 1500 }));
    expect(await load()).toEqual({ records: 2, damaged: 0, removed: 0 });
    const rows = await w.touches();
    expect(rows).toMatchObject([
      {
        type: 'scan',
        code: w.scan,
        campaignId: w.campaign.id,
        merchantId: w.merchant.id,
        flag: null,
        source: 'journal',
        sourceEventId: `${path.basename(file)}:0`,
      },
      { type: 'click', code: w.share, touchedAt: new Date(NOW + 1500) },
    ]);
    expect(rows[0]?.visitorHash).toBe(rows[1]?.visitorHash);
    expect(rows[0]?.visitorHash).not.toBe(visitor);
    expect((await w.facts()).map((f) => f.subjectId).sort()).toEqual(rows.map((r) => r.id).sort());
    expect(await w.visitors()).toMatchObject([
      { firstSeenAt: new Date(NOW), lastSeenAt: new Date(NOW + 1500), firstCode: w.scan },
    ]);
  });

  it('arrives once, however often and from wherever the journal is read', async () => {
    const w = await world();
    write(...Array.from({ length: 300 }, (_, i) => hit(w.scan, { at: NOW + i })));
    await Promise.all([load(), load(), load()]);
    await load();
    expect(await w.clicks()).toHaveLength(300);
    // A restored backup has forgotten how far the file was read: the second wall holds.
    await database.db.delete(journalFiles).where(eq(journalFiles.name, path.basename(file)));
    await load();
    expect(await w.clicks()).toHaveLength(300);
    expect(await w.touches()).toHaveLength(300);
    expect(await w.facts()).toHaveLength(300);
  });

  it('whose line is torn waits until it is whole', async () => {
    const w = await world();
    const line = encodeRecord(hit(w.scan));
    appendFileSync(file, line + line.slice(0, 50));
    expect((await load()).records).toBe(1);
    expect((await load()).records).toBe(0);
    appendFileSync(file, line.slice(50));
    expect((await load()).records).toBe(1);
    expect(await w.clicks()).toHaveLength(2);
  });

  it('that is damaged is counted and costs only itself', async () => {
    const w = await world();
    writeFileSync(file, `${encodeRecord(hit(w.scan))}garbage\n${encodeRecord(hit(w.scan))}`);
    expect(await load()).toMatchObject({ records: 2, damaged: 1 });
    expect(await w.clicks()).toHaveLength(2);
  });

  it('of a code nobody knows belongs to no county', async () => {
    write(hit('ZZZZ9998'));
    expect((await load()).records).toBe(1);
  });

  it('is read across many chunks', async () => {
    const w = await world();
    write(
      ...Array.from({ length: 4000 }, (_, i) =>
        hit(w.scan, { at: NOW + i, userAgent: PHONE.padEnd(300, '-') }),
      ),
    );
    expect((await load()).records).toBe(4000);
    expect(await w.touches()).toHaveLength(4000);
  });
});

describe('an old journal file', () => {
  it('is removed when everything in it has arrived', async () => {
    const w = await world();
    write(hit(w.scan));
    appendFileSync(file, 'torn by a power cut');
    expect(await load(new Date(Date.now() + 25 * 3_600_000))).toEqual({ records: 1, damaged: 1, removed: 1 });
    expect(readdirSync(directory)).toEqual([]);
    expect(await w.clicks()).toHaveLength(1);
  });
});

describe('what is no customer', () => {
  it('is kept raw, with its reason, and counts nowhere', async () => {
    const w = await world();
    await recall(database.db, w.county.id, { codes: [w.share] }, { reason: '其他', at: new Date(NOW) });
    write(
      hit(w.scan, { userAgent: 'Mozilla/5.0 (compatible; bingbot/2.0)' }),
      hit(w.scan, { ahead: true }),
      hit(w.scan, { own: w.merchant.id }),
      hit(w.scan, { own: 'staff' }),
      hit(w.scan, { own: 'another-merchant' }),
      hit(w.share, { at: NOW - 1 }),
      hit(w.share, { at: NOW + 1 }),
    );
    await load();
    expect((await w.clicks()).map((c) => c.flag)).toEqual([
      'declared_bot',
      'prefetch',
      'own_scan',
      'own_scan',
      null,
      null,
      'after_recall',
    ]);
    expect((await w.touches()).map((t) => t.flag).sort()).toEqual(
      ['after_recall', 'own_scan', 'own_scan', null, null].sort(),
    );
    expect(await w.visitors()).toHaveLength(5);
  });

  it('gives itself away by its pace: one visitor over ten a minute, and only beyond the tenth', async () => {
    const w = await world();
    const visitor = newVisitorId();
    write(
      ...Array.from({ length: 15 }, (_, i) =>
        hit(w.scan, { visitor, at: NOW + i * 1000, networkHash: `n${i}` }),
      ),
    );
    await load();
    expect(await flagFloods(database, new Date())).toBeGreaterThanOrEqual(5);
    expect(await flagFloods(database, new Date())).toBe(0);
    expect((await w.touches()).filter((t) => t.flag === 'visitor_flood')).toHaveLength(5);
    expect(await w.facts()).toHaveLength(20);
  });

  it('gives itself away by one network without beacons; a crowd behind one address has them', async () => {
    const [flood, crowd] = [await world(), await world()];
    write(
      ...Array.from({ length: 40 }, (_, i) => hit(flood.scan, { at: NOW + i * 100, networkHash: 'one' })),
    );
    const people = Array.from({ length: 40 }, () => newVisitorId());
    write(...people.map((visitor, i) => hit(crowd.scan, { visitor, at: NOW + i * 100, networkHash: 'one' })));
    write(
      ...people.map((visitor, i) =>
        hit(crowd.scan, { kind: 'seen', visitor, at: NOW + 3000 + i * 100, networkHash: 'one' }),
      ),
    );
    await load();
    await flagFloods(database, new Date());
    expect((await flood.touches()).filter((t) => t.flag === 'no_beacon_flood')).toHaveLength(40);
    expect((await crowd.touches()).filter((t) => t.flag !== null)).toHaveLength(0);
  });
});

describe('the landing page', () => {
  it('seen after its code is the same visit; seen by somebody else, it was forwarded', async () => {
    const w = await world();
    const [first, friend] = [newVisitorId(), newVisitorId()];
    write(
      hit(w.scan, { visitor: first }),
      hit(w.scan, { kind: 'seen', visitor: first, at: NOW + 900 }),
      hit(w.scan, { kind: 'seen', visitor: friend, at: NOW + 60_000 }),
    );
    await load();
    expect((await w.touches()).map((t) => t.type)).toEqual(['scan', 'click']);
    expect((await w.clicks())[0]?.seenAt).toEqual(new Date(NOW + 900));
  });
});

describe('leaving for a shop', () => {
  it('is recorded with platform, product, shop and campaign', async () => {
    const w = await world();
    const [offer] = await database.db
      .insert(productOffers)
      .values({
        countyId: w.county.id,
        merchantId: w.merchant.id,
        productId: w.product.id,
        platform: 'jd',
        shopName: '店',
      })
      .returning();
    const place = `${w.county.slug}/${offer?.id}/`;
    write(
      hit(w.scan, { kind: 'leave', place }),
      hit(w.scan, { kind: 'leave', code: null, place: place + w.campaign.code.toLowerCase() }),
      hit(w.scan, { kind: 'leave', place: `elsewhere/${offer?.id}/` }),
      hit(w.scan, { kind: 'leave', place: 'x/not-an-id/' }),
    );
    await load();
    const common = {
      platform: 'jd',
      productId: w.product.id,
      merchantId: w.merchant.id,
      campaignId: w.campaign.id,
      flag: null,
    };
    expect((await w.leaves()).sort((a, b) => a.journalOffset - b.journalOffset)).toMatchObject([
      { ...common, code: w.scan },
      { ...common, code: null },
    ]);
    expect(
      await database.db
        .select()
        .from(touches)
        .where(and(eq(touches.countyId, w.county.id))),
    ).toHaveLength(0);
  });
});
