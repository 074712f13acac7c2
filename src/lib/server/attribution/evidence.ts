import { liveTouch, roomIdCounts, type LiveSlot } from './live-window.ts';
import type { Rules } from './rule-set.ts';
import type { Refusal, Touch } from './touch.ts';

/** Evidence that an order carries itself, as stored with its line. Its time is the order's. */
export interface StoredEvidence {
  type: 'order_code' | 'coupon' | 'live_window' | 'declaration';
  key: string;
  campaignId: string | null;
  activityId: string | null;
  merchantId: string | null;
  code: string | null;
  refusal: Refusal | null;
}

/** What the seller's side of an order line says, as `sales` keeps it. Texts are raw: they are cleaned here. */
export interface EvidenceFacts {
  /** Platform, shop and order number: names the order on every machine. */
  orderKey: string;
  placedAt: number;
  platform: string;
  shopName: string;
  /** The merchant whose shop sold it: the merchant of a code that names none. */
  merchantId: string | null;
  productId: string | null;
  sellerCodes: readonly string[];
  promoterIds: readonly string[];
  /** Our codes found in remarks, and coupons redeemed or typed at a stall. */
  codes: readonly string[];
  roomId: string | null;
  trafficForm: string | null;
  trafficSource: string | null;
  trafficPending: boolean;
  /** Activity at whose stall it was sold. */
  stallActivityId: string | null;
}

export interface RegisteredCode {
  id: string;
  code: string;
  campaignId: string;
  activityId: string | null;
  merchantId: string | null;
  /** Half-open, whole seconds; null = open. */
  validFrom: number | null;
  validTo: number | null;
  suspendedAt: number | null;
}

export interface LiveRoom {
  sessionId: string;
  campaignId: string;
  activityId: string;
  startsAt: number;
  endsAt: number;
}

/** Everything registered in the county that an order can be held against. Keys are cleaned by `cleanCode`. */
export interface CodeBook {
  skuSuffixes: ReadonlyMap<string, readonly RegisteredCode[]>;
  coupons: ReadonlyMap<string, readonly RegisteredCode[]>;
  promoters: ReadonlyMap<string, readonly RegisteredCode[]>;
  rooms: ReadonlyMap<string, readonly LiveRoom[]>;
  /** Rostered slots by `platform|shop name`. */
  slots: ReadonlyMap<string, readonly LiveSlot[]>;
  campaignOfActivity: ReadonlyMap<string, string>;
}

/** NFKC, no white space, upper case: how codes are compared. */
export function cleanCode(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase();
}

export function slotKey(platform: string, shopName: string): string {
  return `${platform}|${shopName.normalize('NFKC').trim()}`;
}

/** All evidence on one line, strongest kinds first; an empty list for most. */
export function evidenceOf(facts: EvidenceFacts, book: CodeBook, rules: Rules): StoredEvidence[] {
  const found = new Map<string, StoredEvidence>();
  const add = (evidence: StoredEvidence) => {
    if (!found.has(evidence.key)) found.set(evidence.key, evidence);
  };
  for (const sellerCode of facts.sellerCodes)
    for (const suffix of suffixesOf(cleanCode(sellerCode)))
      enter(book.skuSuffixes.get(suffix), 'order_code', 'sku', facts, add);
  for (const promoter of facts.promoterIds)
    enter(book.promoters.get(cleanCode(promoter)), 'order_code', 'promoter', facts, add);
  for (const room of roomEvidence(facts, book, rules)) add(room);
  if (facts.stallActivityId !== null) {
    add({
      type: 'order_code',
      key: `stall:${facts.orderKey}`,
      campaignId: book.campaignOfActivity.get(facts.stallActivityId) ?? null,
      activityId: facts.stallActivityId,
      merchantId: facts.merchantId,
      code: null,
      refusal: null,
    });
  }
  for (const code of facts.codes) enter(book.coupons.get(cleanCode(code)), 'coupon', 'coupon', facts, add);
  const live = liveTouch(
    {
      placedAt: facts.placedAt,
      productId: facts.productId,
      trafficForm: facts.trafficForm,
      trafficSource: facts.trafficSource,
      isPending: facts.trafficPending,
    },
    book.slots.get(slotKey(facts.platform, facts.shopName)) ?? [],
    rules,
  );
  if (live !== null) {
    const { key, campaignId, activityId, code, refusal } = live;
    add({
      type: 'live_window',
      key,
      campaignId,
      activityId,
      merchantId: live.merchantId ?? facts.merchantId,
      code,
      refusal,
    });
  }
  return [...found.values()];
}

/** As touches of a journey: they happened at the order's own second. */
export function touchesOf(evidence: readonly StoredEvidence[], placedAt: number): Touch[] {
  return evidence.map((one) => ({ ...one, touchId: null, at: placedAt }));
}

/**
 * A text that is registered. Of several registrations those that were valid when the order was placed count; when none
 * was, the first is kept with its reason, so that the explanation can show it.
 */
function enter(
  registered: readonly RegisteredCode[] | undefined,
  type: 'order_code' | 'coupon',
  source: string,
  facts: EvidenceFacts,
  add: (evidence: StoredEvidence) => void,
): void {
  if (registered === undefined) return;
  const judged = registered.map((code) => ({ code, refusal: refusalOf(code, facts.placedAt) }));
  const valid = judged.filter(({ refusal }) => refusal === null);
  for (const { code, refusal } of valid.length > 0 ? valid : judged.slice(0, 1)) {
    add({
      type,
      key: `${source}:${code.code}:${code.campaignId}`,
      campaignId: code.campaignId,
      activityId: code.activityId,
      merchantId: code.merchantId ?? facts.merchantId,
      code: code.code,
      refusal,
    });
  }
}

function refusalOf(code: RegisteredCode, placedAt: number): Refusal | null {
  if (code.suspendedAt !== null && code.suspendedAt <= placedAt) return 'code_suspended';
  if (code.validFrom !== null && placedAt < code.validFrom) return 'outside_window';
  if (code.validTo !== null && placedAt >= code.validTo) return 'outside_window';
  return null;
}

/** `LC01-BS26-04` ends in `BS26-04` and in `04`; a bare code is its own suffix. */
function suffixesOf(code: string): string[] {
  const suffixes = code === '' ? [] : [code];
  for (let i = code.indexOf('-'); i !== -1; i = code.indexOf('-', i + 1)) suffixes.push(code.slice(i + 1));
  return suffixes;
}

function roomEvidence(facts: EvidenceFacts, book: CodeBook, rules: Rules): StoredEvidence[] {
  if (facts.roomId === null) return [];
  const sessions = book.rooms.get(cleanCode(facts.roomId)) ?? [];
  const on = sessions.filter((session) =>
    roomIdCounts(facts.placedAt, session.startsAt, session.endsAt, rules),
  );
  return (on.length > 0 ? on : sessions.slice(0, 1)).map((session) => ({
    type: 'order_code',
    key: `room:${session.sessionId}`,
    campaignId: session.campaignId,
    activityId: session.activityId,
    merchantId: facts.merchantId,
    code: facts.roomId,
    refusal: on.length > 0 ? null : 'room_time_mismatch',
  }));
}
