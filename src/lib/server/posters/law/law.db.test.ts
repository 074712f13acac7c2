/** The law check at each of its moments. Removing it at any one of them fails a test here. */
import { eq } from 'drizzle-orm';
import yauzl from 'yauzl';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/server/accounts/actor.ts';
import { NO_ADDITIONS, type CountyAdditions } from '#lib/server/brand/law/list.ts';
import { makeClaim, withdrawClaim } from '#lib/server/brand/law/claims.ts';
import { newestCheck } from '#lib/server/brand/law/checks.ts';
import { openFindings } from '#lib/server/brand/law/findings.ts';
import { newestVersion } from '#lib/server/brand/law/lists.ts';
import { lawChecks, lawClaims, lawDecisions, lawListVersions } from '#lib/server/brand/law/schema.ts';
import { merchants } from '#lib/server/merchants/schema.ts';
import * as notices from '#lib/server/notices/notices.ts';
import { testDatabase, type TestDatabase } from '../../../../../tests/support/database.ts';
import { makeActor } from '../../../../../tests/support/factories.ts';
import { makePosterCounty, NOW, type PosterCounty } from '../../../../../tests/support/posters.ts';
import { createBatch } from '../batches/batches.ts';
import { drawChunk } from '../batches/draw-chunk.ts';
import {
  approveContent,
  createPoster,
  returnContent,
  saveContent,
  submitContent,
  takeBack,
} from '../contents.ts';
import { personalPoster, servePoster } from '../outputs.ts';
import { posterBatches, posterRecalls, type PosterContent } from '../schema.ts';
import { checkContent } from './poster-law.ts';
import { answerHit, decideReview, listReviews, recheckReview } from './reviews.ts';
import { exportArchive } from './archive.ts';
import { effectOf, runOverAll } from './running.ts';
import { previewList, sign } from './signing.ts';
import { listWith } from '#lib/server/brand/law/lists.ts';

const REASON = '数据来自县供销社二〇二六年的产销统计，已附原件';

let database: TestDatabase;
let county: PosterCounty;
let reviewer: Actor;
let leader: Actor;
let admin: Actor;

beforeAll(async () => {
  database = await testDatabase();
});

beforeEach(async () => {
  county = await makePosterCounty(database, { merchantNames: [`阿伦水果店${Math.random()}`.slice(0, 12)] });
  reviewer = await makeActor(database.db, county.countyId, ['reviewer']);
  leader = await makeActor(database.db, county.countyId, ['leader']);
  admin = await makeActor(database.db, county.countyId, ['admin']);
});

/** A draft whose slogan says this. */
async function draft(slogan: string): Promise<PosterContent> {
  const made = await createPoster(database.db, county.planner, {
    campaignId: county.campaign.id,
    designId: 'brocade-band',
  });
  if (!made.ok) throw new Error(made.reason);
  return rewrite(made.version, slogan);
}

async function rewrite(version: PosterContent, slogan: string): Promise<PosterContent> {
  const saved = await saveContent(database.db, county.planner, {
    posterId: version.posterId,
    revision: version.revision,
    designId: version.designId,
    content: { ...version.content, slogan },
  });
  if (!saved.ok) throw new Error(saved.reason);
  return saved.version;
}

const submit = (version: PosterContent) =>
  submitContent(database.db, county.planner, { posterId: version.posterId, now: NOW });
const approve = (version: PosterContent, by: Actor = leader) =>
  approveContent(database.db, by, { posterId: version.posterId, now: NOW });

async function approved(slogan = '山里的橙子'): Promise<PosterContent> {
  const version = await draft(slogan);
  const sent = await submit(version);
  if (!sent.ok) throw new Error(sent.reason);
  const passed = await approve(version);
  if (!passed.ok) throw new Error(passed.reason);
  return passed.version;
}

async function signTerm(additions: Partial<CountyAdditions>): Promise<void> {
  const newest = await newestVersion(database.db, county.countyId);
  const signed = await sign(database.db, admin, {
    over: newest?.number ?? 0,
    additions: { ...NO_ADDITIONS, ...newest?.additions, ...additions },
    note: '县里补充',
    now: NOW,
  });
  if (!signed.ok) throw new Error(signed.reason);
}

const BAN_ORANGES: Partial<CountyAdditions> = {
  terms: [{ term: '山里的*橙', severity: 'block', why: '县里统一用“红心橙”', suggestion: '写“红心橙”' }],
};

const draw = (format: 'square' | 'moments' = 'square') =>
  personalPoster(county.app, county.planner, {
    merchantId: county.merchants[0]?.id ?? '',
    campaignId: county.campaign.id,
    format,
  });

describe('at edit', () => {
  test('a draft is checked without being stored, with place, clause, reason and suggestion', async () => {
    const version = await draft('全国最好的橙子');
    const law = await checkContent(database.db, version, { now: NOW });
    expect(law.verdict).toBe('block');
    expect(law.hits[0]).toMatchObject({
      ruleId: 'ABS-02',
      slot: 'slogan',
      start: 2,
      end: 5,
      text: '最好的',
      law: ['AL:9.3'],
    });
    expect(law.hits[0]?.whyZh).not.toBe('');
    expect(
      await newestCheck(database.db, county.countyId, { subject: 'poster', subjectId: version.id }),
    ).toBeNull();
  });

  test('what is typed into the headline and the slogan is read as one', async () => {
    const version = await draft('第一橙');
    const law = await checkContent(
      database.db,
      { ...version, content: { ...version.content, headline: '销量全国', slogan: '第一橙' } },
      { now: NOW },
    );
    expect(law.hits[0]?.parts.map((p) => p.slot)).toEqual(['headline', 'slogan']);
  });
});

describe('at submission', () => {
  test('a block is refused and the words are named', async () => {
    const version = await draft('全国最好的橙子');
    const sent = await submit(version);
    expect(sent).toMatchObject({ ok: false, reason: 'law_block' });
    expect(sent.ok ? [] : sent.hits?.map((h) => h.text)).toEqual(['最好的']);
  });

  test('a review asks for a reason of fifteen characters; a shorter one is none', async () => {
    const version = await draft('海南销量第一');
    expect(await submit(version)).toMatchObject({ ok: false, reason: 'law_reason_missing' });
    const hit = { contentId: version.id, ruleId: 'ABS-04', hitText: '销量第一', claimId: null, now: NOW };
    expect(await answerHit(database.db, county.planner, { ...hit, reason: '真的是第一' })).toMatchObject({
      ok: false,
      reason: 'reason_too_short',
    });
    expect(await answerHit(database.db, county.planner, { ...hit, reason: REASON })).toMatchObject({
      ok: true,
    });
    expect(await submit(version)).toMatchObject({ ok: true });
    const told = await notices.list(database.db, county.countyId, reviewer.userId ?? '');
    expect(told.map((n) => n.kind)).toContain('law.to_decide');
  });

  test('a claim with papers lowers; one that ends inside the campaign does not', async () => {
    const version = await draft('氨基酸含量高达5%');
    const claim = (validTo: string | null) => ({
      countyId: county.countyId,
      kind: 'figure' as const,
      proves: 'data_source' as const,
      phrase: '氨基酸含量',
      papers: [
        {
          kind: 'document' as const,
          id: null,
          name: '检测报告',
          number: '2026-01',
          sha256: null,
          validTo: null,
        },
      ],
      scope: { time: '2026', place: '白沙', measure: '氨基酸', source: '省质检院' },
      validFrom: '2026-01-01',
      validTo,
      createdByName: '测试',
    });
    const severity = async () =>
      (await checkContent(database.db, version, { now: NOW })).hits.find((h) => h.ruleId === 'EVI-01')
        ?.severity;
    expect(await severity()).toBe('review');
    const [short] = await database.db.insert(lawClaims).values(claim(county.campaign.startsOn)).returning();
    expect(await severity()).toBe('review');
    await database.db.insert(lawClaims).values({ ...claim(null), papers: [] });
    expect(await severity()).toBe('review');
    await database.db.insert(lawClaims).values(claim(county.campaign.endsOn));
    expect(await severity()).toBe('notice');
    expect(short).toBeDefined();
  });
});

describe('at approval', () => {
  async function waiting(): Promise<PosterContent> {
    const version = await draft('海南销量第一');
    await answerHit(database.db, county.planner, {
      contentId: version.id,
      ruleId: 'ABS-04',
      hitText: '销量第一',
      reason: REASON,
      claimId: null,
      now: NOW,
    });
    const sent = await submit(version);
    if (!sent.ok) throw new Error(sent.reason);
    return sent.version;
  }
  async function decide(
    version: PosterContent,
    outcome: 'pass' | 'pass_with_changes' | 'refuse',
    by: Actor = reviewer,
  ) {
    const check = await newestCheck(database.db, county.countyId, {
      subject: 'poster',
      subjectId: version.id,
    });
    return decideReview(database.db, by, {
      contentId: version.id,
      ruleId: 'ABS-04',
      hitText: '销量第一',
      textHash: check?.textHash ?? '',
      outcome,
      reason: REASON,
      now: NOW,
    });
  }

  test('nobody approves before a reviewer has decided, and the author never decides', async () => {
    const version = await waiting();
    expect(await approve(version)).toMatchObject({ ok: false, reason: 'law_undecided' });
    const [row] = await listReviews(database.db, reviewer);
    expect(row).toMatchObject({ contentId: version.id, open: 1, words: ['销量第一'] });
    const both = { ...county.planner, roles: ['planner', 'reviewer'] as const };
    expect(await decide(version, 'pass', both)).toMatchObject({ ok: false, reason: 'own_work' });
    expect(await decide(version, 'pass', leader)).toMatchObject({ ok: false, reason: 'not_allowed' });
    expect(await decide(version, 'pass')).toEqual({ ok: true });
    expect(await approve(version)).toMatchObject({ ok: true });
    const [kept] = await database.db
      .select()
      .from(lawDecisions)
      .where(eq(lawDecisions.countyId, county.countyId));
    expect(kept).toMatchObject({ hitText: '销量第一', outcome: 'pass', evidence: { reason: REASON } });
    expect(kept?.evidenceHash).toMatch(/^[0-9a-f]{64}$/u);
  });

  test.each([
    ['refuse', 'law_refused'],
    ['pass_with_changes', 'law_changes_required'],
  ] as const)('%s holds this version back', async (outcome, reason) => {
    const version = await waiting();
    expect(await decide(version, outcome)).toEqual({ ok: true });
    expect(await approve(version)).toMatchObject({ ok: false, reason });
  });

  test('a decision is for these words: changed ones need another', async () => {
    const version = await waiting();
    expect(await decide(version, 'pass')).toEqual({ ok: true });
    const back = await returnContent(database.db, leader, { posterId: version.posterId, comment: '改标题' });
    if (!back.ok) throw new Error(back.reason);
    const changed = await rewrite(back.version, '全省销量第一');
    await answerHit(database.db, county.planner, {
      contentId: changed.id,
      ruleId: 'ABS-04',
      hitText: '销量第一',
      reason: REASON,
      claimId: null,
      now: NOW,
    });
    expect(await submit(changed)).toMatchObject({ ok: true });
    expect(await approve(changed)).toMatchObject({ ok: false, reason: 'law_undecided' });
  });

  test('a check on an older list must be run again', async () => {
    const version = await draft('山里的好橙子');
    expect(await submit(version)).toMatchObject({ ok: true });
    await signTerm({ terms: [{ term: '好*瓜', severity: 'notice', why: '举例', suggestion: '' }] });
    expect(await approve(version)).toMatchObject({ ok: false, reason: 'law_stale' });
    expect(await recheckReview(database.db, reviewer, { contentId: version.id, now: NOW })).toEqual({
      ok: true,
    });
    expect(await approve(version)).toMatchObject({ ok: true });
  });

  test('a block that the list learned meanwhile refuses the approval', async () => {
    const version = await draft('山里的好橙子');
    expect(await submit(version)).toMatchObject({ ok: true });
    await signTerm(BAN_ORANGES);
    expect(await approve(version)).toMatchObject({ ok: false, reason: 'law_block' });
    expect(await takeBack(database.db, county.planner, { posterId: version.posterId })).toMatchObject({
      ok: true,
    });
  });
});

describe('after approval', () => {
  test('a new block stops drawing, the batch and downloads; the planner is told once, a recall is proposed', async () => {
    const version = await approved();
    const first = await draw();
    if (!first.ok) throw new Error(first.reason);
    const serve = () => servePoster(county.app, first.output.hash, { userId: null, kind: 'download' });
    expect((await serve()).ok).toBe(true);
    await signTerm(BAN_ORANGES);

    expect(await draw('moments')).toMatchObject({ ok: false, reason: 'law_block' });
    expect(await draw('moments')).toMatchObject({ ok: false, reason: 'law_block' });
    expect(await serve()).toEqual({ ok: false, reason: 'law_block' });
    const told = await notices.list(database.db, county.countyId, county.planner.userId ?? '');
    expect(told.filter((n) => n.kind === 'law.found')).toHaveLength(1);
    expect(await openFindings(database.db, county.countyId)).toMatchObject([
      { subjectId: version.id, kind: 'block', moment: 'render' },
    ]);
    const recalls = await database.db
      .select()
      .from(posterRecalls)
      .where(eq(posterRecalls.countyId, county.countyId));
    expect(recalls).toMatchObject([{ state: 'proposed', source: 'law', reason: 'unlawful_content' }]);

    const made = await createBatch(database.db, county.planner, {
      campaignId: county.campaign.id,
      posterId: version.posterId,
      formats: ['oa-cover', 'square'],
      filter: {},
    });
    if (!made.ok) throw new Error(made.reason);
    const [batch] = await database.db
      .select()
      .from(posterBatches)
      .where(eq(posterBatches.countyId, county.countyId));
    expect(await drawChunk(county.app, { countyId: county.countyId, batchId: batch?.id ?? '' })).toBe(
      'paused',
    );
    const [paused] = await database.db
      .select()
      .from(posterBatches)
      .where(eq(posterBatches.countyId, county.countyId));
    expect(paused?.pausedReason).toBe('law_block');
  });

  test('only the download asks of a picture that was drawn before', async () => {
    await approved();
    const first = await draw();
    if (!first.ok) throw new Error(first.reason);
    await signTerm(BAN_ORANGES);
    expect(await servePoster(county.app, first.output.hash, { userId: null, kind: 'view' })).toEqual({
      ok: false,
      reason: 'law_block',
    });
  });

  test('a shop’s name with a block is not printed; an absolute word in a registered name is no claim', async () => {
    await approved();
    const id = county.merchants[0]?.id ?? '';
    const rename = (name: string) =>
      database.db.update(merchants).set({ name, shortName: null }).where(eq(merchants.id, id));
    await rename('包治百病药茶坊');
    expect(await draw()).toMatchObject({ ok: false, reason: 'law_name' });
    await rename('第一茶庄');
    expect(await draw()).toMatchObject({ ok: true });
  });

  test('the nightly run finds it too, closes it when it is settled, and says the same twice', async () => {
    const version = await approved();
    expect(await runOverAll(database.db, county.countyId, { kind: 'nightly', now: NOW })).toMatchObject({
      blocked: 0,
    });
    await signTerm(BAN_ORANGES);
    const run = await runOverAll(database.db, county.countyId, { kind: 'nightly', now: NOW });
    expect(run).toMatchObject({ blocked: 1, effects: [{ subjectId: version.id, ruleIds: ['COUNTY-01'] }] });
    const again = await runOverAll(database.db, county.countyId, { kind: 'nightly', now: NOW });
    expect(again.effects).toEqual(run.effects);
    expect(await openFindings(database.db, county.countyId)).toHaveLength(1);
    await signTerm({ terms: [] });
    await runOverAll(database.db, county.countyId, { kind: 'nightly', now: NOW });
    expect(await openFindings(database.db, county.countyId)).toEqual([]);
  });
});

describe('the county’s list', () => {
  test('is signed over what was seen, says what it would change, and cannot weaken a block of the law', async () => {
    const version = await approved();
    const preview = await previewList(database.db, county.countyId, { ...NO_ADDITIONS, ...BAN_ORANGES }, NOW);
    expect(preview.effects).toMatchObject([
      { subjectId: version.id, before: 'pass', after: 'block', words: ['山里的橙'] },
    ]);
    expect(
      await database.db.select().from(lawListVersions).where(eq(lawListVersions.countyId, county.countyId)),
    ).toEqual([]);
    await signTerm(BAN_ORANGES);
    const stale = await sign(database.db, admin, {
      over: 0,
      additions: NO_ADDITIONS,
      note: '晚了一步',
      now: NOW,
    });
    expect(stale).toMatchObject({ ok: false, reason: 'stale' });
    const weaker = await sign(database.db, admin, {
      over: 1,
      additions: {
        terms: [],
        exceptions: [{ ruleId: 'ABS-02', phrase: '最好的橙子', reason: '大家都这么说' }],
        severities: [{ ruleId: 'ABS-01', severity: 'review', reason: '太严格了不好办' }],
      },
      note: '放宽',
      now: NOW,
    });
    expect(weaker).toMatchObject({
      ok: false,
      reason: 'refused',
      problems: [
        { code: 'weakens_law', ruleId: 'ABS-02' },
        { code: 'weakens_law', ruleId: 'ABS-01' },
      ],
    });
    expect(
      await sign(database.db, county.planner, { over: 1, additions: NO_ADDITIONS, note: 'x', now: NOW }),
    ).toMatchObject({ ok: false, reason: 'not_allowed' });
  });

  test('a row that somebody planted in the database weakens nothing either', async () => {
    const version = await draft('全国最好的橙子');
    await database.db.insert(lawListVersions).values({
      countyId: county.countyId,
      number: 1,
      baseVersion: '1.1.0',
      additions: {
        terms: [],
        exceptions: [{ ruleId: 'ABS-02', phrase: '最好的', reason: '' }],
        severities: [{ ruleId: 'ABS-02', severity: 'notice', reason: '' }],
      },
      changes: [],
      signedByName: '某人',
    });
    expect((await checkContent(database.db, version, { now: NOW })).verdict).toBe('block');
  });

  test('versions, checks and decisions are append-only, for the application and by trigger', async () => {
    await signTerm(BAN_ORANGES);
    await expect(
      database.db
        .update(lawListVersions)
        .set({ note: '改' })
        .where(eq(lawListVersions.countyId, county.countyId)),
    ).rejects.toThrow();
    await expect(
      database.db.delete(lawChecks).where(eq(lawChecks.countyId, county.countyId)),
    ).rejects.toThrow();
  });

  test('a candidate list is judged without being kept', async () => {
    await approved();
    const candidate = await listWith(database.db, county.countyId, { ...NO_ADDITIONS, ...BAN_ORANGES });
    const { checked, effects } = await effectOf(database.db, county.countyId, candidate, NOW);
    expect({ checked, affected: effects.length }).toEqual({ checked: 1, affected: 1 });
  });
});

describe('the file for an inspector', () => {
  test('is one zip with an index, and the same bytes when it is made again', async () => {
    const version = await approved();
    const drawn = await draw();
    if (!drawn.ok) throw new Error(drawn.reason);
    await servePoster(county.app, drawn.output.hash, { userId: null, kind: 'download' });
    const first = await exportArchive(database.db, reviewer, version.id);
    const again = await exportArchive(database.db, reviewer, version.id);
    expect(first?.bytes.equals(again?.bytes ?? Buffer.alloc(0))).toBe(true);
    const files = await unzip(first?.bytes ?? Buffer.alloc(0));
    expect([...files.keys()]).toEqual([
      'index.html',
      'texts.json',
      'checks.json',
      'decisions.json',
      'evidence.json',
      'outputs.json',
    ]);
    const index = files.get('index.html') ?? '';
    expect(index).toContain('山里的橙子');
    expect(index).toContain(version.approvedHash ?? 'no hash');
    const { outputs } = JSON.parse(files.get('outputs.json') ?? '{}') as {
      outputs: { hash: string; downloads: number }[];
    };
    expect(outputs).toMatchObject([{ hash: drawn.output.hash, downloads: 1 }]);
    const checks = JSON.parse(files.get('checks.json') ?? '[]') as { moment: string }[];
    expect(checks.map((c) => c.moment)).toEqual(['submit', 'approve']);
  });

  test('is not for another county, nor for a merchant', async () => {
    const version = await approved();
    const other = await makePosterCounty(database, { merchantNames: [] });
    expect(await exportArchive(database.db, other.planner, version.id)).toBeNull();
    expect(await exportArchive(database.db, county.merchantActor, version.id)).toBeNull();
  });
});

async function unzip(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) =>
    yauzl.fromBuffer(bytes, { lazyEntries: false }, (error, file) =>
      error || !file ? reject(error ?? new Error('no zip')) : resolve(file),
    ),
  );
  const files = new Map<string, string>();
  const reading: Promise<void>[] = [];
  await new Promise<void>((resolve) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      files.set(entry.fileName, '');
      reading.push(
        new Promise((done, failed) => {
          zip.openReadStream(entry, async (error, stream) => {
            if (error || !stream) return failed(error ?? new Error('no stream'));
            const chunks: Buffer[] = [];
            for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
            files.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
            done();
          });
        }),
      );
    });
    zip.on('end', resolve);
  });
  await Promise.all(reading);
  return files;
}

describe('claims', () => {
  test('a claim without a paper is refused; a withdrawn one lowers nothing', async () => {
    const input = {
      kind: 'figure' as const,
      proves: 'data_source' as const,
      phrase: '平均糖度',
      productId: null,
      certificateId: null,
      paper: { name: '检测报告', number: '1', validTo: null },
      scope: { time: '本季', place: '打安', measure: '', source: '县检测站' },
      validFrom: '2026-01-01',
      validTo: null,
    };
    const app = { ...county.app };
    expect(await makeClaim(app, county.planner, { ...input, paper: null }, null)).toMatchObject({
      ok: false,
      reason: 'paper_missing',
    });
    expect(
      await makeClaim(app, county.planner, { ...input, scope: { ...input.scope, source: '' } }, null),
    ).toMatchObject({ ok: false, reason: 'scope_missing' });
    const made = await makeClaim(app, county.planner, input, null);
    if (!made.ok) throw new Error(made.reason);
    const version = await draft('平均糖度达到13.5%');
    const severity = async () => (await checkContent(database.db, version, { now: NOW })).hits[0]?.severity;
    expect(await severity()).toBe('notice');
    expect(
      await withdrawClaim(database.db, county.planner, {
        claimId: made.claim.id,
        reason: '数据更新',
        now: NOW,
      }),
    ).toEqual({ ok: true });
    expect(await severity()).toBe('review');
  });
});

test('what one platform forbids holds back its own formats only', async () => {
  await approved('京东同价，先到先得');
  expect(await draw('square')).toMatchObject({ ok: true });
  expect(
    await personalPoster(county.app, county.planner, {
      merchantId: county.merchants[0]?.id ?? '',
      campaignId: county.campaign.id,
      format: 'xhs',
    }),
  ).toMatchObject({ ok: false, reason: 'law_format' });
});
