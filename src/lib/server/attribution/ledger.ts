/**
 * Keeps attribution's own narrow copies of what lies left of it: persons, touches and lines that are sales. Whatever is
 * read here is written only where it differs, and lines whose facts or touches changed are put on the dirty queue.
 */
import type { TransactionSql } from 'postgres';
import type { Database } from '../db/database.ts';
import { loadCodeBook } from './code-book.ts';
import { copyField, CopyReader, fieldsOf, writeAll, type Field } from '../db/copy.ts';
import { evidenceOf, type CodeBook, type EvidenceFacts } from './evidence.ts';
import { lockLedger } from './lock.ts';
import { joinPersons, recordIdentities } from './persons.ts';
import { longestWindowSeconds, type Rules } from './rule-set.ts';

export interface LedgerReport {
  /** Rows of the ledger's tables that were written or removed. */
  touches: number;
  lines: number;
}

/** Which facts to look at again: everything, or what an outbox named. */
export type LedgerScope =
  { kind: 'all' } | { kind: 'named'; orderIds: readonly string[]; touchIds: readonly string[] };

/** One transaction: after it the ledger's tables say what the left-hand facts say, as far as `scope` reaches. */
export async function refreshLedger(
  database: Database,
  countyId: string,
  rules: Rules,
  scope: LedgerScope = { kind: 'all' },
): Promise<LedgerReport> {
  return database.sql.begin(async (tx) => {
    await lockLedger(tx, countyId);
    if (scope.kind === 'all') {
      // Whole tables meet whole tables here, often freshly loaded and not yet analysed: a nested loop is never right.
      await tx`set local enable_nestloop = off`;
      await recordIdentities(tx, countyId);
      await joinPersons(tx, countyId, rules);
    }
    const touches = await refreshTouches(tx, countyId, rules, scope);
    const lines = await refreshLines(database, tx, countyId, rules, scope);
    return { touches, lines };
  });
}

async function refreshTouches(
  tx: TransactionSql,
  countyId: string,
  rules: Rules,
  scope: LedgerScope,
): Promise<number> {
  if (scope.kind === 'named') {
    if (scope.touchIds.length === 0) return 0;
    await tx`
      insert into identities (county_id, kind, hash, person_id)
      select distinct county_id, 'visitor', visitor_hash, 'visitor:' || visitor_hash from touches
      where county_id = ${countyId} and id = any(${[...scope.touchIds]}::uuid[]) on conflict do nothing`;
  }
  await tx`create temp table if not exists incoming_touches (like ledger_touches) on commit drop`;
  await tx`truncate incoming_touches`;
  const only = scope.kind === 'all' ? tx`` : tx`and t.id = any(${[...scope.touchIds]}::uuid[])`;
  await tx`
    insert into incoming_touches (county_id, touch_id, source_key, identity, person_id, type, campaign_id, activity_id, merchant_id,
      code, touched_at, flag, voided_at)
    select t.county_id, t.id, t.source || ':' || t.source_event_id, 'visitor:' || t.visitor_hash, i.person_id, t.type, t.campaign_id,
      t.activity_id, t.merchant_id, t.code, date_trunc('second', t.touched_at),
      coalesce(t.flag, case when i.is_shared then 'shared_identity' end), t.voided_at
    from touches t join identities i on i.county_id = t.county_id and i.kind = 'visitor' and i.hash = t.visitor_hash
    where t.county_id = ${countyId} ${only}`;
  if (scope.kind === 'all') await collectCheckIns(tx, countyId);
  await tx`analyze incoming_touches`;
  const changed = await tx<{ person_id: string | null; at: string }[]>`
    with gone as (
      delete from ledger_touches l where ${scope.kind === 'all'} and l.county_id = ${countyId}
        and not exists (select 1 from incoming_touches n where n.touch_id = l.touch_id)
      returning l.person_id, l.touched_at),
    before as (
      select l.person_id, l.touched_at from ledger_touches l join incoming_touches n on n.touch_id = l.touch_id
      where l.county_id = ${countyId} and l is distinct from n),
    written as (
      insert into ledger_touches as l select n.* from incoming_touches n
      where not exists (select 1 from ledger_touches s where s.county_id = n.county_id and s.touch_id = n.touch_id and s is not distinct from n)
      on conflict (county_id, touch_id) do update set source_key = excluded.source_key, identity = excluded.identity,
        person_id = excluded.person_id, type = excluded.type, campaign_id = excluded.campaign_id, activity_id = excluded.activity_id,
        merchant_id = excluded.merchant_id, code = excluded.code, touched_at = excluded.touched_at, flag = excluded.flag,
        voided_at = excluded.voided_at
      returning l.person_id, l.touched_at)
    select person_id, extract(epoch from touched_at)::bigint::text as at from gone
    union all select person_id, extract(epoch from touched_at)::bigint::text from before
    union all select person_id, extract(epoch from touched_at)::bigint::text from written`;
  await markReach(tx, countyId, changed, rules);
  return changed.length;
}

/** One touch per person, activity and local day: the earliest scan. Device time, corrected, never after its arrival. */
async function collectCheckIns(tx: TransactionSql, countyId: string): Promise<void> {
  await tx`
    insert into incoming_touches (county_id, touch_id, source_key, identity, person_id, type, campaign_id, activity_id, touched_at, flag,
      voided_at)
    select distinct on (person_id, activity_id, (at at time zone 'Asia/Shanghai')::date)
      county_id, id, 'check_in:' || device_id || ':' || nonce, 'phone:' || hash, person_id, 'check_in', campaign_id, activity_id,
      date_trunc('second', at), flag, null::timestamptz
    from (
      select c.county_id, c.id, c.device_id, c.nonce, i.hash, i.person_id, a.campaign_id, c.activity_id,
        least(c.scanned_at + make_interval(secs => c.offset_ms / 1000.0), c.received_at) as at,
        case when i.is_shared then 'shared_identity' end as flag
      from check_ins c
      join activities a on a.county_id = c.county_id and a.id = c.activity_id
      join identities i on i.county_id = c.county_id and i.kind = 'phone'
        and i.hash = coalesce(c.phone_key_version, 1) || ':' || c.phone_hash
      where c.county_id = ${countyId} and c.kind = 'enter' and c.voided_at is null and c.phone_hash is not null
        and c.result in ('ok', 'already_checked_in', 'wrong_kind', 'full')) seen
    order by person_id, activity_id, (at at time zone 'Asia/Shanghai')::date, at, device_id, nonce`;
}

/** A touch at t can count for that person's lines placed in [t, t + W). */
async function markReach(
  tx: TransactionSql,
  countyId: string,
  changed: readonly { person_id: string | null; at: string }[],
  rules: Rules,
): Promise<void> {
  const spans = new Map<string, { person_id: string; first: number; last: number }>();
  for (const { person_id: personId, at } of changed) {
    if (personId === null) continue;
    const span = spans.get(personId);
    const t = Number(at);
    if (span === undefined) spans.set(personId, { person_id: personId, first: t, last: t });
    else {
      span.first = Math.min(span.first, t);
      span.last = Math.max(span.last, t);
    }
  }
  if (spans.size === 0) return;
  await tx`
    insert into dirty_lines (county_id, line_id, reason)
    select ${countyId}, l.line_id, 'touch'
    from jsonb_to_recordset(${tx.json([...spans.values()])}) as s (person_id text, first bigint, last bigint)
    join ledger_lines l on l.county_id = ${countyId} and l.person_id = s.person_id
      and l.placed_at >= to_timestamp(s.first) and l.placed_at < to_timestamp(s.last + ${longestWindowSeconds(rules)})
    on conflict (county_id, line_id) do nothing`;
}

const INCOMING_COLUMNS =
  'county_id, line_id, order_id, identity, person_id, placed_at, sold_on, net_fen, product_id, channel, is_pending, evidence';

async function refreshLines(
  database: Database,
  tx: TransactionSql,
  countyId: string,
  rules: Rules,
  scope: LedgerScope,
): Promise<number> {
  if (scope.kind === 'named') {
    if (scope.orderIds.length === 0) return 0;
    await tx`
      insert into identities (county_id, kind, hash, person_id)
      select distinct county_id, 'phone', coalesce(phone_key_version, 1) || ':' || phone_hash,
        'phone:' || coalesce(phone_key_version, 1) || ':' || phone_hash
      from orders where county_id = ${countyId} and id = any(${[...scope.orderIds]}::uuid[]) and phone_hash is not null
      on conflict do nothing`;
  }
  const book = await loadCodeBook(tx, countyId);
  await tx`create temp table if not exists incoming_lines (like ledger_lines) on commit drop`;
  await tx`truncate incoming_lines`;
  await collectLines(database, tx, countyId, book, rules, scope);
  await tx`analyze incoming_lines`;
  const only = scope.kind === 'all' ? tx`` : tx`and l.order_id = any(${[...scope.orderIds]}::uuid[])`;
  const [{ n = 0 } = {}] = await tx<{ n: number }[]>`
    with gone as (
      delete from ledger_lines l where l.county_id = ${countyId} ${only}
        and not exists (select 1 from incoming_lines n where n.line_id = l.line_id)
      returning l.line_id),
    written as (
      insert into ledger_lines as l select n.* from incoming_lines n
      where not exists (select 1 from ledger_lines s where s.county_id = n.county_id and s.line_id = n.line_id and s is not distinct from n)
      on conflict (county_id, line_id) do update set order_id = excluded.order_id, identity = excluded.identity,
        person_id = excluded.person_id, placed_at = excluded.placed_at, sold_on = excluded.sold_on, net_fen = excluded.net_fen,
        product_id = excluded.product_id, channel = excluded.channel, is_pending = excluded.is_pending, evidence = excluded.evidence
      returning l.line_id),
    marked as (
      insert into dirty_lines (county_id, line_id, reason)
      select ${countyId}, line_id, 'order' from (select line_id from gone union select line_id from written) changed
      on conflict (county_id, line_id) do update set parked_at = null, attempts = 0, not_before = now()
      returning 1)
    select count(*)::int as n from marked`;
  return n;
}

/**
 * Reads lines that are sales from `sales`, on a connection of its own, finds the evidence they carry, and streams them into
 * `incoming_lines`: memory does not grow with the county.
 */
async function collectLines(
  database: Database,
  tx: TransactionSql,
  countyId: string,
  book: CodeBook,
  rules: Rules,
  scope: LedgerScope,
): Promise<void> {
  const only = scope.kind === 'all' ? '' : `and o.id in (${scope.orderIds.map(uuidLiteral).join(', ')})`;
  const { sql } = database;
  const rows = new CopyReader(
    await sql`copy (
      select l.id, o.id, case when o.phone_hash is not null then 'phone:' || coalesce(o.phone_key_version, 1) || ':' || o.phone_hash end,
        floor(extract(epoch from coalesce(o.ordered_at, o.paid_at)))::bigint, (o.sold_at at time zone 'Asia/Shanghai')::date,
        l.paid_fen - l.refunded_fen, l.matched_product_id, o.platform, o.traffic_pending, s.name, o.order_no, s.merchant_id,
        to_json(l.seller_codes), o.promoter_id, to_json(o.codes), o.traffic_form, o.traffic_source, o.stall_activity_id
      from orders o
      join shops s on s.county_id = o.county_id and s.id = o.shop_id
      join order_lines l on l.county_id = o.county_id and l.order_id = o.id
      where o.county_id = ${sql.unsafe(uuidLiteral(countyId))} and o.counted and o.sold_at is not null and l.paid_fen is not null
        and l.stage not in ('unpaid', 'unknown') and not (l.stage = 'closed' and l.paid_fen = 0) ${sql.unsafe(only)}
    ) to stdout`.readable(),
  );
  await writeAll(
    await tx`copy incoming_lines (${tx.unsafe(INCOMING_COLUMNS)}) from stdin`.writable(),
    incomingChunks(rows, (fields) => incomingLine(countyId, fields, book, rules)),
  );
  await tx`
    update incoming_lines n set person_id = i.person_id from identities i
    where n.identity is not null and i.county_id = ${countyId} and i.kind = 'phone' and i.hash = substr(n.identity, 7) and not i.is_shared`;
}

async function* incomingChunks(rows: CopyReader, write: (fields: Field[]) => string): AsyncGenerator<string> {
  let chunk = '';
  while (rows.peek() !== undefined || (await rows.fill())) {
    const row = rows.peek();
    if (row === undefined) continue;
    rows.take();
    chunk += write(fieldsOf(row));
    if (chunk.length > 65_536) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}

function incomingLine(countyId: string, fields: readonly Field[], book: CodeBook, rules: Rules): string {
  const [lineId, orderId, identity, placedAt, soldOn, netFen, productId, platform, isPending, ...rest] =
    fields;
  const [
    shopName,
    orderNo,
    merchantId,
    sellerCodes,
    promoterId,
    codes,
    trafficForm,
    trafficSource,
    stallActivityId,
  ] = rest;
  const facts: EvidenceFacts = {
    orderKey: `${platform}|${shopName}|${orderNo}`,
    placedAt: Number(placedAt),
    platform: platform ?? '',
    shopName: shopName ?? '',
    merchantId: merchantId ?? null,
    productId: productId ?? null,
    sellerCodes: textsOf(sellerCodes),
    promoterIds: promoterId == null ? [] : [promoterId],
    codes: textsOf(codes),
    roomId: null,
    trafficForm: trafficForm ?? null,
    trafficSource: trafficSource ?? null,
    trafficPending: isPending === 't',
    stallActivityId: stallActivityId ?? null,
  };
  const evidence = evidenceOf(facts, book, rules);
  const instant = new Date(facts.placedAt * 1000).toISOString();
  return `${[countyId, lineId ?? null, orderId ?? null, identity ?? null, null, instant, soldOn ?? null, netFen ?? null, productId ?? null, platform ?? null, isPending === 't', evidence.length === 0 ? null : JSON.stringify(evidence)].map(copyField).join('\t')}\n`;
}

function textsOf(json: Field | undefined): string[] {
  return json == null ? [] : (JSON.parse(json) as string[]);
}

/** COPY takes no parameters: ids are checked and written as literals. */
function uuidLiteral(id: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new TypeError(`${id} is not a UUID`);
  return `'${id}'`;
}
