import { and, eq } from 'drizzle-orm';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, instantAt, type Day } from '#lib/shared/dates.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import {
  makeActor,
  makeCounty,
  makeIndustry,
  makeMerchant,
  makeProduct,
} from '../../../../tests/support/factories.ts';
import type { Actor } from '../accounts/actor.ts';
import { merchantUsers } from '../merchants/schema.ts';
import { notices } from '../notices/schema.ts';
import { REQUIRED_PAPERS } from './application.ts';
import { getOwnApplication } from './application-reading.ts';
import * as applications from './applications.ts';
import { openFile, type BrandServices } from './files.ts';
import { askGate, licencesStand, marksStand } from './gate.ts';
import { takeStep, type StepRequest } from './licence-decisions.ts';
import { raiseObjection, recordAnnualReview, resolveObjection } from './licence-objections.ts';
import { getLicence, listLicences } from './licences.ts';
import { sendReminders } from './reminders.ts';
import {
  brandFiles,
  brands,
  licencePapers,
  licenceProducts,
  licences,
  licenceSteps,
  marks,
} from './schema.ts';
import { photograph, servicesFor } from './testing.ts';

let database: TestDatabase;
let app: BrandServices;
let today: Day = '2026-11-02'; // a Monday
const now = () => instantAt(today, '10:00');

let countyId: string;
let brandId: string;
let holder: Actor;
let operator: Actor;
let reviewer: Actor;
let leader: Actor;
let merchantId: string;
let productId: string;

beforeAll(async () => {
  database = await testDatabase();
  app = servicesFor(database, now);
  const { db } = database;
  countyId = (await makeCounty(db)).id;
  const industry = await makeIndustry(db, countyId, { code: 'orange' });
  const product = await makeProduct(db, countyId, { industryId: industry.id, name: '白沙红心橙' });
  productId = product.id;
  [operator, reviewer, leader] = await Promise.all([
    makeActor(db, countyId, ['operator']),
    makeActor(db, countyId, ['reviewer']),
    makeActor(db, countyId, ['leader']),
  ]);
  const [brand] = await db
    .insert(brands)
    .values({
      countyId,
      level: 1,
      name: '白沙良食',
      nameEn: 'Baisha Liangshi',
      owner: '品牌公司',
      requiredOn: 'all_campaign_posters',
    })
    .returning();
  brandId = brand?.id ?? '';
  await db.insert(marks).values({
    countyId,
    brandId,
    version: 1,
    drawing: 'baisha-liangshi',
    viewBox: '0 0 120 120',
    wordmark: '白沙良食',
    validFrom: '2018-11-01',
  });
});

async function newHolder(): Promise<void> {
  const { db } = database;
  const merchant = await makeMerchant(db, countyId, {}, [productId]);
  merchantId = merchant.id;
  const person = await makeActor(db, countyId, ['merchant']);
  await db.insert(merchantUsers).values({ countyId, merchantId, userId: person.userId ?? '' });
  holder = { ...person, merchantIds: [merchantId] };
}

async function begin(): Promise<string> {
  const started = await applications.startApplication(database.db, holder, {
    merchantId,
    brandId,
    now: now(),
  });
  if (!started.ok) throw new Error(started.reason);
  return started.licenceId;
}

async function fill(
  licenceId: string,
  options: { reportOf?: Day; papers?: readonly string[] } = {},
): Promise<void> {
  const saved = await applications.saveApplication(
    database.db,
    holder,
    licenceId,
    {
      productIds: [productId],
      uses: ['advertising'],
      years: 3,
      noIncident: true,
      lastIncidentOn: null,
      note: '',
    },
    now(),
  );
  expect(saved.ok).toBe(true);
  const bytes = await photograph();
  for (const kind of REQUIRED_PAPERS) {
    const added = await applications.addPaper(app, holder, licenceId, {
      kind,
      name: `${kind}.jpg`,
      bytes,
      issuedOn: kind === 'test_report' ? (options.reportOf ?? addDays(today, -30)) : null,
    });
    expect(added.ok).toBe(true);
  }
}

const check = async (score: number | null = 90) => ({
  person: '羊志强',
  checkedOn: today,
  score,
  photographs: [{ name: 'a.jpg', bytes: await photograph() }],
});

async function step(
  actor: Actor,
  licenceId: string,
  kind: StepRequest['step'],
  more: Partial<StepRequest> = {},
) {
  const result = await takeStep(app, actor, { licenceId, step: kind, words: '', now: now(), ...more });
  return result.ok ? result.licence.status : result.reason;
}

async function toNotice(): Promise<string> {
  const id = await begin();
  await fill(id);
  expect(await applications.submitApplication(database.db, holder, id, now())).toMatchObject({ ok: true });
  expect(await step(operator, id, 'accept')).toBe('first_review');
  expect(await step(operator, id, 'pass_first_review', { check: await check(null) })).toBe('site_check');
  expect(await step(operator, id, 'pass_site_check', { check: await check() })).toBe('in_review');
  expect(await step(reviewer, id, 'pass_review', { check: await check(88) })).toBe('public_notice');
  return id;
}

const row = async (id: string) => {
  const [found] = await database.db.select().from(licences).where(eq(licences.id, id));
  if (!found) throw new Error('no licence');
  return found;
};

const bar = async () =>
  askGate(database.db, {
    countyId,
    merchantId,
    productId,
    industryIds: [],
    on: today,
    until: addDays(today, 5),
  });

describe('the whole life of a licence', () => {
  it('leads from the phone to the mark on the picture, and a revocation takes it away', async () => {
    today = '2026-11-02';
    await newHolder();
    expect((await bar()).refused).toMatchObject([{ reason: 'no_licence', required: true }]);
    const id = await toNotice();
    expect((await bar()).refused).toMatchObject([{ reason: 'no_licence' }]);

    // 公示 from Monday the 2nd: Tuesday to Monday count, the grant comes on Tuesday the 10th.
    today = '2026-11-09';
    expect(await step(leader, id, 'grant')).toBe('notice_running');
    today = '2026-11-10';
    expect(await step(leader, id, 'grant', { conditions: '每年补交检测报告' })).toBe('granted');
    expect(await row(id)).toMatchObject({
      validFrom: '2026-11-10',
      validTo: '2029-11-09',
      documentNo: '品牌授权〔2026〕1号',
      annualReviewDueOn: '2027-11-10',
      conditions: '每年补交检测报告',
    });
    expect((await bar()).allowed).toMatchObject([{ name: '白沙良食', licenceId: id }]);

    expect(await step(reviewer, id, 'suspend', { words: '抽检标签不符' })).toBe('suspended');
    expect((await bar()).refused).toMatchObject([{ reason: 'suspended' }]);
    expect(await step(leader, id, 'resume')).toBe('granted');
    expect((await bar()).allowed).toHaveLength(1);
    expect(await step(leader, id, 'revoke')).toBe('words_missing');
    expect(await step(reviewer, id, 'revoke', { words: '改色' })).toBe('not_allowed');
    expect(await step(leader, id, 'revoke', { words: '改色', on: '2026-11-09' })).toBe('day_invalid');
    expect(await step(leader, id, 'revoke', { words: '擅自改变标志颜色' })).toBe('revoked');
    expect((await bar()).refused).toMatchObject([{ reason: 'revoked' }]);
    expect(await row(id)).toMatchObject({ revokedOn: '2026-11-10', appealUntil: '2026-11-25' });

    const told = await database.db
      .select()
      .from(notices)
      .where(eq(notices.userId, holder.userId ?? ''));
    expect(told.map((n) => n.kind).sort()).toEqual(
      [
        'licence.accepted',
        'licence.first_reviewed',
        'licence.granted',
        'licence.noticed',
        'licence.resumed',
        'licence.revoked',
        'licence.site_checked',
        'licence.suspended',
      ].sort(),
    );
    const steps = await database.db.select().from(licenceSteps).where(eq(licenceSteps.licenceId, id));
    expect(steps).toHaveLength(9);
  });

  it('is refused at the door without papers, with an old report or a product outside the standard', async () => {
    today = '2026-11-02';
    await newHolder();
    const id = await begin();
    const submit = () => applications.submitApplication(database.db, holder, id, now());
    expect(await submit()).toMatchObject({ ok: false, reason: 'problems' });
    await fill(id, { reportOf: '2025-11-01' });
    expect(await submit()).toMatchObject({ problems: [{ code: 'report_too_old', issuedOn: '2025-11-01' }] });
    expect((await row(id)).status).toBe('draft');
  });

  it('goes back with words, is mended and handed in again; refused and withdrawn ones end', async () => {
    today = '2026-11-02';
    await newHolder();
    const id = await begin();
    await fill(id);
    await applications.submitApplication(database.db, holder, id, now());
    expect(await step(operator, id, 'return')).toBe('words_missing');
    expect(await step(operator, id, 'return', { words: '产地证明看不清' })).toBe('returned');
    const own = await getOwnApplication(database.db, holder, id, today);
    expect(own?.steps.at(-1)).toMatchObject({ step: 'return', comment: '产地证明看不清' });
    expect(await applications.submitApplication(database.db, holder, id, now())).toMatchObject({ ok: true });
    expect(await step(reviewer, id, 'refuse', { words: '不符合标准' })).toBe('refused');
    expect(await applications.withdrawApplication(database.db, holder, id, now())).toMatchObject({
      reason: 'not_open',
    });
    const next = await begin();
    expect(await applications.withdrawApplication(database.db, holder, next, now())).toMatchObject({
      ok: true,
    });
  });

  it('stops for an objection, and cannot be granted once it is upheld or by whoever reviewed it', async () => {
    today = '2026-11-02';
    await newHolder();
    const id = await toNotice();
    today = '2026-11-04';
    const raise = () =>
      raiseObjection(database.db, operator, id, {
        raisedBy: '村民',
        words: '产地不实',
        on: today,
        now: now(),
      });
    expect(await raise()).toMatchObject({ ok: true });
    today = '2026-11-20';
    expect(await step(leader, id, 'grant')).toBe('objection_open');
    const detail = await getLicence(database.db, reviewer, id, today);
    expect(detail?.notice).toMatchObject({ counted: 1, stopped: true });
    const answer = (outcome: 'dismissed' | 'upheld', objectionId: string) =>
      resolveObjection(database.db, reviewer, id, { objectionId, outcome, answer: '已到场核实', now: now() });
    expect(await answer('dismissed', detail?.objections[0]?.id ?? '')).toMatchObject({ ok: true });
    expect(await step(leader, id, 'grant')).toBe('notice_running');
    today = '2026-11-27';
    const both: Actor = { ...reviewer, roles: ['reviewer', 'leader'] };
    expect(await step(both, id, 'grant')).toBe('reviewed_by_you');
    expect(await raise()).toMatchObject({ ok: true });
    const again = await getLicence(database.db, reviewer, id, today);
    expect(await answer('upheld', again?.objections[1]?.id ?? '')).toMatchObject({ ok: true });
    today = '2026-12-30';
    expect(await step(leader, id, 'grant')).toBe('objection_upheld');
  });

  it('is renewed by a new licence that begins where the old one ends', async () => {
    today = '2026-11-02';
    await newHolder();
    const old = await toNotice();
    today = '2026-11-10';
    await step(leader, old, 'grant');
    today = '2029-10-15';
    const started = await applications.startApplication(database.db, holder, {
      merchantId,
      brandId,
      renewsId: old,
      now: now(),
    });
    if (!started.ok) throw new Error(started.reason);
    await fill(started.licenceId);
    expect(await row(started.licenceId)).toMatchObject({
      renewsId: old,
      validFrom: '2029-11-10',
      uses: ['advertising'],
    });
    const covered = await database.db
      .select()
      .from(licenceProducts)
      .where(eq(licenceProducts.licenceId, started.licenceId));
    expect(covered.map((c) => c.productId)).toEqual([productId]);
  });

  it('cannot be changed once it is granted', async () => {
    today = '2026-11-02';
    await newHolder();
    const id = await toNotice();
    today = '2026-11-10';
    await step(leader, id, 'grant');
    const refused = await applications.saveApplication(
      database.db,
      holder,
      id,
      { productIds: [], uses: ['packaging'], years: 1, noIncident: true, lastIncidentOn: null, note: '' },
      now(),
    );
    expect(refused).toMatchObject({ ok: false, reason: 'not_open' });
    const change = (values: Partial<typeof licences.$inferInsert>) =>
      database.db.update(licences).set(values).where(eq(licences.id, id));
    for (const values of [
      { uses: ['packaging' as const] },
      { validTo: '2040-01-01' },
      { territory: '全国' },
      { holderMerchantId: null },
    ])
      await expect(change(values)).rejects.toThrow();
    await expect(
      database.db.delete(licenceProducts).where(eq(licenceProducts.licenceId, id)),
    ).rejects.toThrow();
    expect(
      await recordAnnualReview(database.db, reviewer, id, {
        person: '羊志强',
        checkedOn: today,
        score: 95,
        passed: true,
        comment: '',
        now: now(),
      }),
    ).toMatchObject({ ok: true });
  });
});

describe('papers', () => {
  it('lose their metadata, and the identity card is opened by two roles, each opening logged', async () => {
    today = '2026-11-02';
    await newHolder();
    const id = await begin();
    await fill(id);
    const files = await database.db
      .select({ kind: licencePapers.kind, file: brandFiles })
      .from(licencePapers)
      .innerJoin(
        brandFiles,
        and(eq(brandFiles.countyId, licencePapers.countyId), eq(brandFiles.id, licencePapers.fileId)),
      )
      .where(eq(licencePapers.licenceId, id));
    const card = files.find((f) => f.kind === 'identity_card')?.file;
    const photo = files.find((f) => f.kind === 'product_photo')?.file;
    if (!card || !photo) throw new Error('papers are missing');
    expect((await openFile(app, holder, photo.id))?.file.id).toBe(photo.id);
    expect((await sharp(await app.storage.read(photo.storageKey)).metadata()).exif).toBeUndefined();
    for (const actor of [holder, operator]) expect(await openFile(app, actor, card.id)).toBeNull();
    for (const actor of [reviewer, leader])
      expect((await openFile(app, actor, card.id))?.file.id).toBe(card.id);
    await applications.submitApplication(database.db, holder, id, now());
    const detail = await getLicence(database.db, reviewer, id, today);
    expect(
      detail?.papers
        .find((p) => p.kind === 'identity_card')
        ?.openings.map((o) => o.by)
        .sort(),
    ).toEqual([leader.name, reviewer.name].sort());
  });

  it('of another merchant are not found', async () => {
    await newHolder();
    const id = await begin();
    await fill(id);
    const [paper] = await database.db.select().from(licencePapers).where(eq(licencePapers.licenceId, id));
    await newHolder();
    expect(await openFile(app, holder, paper?.fileId ?? '')).toBeNull();
    expect(await getOwnApplication(database.db, holder, id, today)).toBeNull();
    expect(await applications.submitApplication(database.db, holder, id, now())).toMatchObject({
      reason: 'not_found',
    });
  });

  it.each([
    ['empty', new Uint8Array()],
    ['wrong_kind', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['not_readable', Buffer.from('\xff\xd8\xff\xe0 but nothing more', 'latin1')],
  ])('that are no papers are refused: %s', async (reason, bytes) => {
    await newHolder();
    const id = await begin();
    expect(
      await applications.addPaper(app, holder, id, { kind: 'origin', name: 'x', bytes, issuedOn: null }),
    ).toMatchObject({ ok: false, reason });
  });
});

describe('two at once', () => {
  it('two taps begin one application', async () => {
    await newHolder();
    const [a, b] = await Promise.all([begin(), begin()]);
    expect(a).toBe(b);
  });

  it('a download that asked first holds the revocation back; one that asks later is refused', async () => {
    today = '2026-11-02';
    await newHolder();
    const id = await toNotice();
    today = '2026-11-10';
    await step(leader, id, 'grant');
    const order: string[] = [];
    let asked: () => void = () => {};
    const hasAsked = new Promise<void>((resolve) => (asked = resolve));
    let finish: () => void = () => {};
    const mayFinish = new Promise<void>((resolve) => (finish = resolve));
    const download = database.db.transaction(async (tx) => {
      const stands = await licencesStand(tx, countyId, [id], today);
      asked();
      await mayFinish;
      order.push('downloaded');
      return stands.ok;
    });
    await hasAsked;
    const revoke = step(leader, id, 'revoke', { words: '同时取消' }).then((status) => {
      order.push('revoked');
      return status;
    });
    // The revocation waits in the database for the download's transaction.
    for (;;) {
      const [waiting] = await database.sql`
        select count(*)::int as n from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      if (waiting?.['n'] > 0) break;
    }
    finish();
    expect(await download).toBe(true);
    expect(await revoke).toBe('revoked');
    expect(order).toEqual(['downloaded', 'revoked']);
    expect(await licencesStand(database.db, countyId, [id], today)).toEqual({ ok: false, reason: 'revoked' });
  });
});

describe('reminders', () => {
  it('go out once each, to the holder and the office', async () => {
    today = '2026-11-02';
    await newHolder();
    await database.db.insert(licences).values({
      countyId,
      brandId,
      holderMerchantId: merchantId,
      uses: ['advertising'],
      validFrom: '2026-01-01',
      validTo: '2027-01-01',
      documentNo: '提醒',
      status: 'granted',
    });
    const kinds = async () =>
      (
        await database.db
          .select()
          .from(notices)
          .where(eq(notices.userId, holder.userId ?? ''))
      ).map((n) => [n.kind, n.payload['days']]);
    expect(await sendReminders(database.db, '2026-11-02')).toBe(1);
    expect(await sendReminders(database.db, '2026-11-02')).toBe(0);
    await sendReminders(database.db, '2026-12-02');
    await sendReminders(database.db, '2026-12-25');
    await sendReminders(database.db, '2027-01-02');
    expect(await sendReminders(database.db, '2027-01-03')).toBe(0);
    expect((await kinds()).sort()).toEqual([
      ['licence.ended', -1],
      ['licence.ending', 30],
      ['licence.ending', 60],
      ['licence.ending', 7],
    ]);
  });
});

it('the queue shows who waits longest first, and counts each view', async () => {
  const { rows, counts } = await listLicences(database.db, countyId, {
    view: 'under_way',
    today: '2026-11-10',
    page: 1,
    pageSize: 50,
  });
  expect(rows.length).toBe(counts.under_way);
  expect(rows.every((r) => r.licence.status !== 'draft')).toBe(true);
  expect(counts.all).toBeGreaterThan(counts.under_way);
});

it('a mark’s version that is retired no longer stands on what was drawn with it', async () => {
  const passed = [{ brandId, version: 1 }];
  expect(await marksStand(database.db, countyId, passed, '2026-11-10')).toEqual({ ok: true });
  await database.db.update(marks).set({ validTo: '2026-11-10' }).where(eq(marks.brandId, brandId));
  expect(await marksStand(database.db, countyId, passed, '2026-11-10')).toEqual({ ok: true });
  expect(await marksStand(database.db, countyId, passed, '2026-11-11')).toEqual({
    ok: false,
    reason: 'mark_version_retired',
  });
});
