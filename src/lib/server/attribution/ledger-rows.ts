/** Rows of the ledger's tables as COPY and queries give them, turned into what the pure core reads. */
import { copyField, type Field } from '../db/copy.ts';
import type { LineCredits, Override } from './credit.ts';
import { touchesOf, type StoredEvidence } from './evidence.ts';
import type { Refusal, Touch, TouchType } from './touch.ts';

export interface LedgerLine {
  lineId: string;
  orderId: string;
  personId: string | null;
  /** Whole seconds. */
  placedAt: number;
  soldOn: string;
  netFen: number;
  productId: string | null;
  isPending: boolean;
  evidence: StoredEvidence[];
}

/** Select list that `lineFromFields` reads, in its order, from `ledger_lines` as `l`. */
export const LINE_COLUMNS = `l.line_id, l.order_id, l.person_id, extract(epoch from l.placed_at)::bigint, l.sold_on, l.net_fen,
  l.product_id, l.is_pending, l.evidence`;

export function lineFromFields(fields: readonly Field[]): LedgerLine {
  const [lineId, orderId, personId, placedAt, soldOn, netFen, productId, isPending, evidence] = fields;
  return {
    lineId: text(lineId),
    orderId: text(orderId),
    personId: personId ?? null,
    placedAt: Number(placedAt),
    soldOn: text(soldOn),
    netFen: Number(netFen),
    productId: productId ?? null,
    isPending: isPending === 't',
    evidence: evidence == null ? [] : (JSON.parse(evidence) as StoredEvidence[]),
  };
}

/** Select list that `touchFromFields` reads, in its order, from `ledger_touches` as `t`; the person comes first. */
export const TOUCH_COLUMNS = `t.person_id, t.touch_id, t.source_key, t.type, floor(extract(epoch from t.touched_at))::bigint, t.campaign_id,
  t.activity_id, t.merchant_id, t.code, case when t.voided_at is not null then 'voided' else t.flag end`;

export function touchFromFields(fields: readonly Field[]): Touch {
  const [, touchId, key, type, at, campaignId, activityId, merchantId, code, flag] = fields;
  return {
    key: text(key),
    touchId: touchId ?? null,
    type: text(type) as TouchType,
    at: Number(at),
    campaignId: campaignId ?? null,
    activityId: activityId ?? null,
    merchantId: merchantId ?? null,
    code: code ?? null,
    refusal: refusalOf(flag ?? null),
  };
}

/** Left domains name their own reasons (`declared_bot`, `visitor_flood` …); the ledger knows a few of its own. */
function refusalOf(flag: string | null): Refusal | null {
  if (flag === null) return null;
  return flag === 'voided' || flag === 'own_scan' || flag === 'shared_identity' ? flag : 'flagged';
}

/** Everything about one line that the core needs, with its person's touches. */
export function candidatesOf(line: LedgerLine, ofPerson: readonly Touch[]): Touch[] {
  return line.evidence.length === 0
    ? [...ofPerson]
    : [...touchesOf(line.evidence, line.placedAt), ...ofPerson];
}

export const LINE_ATTRIBUTION_COLUMNS =
  'county_id, rule_set_id, line_id, net_fen, sold_on, order_tier, touch_count, truncated, pending, codes_disagree, input_hash, run_id';

export const CREDIT_COLUMNS = `county_id, rule_set_id, line_id, seq, touch_id, touch_key, type, campaign_id, activity_id, merchant_id, tier,
  age_s, decay_weight, last_fen, last_non_direct_fen, first_fen, linear_fen, decay_fen, position_fen, is_halo, sold_on`;

export function lineAttributionText(
  line: LedgerLine,
  result: LineCredits,
  countyId: string,
  ruleSetId: string,
  runId: string,
): string {
  const { journey, orderTier, pending, inputHash } = result;
  return `${countyId}\t${ruleSetId}\t${line.lineId}\t${line.netFen}\t${line.soldOn}\t${orderTier}\t${journey.touches.length}\t${
    journey.truncated ? 't' : 'f'
  }\t${pending ? 't' : 'f'}\t${journey.codesDisagree ? 't' : 'f'}\t${inputHash}\t${runId}\n`;
}

export function creditTexts(
  line: LedgerLine,
  result: LineCredits,
  countyId: string,
  ruleSetId: string,
  isHalo: (campaignId: string | null, productId: string | null) => boolean,
): string {
  let rows = '';
  result.credits.forEach(({ touch, tier, ageSeconds, decayWeight, fen }, seq) => {
    rows += `${countyId}\t${ruleSetId}\t${line.lineId}\t${seq}\t${touch.touchId ?? '\\N'}\t${copyField(touch.key)}\t${touch.type}\t${
      touch.campaignId ?? '\\N'
    }\t${touch.activityId ?? '\\N'}\t${touch.merchantId ?? '\\N'}\t${tier}\t${ageSeconds}\t${decayWeight}\t${fen.last}\t${
      fen.lastNonDirect
    }\t${fen.first}\t${fen.linear}\t${fen.decay}\t${fen.position}\t${isHalo(touch.campaignId, line.productId) ? 't' : 'f'}\t${line.soldOn}\n`;
  });
  return rows;
}

/** The latest approved, unrevoked decision on each line; `restore` gives the line back to its evidence. */
export type Overrides = ReadonlyMap<string, Override>;

function text(field: Field | undefined): string {
  return field ?? '';
}
