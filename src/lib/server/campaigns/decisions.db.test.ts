import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../accounts/actor.ts';
import { memberships } from '../accounts/schema.ts';
import { auditEntries } from '../audit/schema.ts';
import { countySettings } from '../county/schema.ts';
import { openDatabase } from '../db/database.ts';
import { mails } from '../mail/schema.ts';
import { notices } from '../notices/schema.ts';
import {
  makeActor,
  makeCounty,
  makeMerchant,
  makeOrganisation,
  makePaper,
} from '../../../../tests/support/factories.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { loadContent } from './content.ts';
import * as decisions from './decisions.ts';
import * as drafting from './drafting.ts';
import { getByIdOrCode } from './campaigns.ts';
import { campaignCodes, campaignDecisions, campaigns } from './schema.ts';
import { advanceStates } from './tasks.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});

const at = new Date('2026-03-02T02:00:00Z');
const later = new Date('2026-04-13T02:00:00Z');

interface Scene {
  countyId: string;
  planner: Actor;
  leader: Actor;
  second: Actor;
  countersigner: Actor;
  finance: string;
}

async function scene(options: { countersign?: boolean } = {}): Promise<Scene> {
  const { db } = database;
  const { id: countyId } = await makeCounty(db);
  const finance = await makeOrganisation(db, countyId, { name: `财政局${countyId}` });
  if (options.countersign) {
    await db
      .update(countySettings)
      .set({ countersignOrganisationIds: [finance.id], activeRuleSetKey: 'baisha-2026' })
      .where(eq(countySettings.countyId, countyId));
  }
  const countersigner = {
    ...(await makeActor(db, countyId, ['countersigner'])),
    organisationId: finance.id,
  };
  await db
    .update(memberships)
    .set({ organisationId: finance.id })
    .where(and(eq(memberships.countyId, countyId), eq(memberships.userId, countersigner.userId ?? '')));
  return {
    countyId,
    planner: await makeActor(db, countyId, ['planner']),
    leader: await makeActor(db, countyId, ['leader']),
    second: await makeActor(db, countyId, ['leader']),
    countersigner,
    finance: finance.id,
  };
}

async function draft(s: Scene) {
  const created = await drafting.create(database.db, s.planner, await makePaper(database.db, s.countyId), {
    at,
  });
  if (!created.ok) throw new Error(created.reason);
  return created.campaign;
}

async function running(s: Scene) {
  const campaign = await draft(s);
  const started = new Date('2026-04-12T02:00:00Z');
  expect(await decisions.submit(database.db, s.planner, campaign.id, { at })).toMatchObject({ ok: true });
  const approved = await decisions.approve(database.db, s.leader, campaign.id, { at: started });
  if (!approved.ok) throw new Error(approved.reason);
  expect(approved.campaign.state).toBe('running');
  return approved.campaign;
}

const noticesOf = async (actor: Actor) =>
  (
    await database.db
      .select({ kind: notices.kind })
      .from(notices)
      .where(eq(notices.userId, actor.userId ?? ''))
  ).map((n) => n.kind);

test('a paper goes from draft over countersigning to approval, and everybody is told in turn', async () => {
  const { db } = database;
  const s = await scene({ countersign: true });
  const campaign = await draft(s);
  expect(campaign).toMatchObject({ code: 'BS2601', state: 'draft' });

  const submitted = await decisions.submit(db, s.planner, campaign.id, { at });
  expect(submitted).toMatchObject({ ok: true, campaign: { state: 'countersigning' } });
  expect(await noticesOf(s.countersigner)).toEqual(['campaign.to_countersign']);
  expect(await noticesOf(s.leader)).toEqual([]);
  expect(await decisions.approve(db, s.leader, campaign.id, { at })).toMatchObject({
    ok: false,
    reason: 'wrong_state',
  });

  const signed = await decisions.countersign(db, s.countersigner, campaign.id, { at, comment: '同意' });
  expect(signed).toMatchObject({ ok: true, campaign: { state: 'awaiting_approval' } });
  expect(await noticesOf(s.leader)).toEqual(['campaign.to_approve']);

  const approved = await decisions.approve(db, s.leader, campaign.id, { at, comment: '照办' });
  if (!approved.ok) throw new Error(approved.reason);
  expect(approved.campaign).toMatchObject({
    state: 'approved',
    ruleSetKey: 'baisha-2026',
    approvedAt: at,
    writers: [],
    submittedAt: null,
  });
  expect(approved.campaign.approvedHash).toMatch(/^[0-9a-f]{64}$/);
  expect(await noticesOf(s.planner)).toEqual(['campaign.countersigned', 'campaign.approved']);

  const kept = await decisions.listDecisions(db, s.countyId, campaign.id);
  expect(kept.map((d) => [d.kind, d.userName, d.comment])).toEqual([
    ['submit', s.planner.name, ''],
    ['countersign', s.countersigner.name, '同意'],
    ['approve', s.leader.name, '照办'],
  ]);
  const log = await db.select().from(auditEntries).where(eq(auditEntries.subjectId, campaign.id));
  expect(log.map((e) => e.action).sort()).toEqual([
    'campaign.approved',
    'campaign.countersigned',
    'campaign.created',
    'campaign.submitted',
  ]);
  const letters = await db.select().from(mails).where(eq(mails.countyId, s.countyId));
  expect(letters.map((m) => m.toName).sort()).toEqual(
    [s.countersigner.name, s.leader.name, s.second.name, s.planner.name].sort(),
  );
});

test('without a policy the paper goes straight to the leader', async () => {
  const s = await scene();
  const campaign = await draft(s);
  expect(await decisions.submit(database.db, s.planner, campaign.id, { at })).toMatchObject({
    campaign: { state: 'awaiting_approval' },
  });
});

test('an incomplete paper is refused with everything it lacks', async () => {
  const s = await scene();
  const created = await drafting.create(
    database.db,
    s.planner,
    await makePaper(database.db, s.countyId, { activities: [], targets: [] }),
    { at },
  );
  if (!created.ok) throw new Error(created.reason);
  expect(await decisions.submit(database.db, s.planner, created.campaign.id, { at })).toEqual({
    ok: false,
    reason: 'incomplete',
    lacks: ['activities', 'targets'],
  });
});

test('of two leaders who decide at once one decides and the other sees who was faster', async () => {
  const s = await scene();
  const campaign = await draft(s);
  await decisions.submit(database.db, s.planner, campaign.id, { at });
  const other = openDatabase(database.connection, { max: 2 });
  try {
    const results = await Promise.all([
      decisions.approve(database.db, s.leader, campaign.id, { at }),
      decisions.sendBack(other.db, s.second, campaign.id, { at, comment: '预算偏高' }),
    ]);
    const won = results.filter((r) => r.ok);
    const [lost] = results.filter((r) => !r.ok);
    expect(won).toHaveLength(1);
    const winner = won[0]?.ok && won[0].campaign.state === 'returned' ? s.second : s.leader;
    expect(lost).toMatchObject({
      reason: 'wrong_state',
      decided: { userName: winner.name },
    });
    const kept = await database.db
      .select()
      .from(campaignDecisions)
      .where(eq(campaignDecisions.campaignId, campaign.id));
    expect(kept).toHaveLength(2);
  } finally {
    await other.close();
  }
});

test('an approval of other words than those that were read is refused', async () => {
  const s = await scene();
  const campaign = await draft(s);
  await decisions.submit(database.db, s.planner, campaign.id, { at });
  expect(
    await decisions.approve(database.db, s.leader, campaign.id, { at, seenHash: '0'.repeat(64) }),
  ).toEqual({ ok: false, reason: 'stale' });
});

describe('after approval', () => {
  test('a change takes a reason, voids the approval and needs a new one; the rest goes on', async () => {
    const { db } = database;
    const s = await scene();
    const campaign = await running(s);
    const content = await loadContent(db, s.countyId, campaign.id);
    if (!content) throw new Error('no content');
    const dearer = { ...content, budget: content.budget.map((l) => ({ ...l, amountFen: l.amountFen + 1 })) };

    expect(await drafting.save(db, s.planner, campaign.id, dearer, { at })).toEqual({
      ok: false,
      reason: 'reason_missing',
    });
    const changed = await drafting.save(db, s.planner, campaign.id, dearer, {
      at: later,
      reason: '追加搭台',
    });
    expect(changed).toMatchObject({
      ok: true,
      campaign: { state: 'changing', approvedHash: null, stateReason: '追加搭台' },
    });
    expect(await noticesOf(s.leader)).toContain('campaign.changing');

    expect(await decisions.approve(db, s.leader, campaign.id, { at })).toEqual({
      ok: false,
      reason: 'not_submitted',
    });
    await decisions.submit(db, s.planner, campaign.id, { at: later });
    const again = await decisions.approve(db, s.leader, campaign.id, { at: later });
    expect(again).toMatchObject({ ok: true, campaign: { state: 'running', stateReason: null } });
    const rounds = await decisions.listDecisions(db, s.countyId, campaign.id);
    expect(rounds.map((d) => [d.kind, d.round])).toEqual([
      ['submit', 1],
      ['approve', 1],
      ['change', 1],
      ['submit', 2],
      ['approve', 2],
    ]);
  });

  test('saving the same words again leaves the approval alone', async () => {
    const { db } = database;
    const s = await scene();
    const campaign = await running(s);
    const content = await loadContent(db, s.countyId, campaign.id);
    if (!content) throw new Error('no content');
    expect(await drafting.save(db, s.planner, campaign.id, content, { at })).toMatchObject({
      ok: true,
      campaign: { state: 'running', approvedHash: campaign.approvedHash },
    });
  });

  test('merchants join a running campaign and get their spoken codes', async () => {
    const { db } = database;
    const s = await scene();
    const campaign = await running(s);
    const merchant = await makeMerchant(db, s.countyId, { spokenNumber: '07' });
    expect(await drafting.setMerchants(db, s.planner, campaign.id, [merchant.id])).toEqual({
      ok: true,
      added: 1,
      removed: 0,
    });
    const codes = await db.select().from(campaignCodes).where(eq(campaignCodes.campaignId, campaign.id));
    expect(codes.map((c) => [c.kind, c.code, c.merchantId]).sort()).toEqual(
      [
        ['coupon', campaign.code, null],
        ['sku_suffix', campaign.code, null],
        ['spoken', '白沙07', merchant.id],
      ].sort(),
    );
    expect((await getByIdOrCode(db, s.countyId, campaign.code.toLowerCase()))?.state).toBe('running');
  });

  test('a merchant of another county is unknown', async () => {
    const { db } = database;
    const s = await scene();
    const campaign = await draft(s);
    const stranger = await makeMerchant(db, (await makeCounty(db)).id);
    expect(await drafting.setMerchants(db, s.planner, campaign.id, [stranger.id])).toEqual({
      ok: false,
      reason: 'unknown_reference',
    });
  });

  test('decisions cannot be rewritten', async () => {
    const s = await scene();
    const campaign = await running(s);
    await expect(
      database.db
        .update(campaignDecisions)
        .set({ comment: '改' })
        .where(eq(campaignDecisions.campaignId, campaign.id)),
    ).rejects.toThrow();
  });
});

test('of two forms opened at the same revision the second is told that it is stale', async () => {
  const { db } = database;
  const s = await scene();
  const campaign = await draft(s);
  const content = await loadContent(db, s.countyId, campaign.id);
  if (!content) throw new Error('no content');
  const options = { at, revision: campaign.revision };
  const results = await Promise.all([
    drafting.save(db, s.planner, campaign.id, { ...content, theme: '甲' }, options),
    drafting.save(db, s.planner, campaign.id, { ...content, theme: '乙' }, options),
  ]);
  expect(results.filter((r) => r.ok)).toHaveLength(1);
  expect(results.filter((r) => !r.ok)).toEqual([{ ok: false, reason: 'stale' }]);
});

test('drafts made at the same moment get different codes', async () => {
  const s = await scene();
  const papers = await Promise.all(Array.from({ length: 6 }, () => makePaper(database.db, s.countyId)));
  const made = await Promise.all(
    papers.map((paper) => drafting.create(database.db, s.planner, paper, { at })),
  );
  const codes = made.map((m) => (m.ok ? m.campaign.code : m.reason));
  expect([...codes].sort()).toEqual(['BS2601', 'BS2602', 'BS2603', 'BS2604', 'BS2605', 'BS2606']);
});

test('the house starts campaigns on their day and sends them into review a week after the last, once', async () => {
  const { db } = database;
  const s = await scene();
  const campaign = await draft(s);
  await decisions.submit(db, s.planner, campaign.id, { at });
  await decisions.approve(db, s.leader, campaign.id, { at });
  const state = async () =>
    (await db.select({ state: campaigns.state }).from(campaigns).where(eq(campaigns.id, campaign.id)))[0]
      ?.state;

  await advanceStates(db, { at: new Date('2026-04-09T15:59:00Z') });
  expect(await state()).toBe('approved');
  await advanceStates(db, { at: new Date('2026-04-09T16:05:00Z') });
  expect(await state()).toBe('running');
  await advanceStates(db, { at: new Date('2026-05-01T15:59:00Z') });
  expect(await state()).toBe('running');
  await advanceStates(db, { at: new Date('2026-05-01T16:05:00Z') });
  expect(await state()).toBe('reviewing');
  expect(await advanceStates(db, { at: new Date('2026-05-03T16:05:00Z') })).toEqual({
    started: 0,
    finished: 0,
  });
});

test('another county sees nothing', async () => {
  const { db } = database;
  const s = await scene();
  const other = await scene();
  const campaign = await draft(s);
  expect(await getByIdOrCode(db, other.countyId, campaign.id)).toBeNull();
  expect(await decisions.cancel(db, other.leader, campaign.id, { at, comment: '撤' })).toEqual({
    ok: false,
    reason: 'not_found',
  });
});
