import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../accounts/actor.ts';
import * as drafting from '../campaigns/drafting.ts';
import { loadContent } from '../campaigns/content.ts';
import { budgetLines, campaigns } from '../campaigns/schema.ts';
import { countySettings } from '../county/schema.ts';
import { openDatabase } from '../db/database.ts';
import { makeActor, makeCounty, makePaper } from '../../../../tests/support/factories.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import * as funds from './funds.ts';
import * as ledger from './ledger.ts';
import { fundPayments } from './schema.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});

async function scene(amountFen = 100_00) {
  const { db } = database;
  const { id: countyId } = await makeCounty(db);
  const planner = await makeActor(db, countyId, ['planner']);
  const made = await drafting.create(
    db,
    planner,
    await makePaper(db, countyId, { budget: [{ subject: 'venue', description: '搭台', amountFen }] }),
    { at: new Date('2026-03-01T00:00:00Z') },
  );
  if (!made.ok) throw new Error(made.reason);
  await db.update(campaigns).set({ state: 'approved' }).where(eq(campaigns.id, made.campaign.id));
  const [line] = await db.select().from(budgetLines).where(eq(budgetLines.campaignId, made.campaign.id));
  if (!line) throw new Error('no line');
  return { countyId, planner, campaignId: made.campaign.id, lineId: line.id };
}

let voucher = 0;
function payment(lineId: string, amountFen: number, values: Partial<ledger.PaymentInput> = {}) {
  voucher += 1;
  return {
    budgetLineId: lineId,
    commitmentId: null,
    amountFen,
    paidOn: '2026-04-12',
    payee: '牙叉镇搭建队',
    voucherNo: `V${voucher}`,
    invoiceNo: null,
    description: '',
    ...values,
  };
}

async function paidFen(lineId: string): Promise<number> {
  const rows = await database.db.select().from(fundPayments).where(eq(fundPayments.budgetLineId, lineId));
  return rows.reduce((sum, row) => sum + row.amountFen, 0);
}

test('fifty payments race for one line: it is never overdrawn, and the refused are told the exact rest', async () => {
  const s = await scene(1000_00);
  const other = openDatabase(database.connection, { max: 10 });
  const amounts = Array.from({ length: 50 }, (_, i) => 30_00 + i);
  try {
    const results = await Promise.all(
      amounts.map((amount, i) =>
        ledger.pay(i % 2 ? other.db : database.db, s.planner, payment(s.lineId, amount)),
      ),
    );
    const accepted = results.flatMap((r) => (r.ok ? [r.payment.amountFen] : []));
    const total = accepted.reduce((sum, fen) => sum + fen, 0);
    expect(total).toBe(await paidFen(s.lineId));
    expect(total).toBeLessThanOrEqual(1000_00);
    const refused = results.flatMap((r) => (r.ok ? [] : [r]));
    expect(refused.length).toBe(50 - accepted.length);
    expect(refused.length).toBeGreaterThan(0);
    for (const r of refused) {
      expect(r).toMatchObject({ reason: 'would_overdraw', parent: 'line' });
      if (r.reason === 'would_overdraw') {
        expect(r.availableFen).toBeLessThan(r.requestedFen);
        expect(r.availableFen).toBeGreaterThanOrEqual(1000_00 - total);
      }
    }
    // Nothing more fits than what is left, and that fits exactly.
    const rest = 1000_00 - total;
    expect(await ledger.pay(database.db, s.planner, payment(s.lineId, rest + 1))).toEqual({
      ok: false,
      reason: 'would_overdraw',
      parent: 'line',
      availableFen: rest,
      requestedFen: rest + 1,
    });
    if (rest > 0) expect((await ledger.pay(database.db, s.planner, payment(s.lineId, rest))).ok).toBe(true);
  } finally {
    await other.close();
  }
});

describe('each parent holds its children', () => {
  test('a source, an allocation and a line are given away only once', async () => {
    const { db } = database;
    const s = await scene(100_00);
    const source = await ledger.addSource(db, s.planner, {
      name: '省级专项',
      kind: 'special_fund',
      documentNo: '琼财〔2026〕12号',
      year: 2026,
      amountFen: 150_00,
    });
    if (!source.ok) throw new Error(source.reason);
    const give = (amountFen: number) =>
      ledger.allocate(db, s.planner, {
        sourceId: source.source.id,
        campaignId: s.campaignId,
        documentNo: '白财〔2026〕3号',
        amountFen,
      });
    const first = await give(120_00);
    if (!first.ok) throw new Error(first.reason);
    expect(await give(30_01)).toMatchObject({
      reason: 'would_overdraw',
      parent: 'source',
      availableFen: 30_00,
    });

    const assign = (amountFen: number) =>
      ledger.assign(db, s.planner, {
        budgetLineId: s.lineId,
        allocationId: first.allocation.id,
        amountFen,
      });
    expect(await assign(121_00)).toMatchObject({ reason: 'would_overdraw', parent: 'allocation' });
    expect(await assign(101_00)).toMatchObject({
      reason: 'would_overdraw',
      parent: 'line',
      availableFen: 100_00,
    });
    expect(await assign(100_00)).toEqual({ ok: true });
    expect((await funds.linesOf(db, s.countyId, s.campaignId))[0]?.sources).toEqual([
      { name: '省级专项', kind: 'special_fund', documentNo: '白财〔2026〕3号', amountFen: 100_00 },
    ]);
  });

  test('contracts and payments without contract share the line; a contract pays no more than itself', async () => {
    const { db } = database;
    const s = await scene(100_00);
    const commit = (amountFen: number) =>
      ledger.commit(db, s.planner, {
        budgetLineId: s.lineId,
        party: '海口搭建公司',
        method: '询价',
        contractNo: 'HT-1',
        amountFen,
        signedOn: '2026-03-20',
      });
    const contract = await commit(70_00);
    if (!contract.ok) throw new Error(contract.reason);
    expect(await ledger.pay(db, s.planner, payment(s.lineId, 30_01))).toMatchObject({
      reason: 'would_overdraw',
      parent: 'line',
      availableFen: 30_00,
    });
    const fromContract = (fen: number) =>
      ledger.pay(db, s.planner, payment(s.lineId, fen, { commitmentId: contract.commitment.id }));
    expect(await fromContract(70_01)).toMatchObject({ parent: 'commitment', availableFen: 70_00 });
    expect(await fromContract(70_00)).toMatchObject({ ok: true });
    expect((await funds.totalsOf(db, s.countyId, [s.campaignId])).get(s.campaignId)).toEqual({
      budgetFen: 100_00,
      committedFen: 70_00,
      paidFen: 70_00,
    });
  });
});

describe('payments', () => {
  test('are refused before approval, without voucher, with a used voucher or invoice, over the petty limit', async () => {
    const { db } = database;
    const s = await scene(100_00);
    const pay = (values: Partial<ledger.PaymentInput>, fen = 1_00) =>
      ledger.pay(db, s.planner, payment(s.lineId, fen, values));
    expect(await pay({ voucherNo: ' ' })).toEqual({ ok: false, reason: 'voucher_missing' });
    expect(await pay({}, 0)).toEqual({ ok: false, reason: 'amount' });
    expect(await pay({ paidOn: '2026-02-30' })).toEqual({ ok: false, reason: 'date' });
    expect(await pay({ voucherNo: 'P-1', invoiceNo: 'FP-1' })).toMatchObject({ ok: true });
    expect(await pay({ voucherNo: 'P-1' })).toEqual({ ok: false, reason: 'voucher_used' });
    expect(await pay({ invoiceNo: 'FP-1' })).toEqual({ ok: false, reason: 'invoice_used' });
    await db
      .update(countySettings)
      .set({ pettyLimitFen: 5_00 })
      .where(eq(countySettings.countyId, s.countyId));
    expect(await pay({}, 5_01)).toEqual({ ok: false, reason: 'contract_missing' });
    await db.update(campaigns).set({ state: 'draft' }).where(eq(campaigns.id, s.campaignId));
    expect(await pay({})).toEqual({ ok: false, reason: 'not_approved' });
    const leader: Actor = await makeActor(db, s.countyId, ['leader']);
    expect(await ledger.pay(db, leader, payment(s.lineId, 1_00))).toEqual({
      ok: false,
      reason: 'not_allowed',
    });
  });

  test('are taken back by a reversing row, once, and never rewritten', async () => {
    const { db } = database;
    const s = await scene(100_00);
    const paid = await ledger.pay(db, s.planner, payment(s.lineId, 100_00, { invoiceNo: 'FP-9' }));
    if (!paid.ok) throw new Error(paid.reason);
    const options = { on: '2026-04-20', reason: '付错对象', voucherNo: 'R-1' };
    expect(await ledger.reverse(db, s.planner, paid.payment.id, options)).toMatchObject({
      ok: true,
      payment: { amountFen: -100_00, reversesId: paid.payment.id },
    });
    expect(await ledger.reverse(db, s.planner, paid.payment.id, { ...options, voucherNo: 'R-2' })).toEqual({
      ok: false,
      reason: 'already_reversed',
    });
    // The money is there again, and so is the invoice.
    expect(await ledger.pay(db, s.planner, payment(s.lineId, 100_00, { invoiceNo: 'FP-9' }))).toMatchObject({
      ok: true,
    });
    await expect(
      db.update(fundPayments).set({ amountFen: 1 }).where(eq(fundPayments.id, paid.payment.id)),
    ).rejects.toThrow();
    await expect(db.delete(fundPayments).where(eq(fundPayments.id, paid.payment.id))).rejects.toThrow();
  });
});

test('a line that was paid from neither disappears nor falls below what it paid', async () => {
  const { db } = database;
  const s = await scene(100_00);
  await ledger.pay(db, s.planner, payment(s.lineId, 60_00));
  const content = await loadContent(db, s.countyId, s.campaignId);
  if (!content) throw new Error('no content');
  const options = { at: new Date('2026-04-13T00:00:00Z'), reason: '压缩开支' };
  const save = (budget: typeof content.budget) =>
    drafting.save(db, s.planner, s.campaignId, { ...content, budget }, options);
  expect(await save([])).toEqual({ ok: false, reason: 'line_in_use' });
  expect(await save(content.budget.map((l) => ({ ...l, amountFen: 59_99 })))).toEqual({
    ok: false,
    reason: 'line_in_use',
  });
  expect(await save(content.budget.map((l) => ({ ...l, amountFen: 60_00 })))).toMatchObject({ ok: true });
});
