import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { can } from '#lib/server/accounts/rights.ts';
import { requireSettings } from '#lib/server/county/lists.ts';
import * as funds from '#lib/server/funds/funds.ts';
import * as ledger from '#lib/server/funds/ledger.ts';
import { executionBp } from '#lib/server/funds/money-rule.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { parseForm } from '#lib/server/web/form.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { yuanText } from '#lib/ui/money-text.ts';
import { readYuan } from '../../../amount.ts';
import { requireCampaign } from '../../campaign.ts';
import { paymentRefusalWord, reversalRefusalWord } from './refusal-words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, campaign } = await requireCampaign(event);
  requireRight(event, 'fund.read');
  const { db } = event.locals.app.database;
  const [lines, payments, commitments, totals, settings] = await Promise.all([
    funds.linesOf(db, actor.countyId, campaign.id),
    funds.paymentsOf(db, actor.countyId, campaign.id),
    funds.commitmentsOf(db, actor.countyId, campaign.id),
    funds.totalsOf(db, actor.countyId, [campaign.id]),
    requireSettings(db, actor.countyId),
  ]);
  const sum = requireFound(totals.get(campaign.id));
  return {
    lines,
    payments,
    commitments: commitments.map((c) => ({
      id: c.id,
      label: `${c.contractNo ?? ''} ${c.party}`.trim(),
    })),
    totals: sum,
    executionBp: executionBp(sum.budgetFen, sum.paidFen),
    pettyLimitFen: settings.pettyLimitFen,
    maySpend: can(actor, 'fund.spend') && ledger.SPENDING_STATES.includes(campaign.state),
    today: dayOf(event.locals.app.clock()),
  };
};

const Payment = v.strictObject({
  line: v.pipe(v.string(), v.uuid()),
  commitment: v.optional(v.union([v.literal(''), v.pipe(v.string(), v.uuid())]), ''),
  amount: v.string(),
  paidOn: v.string(),
  payee: v.pipe(v.string(), v.maxLength(80)),
  voucher: v.pipe(v.string(), v.maxLength(40)),
  invoice: v.optional(v.pipe(v.string(), v.maxLength(40)), ''),
  description: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
});

export const actions: Actions = {
  pay: async (event) => {
    const { actor, campaign } = await requireCampaign(event);
    const form = parseForm(Payment, await event.request.formData());
    if (!form.ok) return fail(400, { refused: m.planning_refused_payment_form(), values: form.values });
    const { value } = form;
    const { db } = event.locals.app.database;
    const lines = await funds.linesOf(db, actor.countyId, campaign.id);
    if (!lines.some((line) => line.id === value.line))
      return fail(409, { refused: paymentRefusalWord.not_found(), values: { ...value } });
    const result = await ledger.pay(db, actor, {
      budgetLineId: value.line,
      commitmentId: value.commitment || null,
      amountFen: readYuan(value.amount) ?? 0,
      paidOn: value.paidOn,
      payee: value.payee,
      voucherNo: value.voucher,
      invoiceNo: value.invoice || null,
      description: value.description,
    });
    if (!result.ok) {
      const refused =
        result.reason === 'would_overdraw'
          ? m.planning_refused_overdraw({
              available: yuanText(result.availableFen),
              requested: yuanText(result.requestedFen),
            })
          : paymentRefusalWord[result.reason]();
      return fail(409, { refused, values: { ...value } });
    }
    setFlash(event, { text: m.planning_payment_saved({ amount: yuanText(result.payment.amountFen) }) });
    redirect(303, `/campaigns/${campaign.code.toLowerCase()}/budget`);
  },
  reverse: async (event) => {
    const { actor, campaign } = await requireCampaign(event);
    const form = await event.request.formData();
    const { db } = event.locals.app.database;
    const payment = String(form.get('payment'));
    const own = await funds.paymentsOf(db, actor.countyId, campaign.id);
    if (!own.some((one) => one.id === payment))
      return fail(409, { refused: reversalRefusalWord.not_found(), values: {} });
    const result = await ledger.reverse(db, actor, payment, {
      on: dayOf(event.locals.app.clock()),
      reason: String(form.get('reason') ?? '').slice(0, 500),
      voucherNo: String(form.get('voucher') ?? '').slice(0, 40),
    });
    if (!result.ok) return fail(409, { refused: reversalRefusalWord[result.reason](), values: {} });
    setFlash(event, { text: m.planning_reversal_saved() });
    redirect(303, `/campaigns/${campaign.code.toLowerCase()}/budget`);
  },
};
