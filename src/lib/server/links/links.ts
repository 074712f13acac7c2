/**
 * Links and their codes. A code is made once for a combination and then only recalled, never reused: it is printed on
 * pictures that nobody can call back.
 */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { campaigns } from '../campaigns/schema.ts';
import { counties } from '../db/counties.ts';
import type { DbOrTx } from '../db/database.ts';
import { CODES_CHANGED } from './code-source.ts';
import { newCode } from './code.ts';
import { landingPath } from './destination.ts';
import { linkCodes, links, type Link, type LinkCode } from './schema.ts';

export type LinkChannel = Link['channel'];

/** A touch point. Without a campaign: a merchant's standing link; without a merchant: the campaign's own. */
export interface LinkPoint {
  countyId: string;
  campaignId: string | null;
  activityId?: string | null;
  merchantId: string | null;
  channel: LinkChannel;
}

/** The link of a touch point; the same row however often it is asked for. */
export async function createLink(tx: DbOrTx, point: LinkPoint): Promise<Link> {
  const values = {
    countyId: point.countyId,
    campaignId: point.campaignId,
    activityId: point.activityId ?? null,
    merchantId: point.merchantId,
    channel: point.channel,
  };
  const [made] = await tx.insert(links).values(values).onConflictDoNothing().returning();
  if (made !== undefined) return made;
  const [known] = await tx
    .select()
    .from(links)
    .where(
      and(
        eq(links.countyId, values.countyId),
        isSame(links.campaignId, values.campaignId),
        isSame(links.activityId, values.activityId),
        isSame(links.merchantId, values.merchantId),
        eq(links.channel, values.channel),
      ),
    );
  if (known === undefined) throw new Error('a link that conflicts must exist');
  return known;
}

export interface PosterCodeRequest {
  countyId: string;
  campaignId: string;
  /** Null: the campaign's own poster. */
  merchantId: string | null;
  /** The content version that the picture shows. */
  contentId: string;
  format: string;
}

/** The code in a poster's QR: one for each merchant × campaign × content version × format, made at the first asking. */
export async function createPosterCode(tx: DbOrTx, request: PosterCodeRequest): Promise<{ code: string }> {
  const link = await createLink(tx, { ...request, channel: 'poster' });
  return codeFor(tx, link, { type: 'scan', contentId: request.contentId, format: request.format });
}

/** A short link for people to click, of a merchant or of the campaign itself; the same code however often it is asked for. */
export async function createShareCode(
  tx: DbOrTx,
  point: Omit<LinkPoint, 'channel'> & { channel?: LinkChannel },
): Promise<{ code: string }> {
  const link = await createLink(tx, { ...point, channel: point.channel ?? 'share' });
  return codeFor(tx, link, { type: 'click', contentId: null, format: null });
}

interface Combination {
  type: LinkCode['type'];
  contentId: string | null;
  format: string | null;
}

async function codeFor(tx: DbOrTx, link: Link, combination: Combination): Promise<{ code: string }> {
  const existing = await findCode(tx, link, combination);
  if (existing !== null) return { code: existing };
  const destination = await destinationOf(tx, link);
  // Two may ask at once, and a fresh code may already exist: either conflict is answered by looking again.
  for (let attempt = 0; attempt < 8; attempt++) {
    const [made] = await tx
      .insert(linkCodes)
      .values({ code: newCode(), countyId: link.countyId, linkId: link.id, ...combination, destination })
      .onConflictDoNothing()
      .returning({ code: linkCodes.code });
    if (made !== undefined) {
      await tx.execute(sql`select pg_notify(${CODES_CHANGED}, '')`);
      return made;
    }
    const other = await findCode(tx, link, combination);
    if (other !== null) return { code: other };
  }
  throw new Error('no free code in eight draws: the random source is broken');
}

async function findCode(tx: DbOrTx, link: Link, combination: Combination): Promise<string | null> {
  const [row] = await tx
    .select({ code: linkCodes.code })
    .from(linkCodes)
    .where(
      and(
        eq(linkCodes.countyId, link.countyId),
        eq(linkCodes.linkId, link.id),
        eq(linkCodes.type, combination.type),
        isSame(linkCodes.contentId, combination.contentId),
        isSame(linkCodes.format, combination.format),
      ),
    );
  return row?.code ?? null;
}

async function destinationOf(tx: DbOrTx, link: Link): Promise<string> {
  const [county] = await tx
    .select({ slug: counties.slug })
    .from(counties)
    .where(eq(counties.id, link.countyId));
  if (county === undefined) throw new Error(`no county ${link.countyId}`);
  if (link.campaignId === null) return landingPath(county.slug, null);
  const [campaign] = await tx
    .select({ code: campaigns.code })
    .from(campaigns)
    .where(and(eq(campaigns.countyId, link.countyId), eq(campaigns.id, link.campaignId)));
  if (campaign === undefined) throw new Error(`no campaign ${link.campaignId} in county ${link.countyId}`);
  return landingPath(county.slug, campaign.code);
}

/** What is withdrawn: one poster content in all its formats, everything of a campaign or a merchant, or single codes. */
export type RecallScope =
  | { contentId: string; merchantId?: string }
  | { campaignId: string }
  | { merchantId: string }
  | { codes: readonly string[] };

/**
 * Withdraws codes in the caller's transaction: from its commit on they lead to the page that says what is valid now.
 * Codes withdrawn before keep their first instant and reason. Returns the codes that were withdrawn now.
 */
export async function recall(
  tx: DbOrTx,
  countyId: string,
  scope: RecallScope,
  options: { reason: string; at: Date },
): Promise<string[]> {
  const rows = await tx
    .update(linkCodes)
    .set({ recalledAt: options.at, recalledReason: options.reason, changedAt: sql`now()` })
    .where(and(eq(linkCodes.countyId, countyId), isNull(linkCodes.recalledAt), within(tx, countyId, scope)))
    .returning({ code: linkCodes.code });
  if (rows.length > 0) await tx.execute(sql`select pg_notify(${CODES_CHANGED}, '')`);
  return rows.map((row) => row.code).sort();
}

function within(tx: DbOrTx, countyId: string, scope: RecallScope) {
  if ('codes' in scope) return inArray(linkCodes.code, [...scope.codes]);
  const ofLinks = (condition: ReturnType<typeof eq>) =>
    inArray(
      linkCodes.linkId,
      tx
        .select({ id: links.id })
        .from(links)
        .where(and(eq(links.countyId, countyId), condition)),
    );
  if ('contentId' in scope) {
    const content = eq(linkCodes.contentId, scope.contentId);
    return scope.merchantId === undefined
      ? content
      : and(content, ofLinks(eq(links.merchantId, scope.merchantId)));
  }
  return 'campaignId' in scope
    ? ofLinks(eq(links.campaignId, scope.campaignId))
    : ofLinks(eq(links.merchantId, scope.merchantId));
}

/** A code with its link, or null. */
export async function getCode(db: DbOrTx, code: string): Promise<{ code: LinkCode; link: Link } | null> {
  const [row] = await db
    .select({ code: linkCodes, link: links })
    .from(linkCodes)
    .innerJoin(links, and(eq(links.countyId, linkCodes.countyId), eq(links.id, linkCodes.linkId)))
    .where(eq(linkCodes.code, code));
  return row ?? null;
}

function isSame(column: Parameters<typeof isNull>[0], value: string | null) {
  return value === null ? isNull(column) : sql`${column} = ${value}`;
}
