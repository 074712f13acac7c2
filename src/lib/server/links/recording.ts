/** Journal records become rows: clicks raw, touches for people, leaves for shops, and a fact for attribution. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import { campaigns } from '../campaigns/schema.ts';
import { counties } from '../db/counties.ts';
import type { Tx } from '../db/database.ts';
import { uuidv7 } from '../db/uuid.ts';
import { productOffers } from '../merchants/schema.ts';
import { append, type Fact } from '../outbox/outbox.ts';
import { BOT_LIST_VERSION, flagOf, type ClickFlag } from './bots.ts';
import type { JournalRecord } from './journal-record.ts';
import { clicks, linkCodes, links, shopLeaves, touches, visitors } from './schema.ts';
import { visitorHash } from './visitor.ts';

export interface PlacedRecord extends JournalRecord {
  file: string;
  offset: number;
}

/** Read by attribution: a touch was recorded, or its flag changed. `subjectId` is the touch. */
export const TOUCH_RECORDED = 'links.touch_recorded';
/** A landing page opened again within this time belongs to the click that led there; later it is a forwarded page. */
const SAME_VISIT_MS = 30 * 60 * 1000;
const ROWS = 500;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface KnownPoint {
  countyId: string;
  linkId: string;
  type: 'scan' | 'click';
  campaignId: string | null;
  activityId: string | null;
  merchantId: string | null;
  recalledAt: Date | null;
}

type ClickRow = typeof clicks.$inferInsert;
type TouchInsert = typeof touches.$inferInsert;
type LeaveInsert = typeof shopLeaves.$inferInsert;
type VisitorInsert = typeof visitors.$inferInsert;

/** Writes the rows of these records. Records of codes that no longer exist are dropped: they belong to no county. */
export async function record(tx: Tx, records: readonly PlacedRecord[]): Promise<void> {
  if (records.length === 0) return;
  const points = await pointsOf(tx, records);
  const clickRows: ClickRow[] = [];
  const touchRows: TouchInsert[] = [];
  const met: VisitorInsert[] = [];
  for (const entry of records) {
    const point = entry.code === null ? undefined : points.get(entry.code);
    if (entry.kind !== 'hit' || entry.code === null || point === undefined) continue;
    const visitor = visitorHash(point.countyId, entry.visitor);
    const flag =
      point.recalledAt !== null && entry.at >= point.recalledAt.getTime()
        ? 'after_recall'
        : flagOf(entry, point.merchantId);
    clickRows.push({
      countyId: point.countyId,
      id: uuidv7(),
      journalFile: entry.file,
      journalOffset: entry.offset,
      code: entry.code,
      linkId: point.linkId,
      openedAt: new Date(entry.at),
      visitorHash: visitor,
      addressHash: entry.addressHash,
      networkHash: entry.networkHash,
      userAgent: entry.userAgent.replaceAll('\0', ''),
      ahead: entry.ahead,
      flag,
      flagVersion: BOT_LIST_VERSION,
    });
    if (isPerson(flag)) {
      touchRows.push(touchOf(entry, point, visitor, point.type, flag));
      met.push(meeting(point.countyId, visitor, entry));
    }
  }
  await inParts(clickRows, (part) => tx.insert(clicks).values(part).onConflictDoNothing());
  touchRows.push(...(await forwardedPages(tx, records, points, met)));
  await writeTouches(tx, touchRows);
  await writeVisitors(tx, met);
  const leaveRows = await leavesOf(tx, records, points);
  await inParts(leaveRows, (part) => tx.insert(shopLeaves).values(part).onConflictDoNothing());
}

/** Robots and fetches ahead met nobody. Own scans and scans after a recall are shown, flagged, and never counted. */
function isPerson(flag: ClickFlag | null): boolean {
  return flag !== 'declared_bot' && flag !== 'prefetch';
}

function touchOf(
  entry: PlacedRecord,
  point: KnownPoint,
  visitor: string,
  type: 'scan' | 'click',
  flag: ClickFlag | null,
): TouchInsert {
  return {
    countyId: point.countyId,
    id: uuidv7(),
    type,
    source: 'journal',
    sourceEventId: `${entry.file}:${entry.offset}`,
    code: entry.code ?? '',
    linkId: point.linkId,
    campaignId: point.campaignId,
    activityId: point.activityId,
    merchantId: point.merchantId,
    visitorHash: visitor,
    touchedAt: new Date(entry.at),
    flag,
  };
}

function meeting(countyId: string, visitor: string, entry: PlacedRecord): VisitorInsert {
  const at = new Date(entry.at);
  return { countyId, visitorHash: visitor, firstSeenAt: at, lastSeenAt: at, firstCode: entry.code };
}

/**
 * The page's beacon says that somebody saw it. When that somebody had not come through the code just before, the page
 * itself was forwarded: a click of theirs on the same link.
 */
async function forwardedPages(
  tx: Tx,
  records: readonly PlacedRecord[],
  points: ReadonlyMap<string, KnownPoint>,
  met: VisitorInsert[],
): Promise<TouchInsert[]> {
  const forwarded: TouchInsert[] = [];
  for (const entry of records) {
    const point = entry.code === null ? undefined : points.get(entry.code);
    if (entry.kind !== 'seen' || point === undefined || entry.code === null) continue;
    const flag = flagOf(entry, point.merchantId);
    if (!isPerson(flag)) continue;
    const visitor = visitorHash(point.countyId, entry.visitor);
    const seen = new Date(entry.at);
    const matched = await tx
      .update(clicks)
      .set({ seenAt: sql`coalesce(${clicks.seenAt}, ${seen.toISOString()}::timestamptz)` })
      .where(
        and(
          eq(clicks.countyId, point.countyId),
          eq(clicks.visitorHash, visitor),
          eq(clicks.code, entry.code),
          sql`${clicks.openedAt} between ${new Date(entry.at - SAME_VISIT_MS).toISOString()}::timestamptz and ${seen.toISOString()}::timestamptz`,
        ),
      )
      .returning({ id: clicks.id });
    if (matched.length > 0) continue;
    const recalled = point.recalledAt !== null && entry.at >= point.recalledAt.getTime();
    forwarded.push(touchOf(entry, point, visitor, 'click', recalled ? 'after_recall' : flag));
    met.push(meeting(point.countyId, visitor, entry));
  }
  return forwarded;
}

async function writeTouches(tx: Tx, rows: readonly TouchInsert[]): Promise<void> {
  const facts = new Map<string, Fact[]>();
  await inParts(rows, async (part) => {
    const made = await tx
      .insert(touches)
      .values(part)
      .onConflictDoNothing()
      .returning({ countyId: touches.countyId, id: touches.id });
    for (const { countyId, id } of made) {
      const list = facts.get(countyId) ?? [];
      list.push({ topic: TOUCH_RECORDED, subjectId: id });
      facts.set(countyId, list);
    }
  });
  for (const [countyId, list] of facts) await inParts(list, (part) => append(tx, countyId, part));
}

async function writeVisitors(tx: Tx, met: readonly VisitorInsert[]): Promise<void> {
  const merged = new Map<string, VisitorInsert>();
  for (const visit of met) {
    const key = `${visit.countyId}:${visit.visitorHash}`;
    const before = merged.get(key);
    if (before === undefined) merged.set(key, { ...visit });
    else if (visit.lastSeenAt > before.lastSeenAt) before.lastSeenAt = visit.lastSeenAt;
  }
  // In key order, so that two loaders never wait for each other crosswise.
  const rows = [...merged.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  await inParts(rows, (part) =>
    tx
      .insert(visitors)
      .values(part)
      .onConflictDoUpdate({
        target: [visitors.countyId, visitors.visitorHash],
        set: { lastSeenAt: sql`greatest(${visitors.lastSeenAt}, excluded.last_seen_at)` },
      }),
  );
}

/** `place` of a leave is '<county slug>/<offer id>/<code of the campaign whose page it was, or empty>'. */
async function leavesOf(
  tx: Tx,
  records: readonly PlacedRecord[],
  points: ReadonlyMap<string, KnownPoint>,
): Promise<LeaveInsert[]> {
  const leaving = records.flatMap((entry) => {
    const [slug, offerId, page = ''] =
      entry.kind === 'leave' && entry.place !== null ? entry.place.split('/') : [];
    return slug === undefined || offerId === undefined || !UUID.test(offerId)
      ? []
      : [{ entry, slug, offerId, page: page.toLowerCase() }];
  });
  if (leaving.length === 0) return [];
  const offers = await tx
    .select({ offer: productOffers, slug: counties.slug })
    .from(productOffers)
    .innerJoin(counties, eq(counties.id, productOffers.countyId))
    .where(inArray(productOffers.id, [...new Set(leaving.map((l) => l.offerId))]));
  const known = new Map(offers.map((row) => [`${row.slug}/${row.offer.id}`, row.offer]));
  const pages = [...new Set(leaving.map((l) => l.page).filter((page) => page !== ''))];
  const pageRows =
    pages.length === 0
      ? []
      : await tx
          .select({ countyId: campaigns.countyId, id: campaigns.id, code: campaigns.code })
          .from(campaigns)
          .where(inArray(sql`lower(${campaigns.code})`, pages));
  const campaignOf = new Map(pageRows.map((row) => [`${row.countyId}/${row.code.toLowerCase()}`, row.id]));
  return leaving.flatMap(({ entry, slug, offerId, page }) => {
    const offer = known.get(`${slug}/${offerId}`);
    if (offer === undefined) return [];
    const point = entry.code === null ? undefined : points.get(entry.code);
    const ours = point?.countyId === offer.countyId ? point : undefined;
    return [
      {
        countyId: offer.countyId,
        id: uuidv7(),
        journalFile: entry.file,
        journalOffset: entry.offset,
        code: ours === undefined ? null : entry.code,
        offerId: offer.id,
        platform: offer.platform,
        productId: offer.productId,
        merchantId: offer.merchantId,
        campaignId: campaignOf.get(`${offer.countyId}/${page}`) ?? ours?.campaignId ?? null,
        visitorHash: visitorHash(offer.countyId, entry.visitor),
        leftAt: new Date(entry.at),
        flag: flagOf(entry, ours?.merchantId ?? offer.merchantId),
      },
    ];
  });
}

async function pointsOf(tx: Tx, records: readonly PlacedRecord[]): Promise<Map<string, KnownPoint>> {
  const codes = [...new Set(records.flatMap((entry) => (entry.code === null ? [] : [entry.code])))];
  if (codes.length === 0) return new Map();
  const rows = await tx
    .select({
      code: linkCodes.code,
      countyId: linkCodes.countyId,
      linkId: linkCodes.linkId,
      type: linkCodes.type,
      recalledAt: linkCodes.recalledAt,
      campaignId: links.campaignId,
      activityId: links.activityId,
      merchantId: links.merchantId,
    })
    .from(linkCodes)
    .innerJoin(links, and(eq(links.countyId, linkCodes.countyId), eq(links.id, linkCodes.linkId)))
    .where(inArray(linkCodes.code, codes));
  return new Map(rows.map(({ code, ...point }) => [code, point]));
}

async function inParts<T>(rows: readonly T[], write: (part: T[]) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < rows.length; i += ROWS) await write(rows.slice(i, i + ROWS));
}
