import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { instantAt } from '#lib/shared/dates.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeActor, makeCounty, makeMerchant, makeProduct } from '../../../../tests/support/factories.ts';
import type { Actor } from '../accounts/actor.ts';
import { countySettings } from '../county/schema.ts';
import { notices } from '../notices/schema.ts';
import { assets } from './assets/schema.ts';
import { addMark, addStandard, saveBrand, setMarkRules, type BrandInput } from './brand-editing.ts';
import { getBrand } from './brands.ts';
import {
  saveCertificate,
  setCertificateState,
  validCertificates,
  type CertificateInput,
} from './certificates.ts';
import { consentFor, recordConsent, withdrawConsent, type ConsentInput } from './consents.ts';
import type { BrandServices } from './files.ts';
import { askGate } from './gate.ts';
import { kitInForce, publishKit, type KitInput } from './kits.ts';
import { portraitPersons } from './schema.ts';
import { photograph, servicesFor } from './testing.ts';

let database: TestDatabase;
let app: BrandServices;
let countyId: string;
let reviewer: Actor;
let planner: Actor;
const today = '2026-11-24';

beforeAll(async () => {
  database = await testDatabase();
  app = servicesFor(database, () => instantAt(today, '10:00'));
  countyId = (await makeCounty(database.db)).id;
  reviewer = await makeActor(database.db, countyId, ['reviewer']);
  planner = await makeActor(database.db, countyId, ['planner']);
});

const brandInput = (change: Partial<BrandInput>): BrandInput => ({
  kind: 'tree',
  level: 1,
  parentId: null,
  parentIds: [],
  name: '白沙良食',
  nameEn: 'Baisha Liangshi',
  owner: '品牌公司',
  stewardOrganisationId: null,
  industryId: null,
  merchantId: null,
  foundedOn: '2018-11-20',
  requiredOn: 'all_campaign_posters',
  story: '',
  retiredOn: null,
  ...change,
});
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60"><path fill="#1f5c3d" d="M0 0H120V60Z"/></svg>';

describe('the tree', () => {
  it('grows by levels, with several parents for use and one for stewardship', async () => {
    const { db } = database;
    const save = (change: Partial<BrandInput>, id?: string) =>
      saveBrand(db, reviewer, brandInput(change), id);
    const county = await save({});
    const province = await save({
      kind: 'provincial',
      name: '海南鲜品',
      nameEn: 'Hainan Fresh',
      requiredOn: 'optional',
    });
    if (!county.ok || !province.ok) throw new Error('not saved');
    const tea = await save({
      level: 2,
      name: '白沙绿茶',
      nameEn: 'Tea',
      parentId: county.id,
      parentIds: [province.id],
    });
    if (!tea.ok) throw new Error(tea.reason);
    expect(await getBrand(db, countyId, tea.id, today)).toMatchObject({
      parent: { id: county.id },
      parents: [{ id: province.id }],
    });
    expect(await save({ name: '白沙绿茶', level: 2 })).toEqual({ ok: false, reason: 'name_taken' });
    expect(await save({ name: '倒置', level: 1, parentId: tea.id })).toEqual({
      ok: false,
      reason: 'parent_invalid',
    });
    expect(await save({ name: '白沙绿茶', level: 2, parentId: tea.id }, tea.id)).toEqual({
      ok: false,
      reason: 'parent_invalid',
    });
    expect(await save({ name: '无主', level: 3 })).toEqual({ ok: false, reason: 'merchant_missing' });
    expect(await saveBrand(db, planner, brandInput({ name: '别的' }))).toEqual({
      ok: false,
      reason: 'not_allowed',
    });
  });

  it('draws with the county’s own file from the first day of a version; the one before ends the day before', async () => {
    const { db } = database;
    const saved = await saveBrand(
      db,
      reviewer,
      brandInput({ name: '试标', nameEn: 'Trial', requiredOn: 'optional' }),
    );
    if (!saved.ok) throw new Error(saved.reason);
    const input = { wordmark: '试标', registrationNo: '', classes: [31], colours: [], files: { mono: SVG } };
    const add = (validFrom: string, files: Record<string, string> = { mono: SVG }) =>
      addMark(db, reviewer, saved.id, { ...input, validFrom, files });
    expect(await add('2026-01-01')).toMatchObject({ ok: true });
    expect(await add('2026-01-01')).toEqual({ ok: false, reason: 'days_invalid' });
    expect(await add('2026-06-01', { mono: SVG.replace('<path', '<script/><path') })).toMatchObject({
      reason: 'svg',
    });
    const next = await add('2026-06-01');
    const found = await getBrand(db, countyId, saved.id, today);
    expect(found?.marks.map((m) => [m.version, m.validFrom, m.validTo, m.inForce])).toEqual([
      [2, '2026-06-01', null, true],
      [1, '2026-01-01', '2026-05-31', false],
    ]);
    const bar = await askGate(db, {
      countyId,
      merchantId: null,
      productId: null,
      industryIds: [],
      on: today,
      until: today,
    });
    expect(bar.allowed.find((m) => m.name === '试标')).toMatchObject({
      version: 2,
      drawing: { aspect: 2, path: 'M0 0H120V60Z' },
    });
    const markId = next.ok ? next.id : '';
    expect(await setMarkRules(db, reviewer, saved.id, markId, { minScreenPx: 48 })).toMatchObject({
      ok: true,
    });
    expect(await setMarkRules(db, reviewer, saved.id, markId, { minScreenPx: 'tall' })).toMatchObject({
      reason: 'rules_invalid',
    });
    expect((await getBrand(db, countyId, saved.id, today))?.marks[0]).toMatchObject({
      rules: { minScreenPx: 48 },
      rulesVersion: 2,
    });
    const standard = (version: string, inForceFrom: string) =>
      addStandard(app, reviewer, saved.id, {
        version,
        title: '规范',
        documentNo: '1号',
        chapters: { scope: '全县' },
        productIds: [],
        inForceFrom,
        transitionUntil: null,
        file: null,
      });
    expect(await standard('V1', '2026-01-01')).toMatchObject({ ok: true });
    expect(await standard('V2', '2026-09-01')).toMatchObject({ ok: true });
    expect(await standard('V2', '2026-10-01')).toEqual({ ok: false, reason: 'version_taken' });
    expect(
      (await getBrand(db, countyId, saved.id, today))?.standards.map((s) => [s.version, s.inForce]),
    ).toEqual([
      ['V2', true],
      ['V1', false],
    ]);
    const retired = await saveBrand(
      db,
      reviewer,
      brandInput({ name: '试标', nameEn: 'Trial', requiredOn: 'optional', retiredOn: today }),
      saved.id,
    );
    expect(retired.ok).toBe(true);
    const after = await askGate(db, {
      countyId,
      merchantId: null,
      productId: null,
      industryIds: [],
      on: today,
      until: today,
    });
    expect(after.allowed.some((m) => m.name === '试标')).toBe(false);
  });

  it('publishes a kit as a version and hands it to the county’s settings', async () => {
    const { db } = database;
    const kit: KitInput = {
      palette: {
        primary: '#1F5C3D',
        onPrimary: '#f7f1e3',
        accent: '#c8452f',
        paper: '#faf6ec',
        ink: '#1d2420',
        muted: '#6c756d',
        seal: '#a8321f',
      },
      fonts: ['Noto Sans SC', 'Comic Sans'],
      motifs: ['leaf'],
      brocadeAllowed: false,
      tone: '实在',
      ratios: { industry: 100, product: 120 },
    };
    expect(
      await publishKit(db, reviewer, { ...kit, palette: { ...kit.palette, ink: '#aaaaaa' } }),
    ).toMatchObject({
      reason: 'contrast',
      role: 'ink',
    });
    expect(await publishKit(db, reviewer, kit)).toMatchObject({
      ok: true,
      kit: { version: 1, fonts: ['Noto Sans SC'] },
    });
    expect(await publishKit(db, reviewer, kit)).toMatchObject({ ok: true, kit: { version: 2 } });
    expect((await kitInForce(db, countyId))?.version).toBe(2);
    const [settings] = await db.select().from(countySettings).where(eq(countySettings.countyId, countyId));
    expect(settings).toMatchObject({ brocadeAllowed: false, palette: { primary: '#1f5c3d' } });
  });
});

describe('certificates', () => {
  const input = (change: Partial<CertificateInput>): CertificateInput => ({
    kind: 'organic',
    number: 'O-1',
    holderMerchantId: null,
    productId: null,
    body: '认证中心',
    validFrom: '2026-01-01',
    validTo: '2026-12-31',
    scope: '',
    title: '',
    creditCode: '',
    productName: '',
    verifyUrl: '',
    file: null,
    ...change,
  });

  it('prove only while they hold, and only about their own product', async () => {
    const { db } = database;
    const product = await makeProduct(db, countyId);
    const merchant = await makeMerchant(db, countyId, {}, [product.id]);
    const own = { holderMerchantId: merchant.id, productId: product.id };
    const saved = await saveCertificate(
      app,
      reviewer,
      input({ ...own, file: { name: 'o.jpg', bytes: await photograph() } }),
    );
    if (!saved.ok) throw new Error(saved.reason);
    expect(saved.certificate.fileId).not.toBeNull();
    const proved = async (on = today) =>
      (await validCertificates(db, countyId, { merchantId: merchant.id, productId: product.id, on })).map(
        (c) => c.number,
      );
    expect(await proved()).toEqual(['O-1']);
    expect(await proved('2027-01-01')).toEqual([]);
    expect(
      await setCertificateState(db, reviewer, saved.certificate.id, { state: 'suspended', words: '' }),
    ).toMatchObject({
      reason: 'words_missing',
    });
    await setCertificateState(db, reviewer, saved.certificate.id, {
      state: 'suspended',
      words: '抽检不合格',
    });
    expect(await proved()).toEqual([]);
    await setCertificateState(db, reviewer, saved.certificate.id, { state: 'active', words: '' });
    expect(await proved()).toEqual(['O-1']);
    const stale = await saveCertificate(app, reviewer, input({ ...own, body: '别处' }), {
      id: saved.certificate.id,
      rowVersion: 1,
    });
    expect(stale).toMatchObject({ reason: 'stale' });
  });

  it.each([
    [{ number: '' }, 'number_missing'],
    [{}, 'holder_missing'],
    [{ kind: 'other', validTo: '2025-01-01' }, 'days_invalid'],
    [{ kind: 'other', verifyUrl: 'javascript:alert(1)' }, 'address_invalid'],
    [{ kind: 'other', creditCode: '91350100M000100Y44' }, 'credit_code_invalid'],
    [{ kind: 'award' }, 'title_missing'],
  ] satisfies [Partial<CertificateInput>, string][])('%o is refused: %s', async (change, reason) => {
    expect(await saveCertificate(app, reviewer, input({ number: 'X', ...change }))).toEqual({
      ok: false,
      reason,
    });
  });
});

describe('portrait consents', () => {
  async function picture(title: string): Promise<string> {
    const [row] = await database.db
      .insert(assets)
      .values({
        countyId,
        kind: 'photo',
        title,
        fileName: `${title}.jpg`,
        uploadSha256: title,
        contentHash: title,
        contentType: 'image/jpeg',
        bytes: 1,
        fileKey: 'a/b',
      })
      .returning();
    if (!row) throw new Error('no row');
    return row.id;
  }
  const input = async (assetId: string, change: Partial<ConsentInput> = {}): Promise<ConsentInput> => ({
    personId: null,
    personName: '符阿婆',
    birthYear: null,
    isOfficial: false,
    assetId,
    uses: ['poster'],
    territory: '',
    validFrom: '2026-01-01',
    validTo: '2026-12-31',
    nameAllowed: true,
    guardianName: '',
    paper: { name: '同意书.jpg', bytes: await photograph() },
    ...change,
  });

  it('are needed of everybody on the picture, and gone from the day one takes it back', async () => {
    const { db } = database;
    const id = await picture('采茶');
    const ask = (on = today) => consentFor(db, countyId, id, { use: 'poster', on });
    expect(await ask()).toMatchObject({ ok: false, reason: 'no_consent' });
    const first = await recordConsent(app, planner, await input(id));
    if (!first.ok) throw new Error(first.reason);
    expect(await ask()).toEqual({ ok: true, consentIds: [first.consent.id], nameAllowed: true });
    const second = await recordConsent(
      app,
      planner,
      await input(id, { personName: '王大山', uses: ['report'], nameAllowed: false }),
    );
    if (!second.ok) throw new Error(second.reason);
    expect(await ask()).toMatchObject({ ok: false, reason: 'use_not_covered', consentId: second.consent.id });
    const wider = await recordConsent(
      app,
      planner,
      await input(id, { personId: second.consent.personId, validFrom: '2026-02-01', nameAllowed: false }),
    );
    expect(wider.ok).toBe(true);
    expect(await ask()).toMatchObject({ ok: true, nameAllowed: false });
    const gone = await withdrawConsent(db, planner, first.consent.id, {
      words: '本人来电',
      now: instantAt(today, '16:00'),
    });
    expect(gone.ok).toBe(true);
    expect(await ask()).toMatchObject({ ok: false, reason: 'withdrawn' });
    expect(await ask('2026-11-23')).toMatchObject({ ok: true });
    expect(
      await withdrawConsent(db, planner, first.consent.id, { words: '', now: instantAt(today) }),
    ).toMatchObject({ reason: 'already_withdrawn' });
  });

  it('tell whoever may recall, without the planner who entered the withdrawal', async () => {
    const { db } = database;
    const other = await makeActor(db, countyId, ['planner']);
    const made = await recordConsent(app, planner, await input(await picture('开园')));
    if (!made.ok) throw new Error(made.reason);
    await withdrawConsent(db, planner, made.consent.id, { words: '', now: instantAt(today) });
    const told = async (userId: string | null) =>
      (
        await db
          .select()
          .from(notices)
          .where(and(eq(notices.userId, userId ?? ''), eq(notices.kind, 'consent.withdrawn')))
      ).filter((n) => n.path.endsWith(made.consent.id)).length;
    expect(await told(other.userId)).toBe(1);
    expect(await told(planner.userId)).toBe(0);
  });

  it('are refused without the paper, without a guardian for a minor, and for a child’s advertisement', async () => {
    const id = await picture('放学');
    const persons = () => database.db.$count(portraitPersons, eq(portraitPersons.countyId, countyId));
    const before = await persons();
    const record = async (change: Partial<ConsentInput>) => {
      const result = await recordConsent(app, planner, await input(id, change));
      return result.ok ? 'ok' : result.reason;
    };
    expect(await record({ paper: null })).toBe('paper_missing');
    expect(await record({ personName: '' })).toBe('person_missing');
    expect(await record({ uses: [] })).toBe('uses_missing');
    expect(await record({ birthYear: 2012 })).toBe('guardian_missing');
    expect(await record({ birthYear: 2012, guardianName: '羊志强' })).toBe('ok');
    expect(await record({ birthYear: 2018, guardianName: '羊志强' })).toBe('too_young');
    expect(await record({ birthYear: 2018, guardianName: '羊志强', uses: ['report'] })).toBe('ok');
    expect(await recordConsent(app, reviewer, await input(id))).toEqual({ ok: false, reason: 'not_allowed' });
    // A refusal leaves nobody behind.
    expect(await persons()).toBe(before + 2);
  });
});
