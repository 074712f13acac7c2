/** Livestream sessions: what a livestream activity is on air, its roster and its goods. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { record } from '../audit/audit.ts';
import { activities } from '../campaigns/schema.ts';
import { products } from '../county/schema.ts';
import type { Db, DbOrTx } from '../db/database.ts';
import { append } from '../outbox/outbox.ts';
import { rosterFaults, type RosterFault } from './roster.ts';
import { liveGoods, liveSessions, rosterSlots, type LiveSession, type RosterSlot } from './schema.ts';

export const LIVE_PLATFORMS = liveSessions.platform.enumValues;

export interface SessionDetail {
  session: LiveSession;
  slots: RosterSlot[];
  goods: { productId: string; name: string; code: string; priceFen: number | null }[];
  faults: RosterFault[];
}

/** The session of a livestream activity, or null while none has been entered. */
export async function getByActivity(
  db: DbOrTx,
  countyId: string,
  activityId: string,
): Promise<SessionDetail | null> {
  const [found] = await db
    .select({ session: liveSessions, startsAt: activities.startsAt, endsAt: activities.endsAt })
    .from(liveSessions)
    .innerJoin(
      activities,
      and(eq(activities.countyId, liveSessions.countyId), eq(activities.id, liveSessions.activityId)),
    )
    .where(and(eq(liveSessions.countyId, countyId), eq(liveSessions.activityId, activityId)));
  if (!found) return null;
  const [slots, goods] = await Promise.all([
    db
      .select()
      .from(rosterSlots)
      .where(and(eq(rosterSlots.countyId, countyId), eq(rosterSlots.sessionId, found.session.id)))
      .orderBy(asc(rosterSlots.startsAt)),
    db
      .select({
        productId: liveGoods.productId,
        name: products.name,
        code: products.code,
        priceFen: liveGoods.priceFen,
      })
      .from(liveGoods)
      .innerJoin(
        products,
        and(eq(products.countyId, liveGoods.countyId), eq(products.id, liveGoods.productId)),
      )
      .where(and(eq(liveGoods.countyId, countyId), eq(liveGoods.sessionId, found.session.id)))
      .orderBy(asc(liveGoods.position)),
  ]);
  const window = {
    startsAt: found.session.actualStartsAt ?? found.startsAt,
    endsAt: found.session.actualEndsAt ?? found.endsAt,
  };
  return { session: found.session, slots, goods, faults: rosterFaults(window, slots) };
}

/** Which of these activities have a session, and whether its roster is complete. */
export async function sessionsOf(
  db: DbOrTx,
  countyId: string,
  activityIds: readonly string[],
): Promise<Map<string, SessionDetail>> {
  const found = new Map<string, SessionDetail>();
  if (activityIds.length === 0) return found;
  const rows = await db
    .select({ activityId: liveSessions.activityId })
    .from(liveSessions)
    .where(and(eq(liveSessions.countyId, countyId), inArray(liveSessions.activityId, [...activityIds])));
  for (const { activityId } of rows) {
    const detail = await getByActivity(db, countyId, activityId);
    if (detail) found.set(activityId, detail);
  }
  return found;
}

export interface SessionInput {
  platform: LiveSession['platform'];
  account: string;
  roomId: string | null;
  operatorName: string;
  operatorCreditCode: string | null;
  shopName: string;
  slots: readonly { host: string; hostAccountId: string | null; startsAt: Date; endsAt: Date }[];
  goods: readonly { productId: string; priceFen: number | null }[];
}

export type SessionRefusal =
  | 'not_allowed'
  | 'not_found'
  | 'account_missing'
  | 'shop_missing'
  | 'slot_times'
  | 'host_missing'
  | 'unknown_reference'
  /** On air or ended: only times and figures are added then. */
  | 'locked';

/** Enters or changes the session of a livestream activity. Gaps in the roster are allowed and shown, not hidden. */
export async function save(
  db: Db,
  actor: Actor,
  activityId: string,
  input: SessionInput,
): Promise<{ ok: true; session: LiveSession } | { ok: false; reason: SessionRefusal }> {
  if (!can(actor, 'campaign.edit') && !can(actor, 'sales.import'))
    return { ok: false, reason: 'not_allowed' };
  if (!input.account.trim()) return { ok: false, reason: 'account_missing' };
  if (!input.shopName.trim()) return { ok: false, reason: 'shop_missing' };
  if (input.slots.some((slot) => slot.endsAt <= slot.startsAt)) return { ok: false, reason: 'slot_times' };
  if (input.slots.some((slot) => !slot.host.trim())) return { ok: false, reason: 'host_missing' };
  const { slots, goods, ...fields } = input;
  return db.transaction(async (tx) => {
    const [activity] = await tx
      .select()
      .from(activities)
      .where(
        and(
          eq(activities.countyId, actor.countyId),
          eq(activities.id, activityId),
          eq(activities.kind, 'livestream'),
        ),
      )
      .for('update');
    if (!activity) return { ok: false as const, reason: 'not_found' as const };
    if (goods.length > 0) {
      const known = await tx
        .select({ id: products.id })
        .from(products)
        .where(
          and(
            eq(products.countyId, actor.countyId),
            inArray(
              products.id,
              goods.map((g) => g.productId),
            ),
          ),
        );
      if (known.length !== new Set(goods.map((g) => g.productId)).size) {
        return { ok: false as const, reason: 'unknown_reference' as const };
      }
    }
    const [before] = await tx
      .select()
      .from(liveSessions)
      .where(and(eq(liveSessions.countyId, actor.countyId), eq(liveSessions.activityId, activityId)));
    if (before && ['on_air', 'ended', 'reviewed', 'cancelled'].includes(before.state)) {
      return { ok: false as const, reason: 'locked' as const };
    }
    const [session] = before
      ? await tx
          .update(liveSessions)
          .set(fields)
          .where(and(eq(liveSessions.countyId, actor.countyId), eq(liveSessions.id, before.id)))
          .returning()
      : await tx
          .insert(liveSessions)
          .values({ ...fields, countyId: actor.countyId, activityId })
          .returning();
    if (!session) throw new Error('no session was written');
    const key = { countyId: actor.countyId, sessionId: session.id };
    await tx
      .delete(rosterSlots)
      .where(and(eq(rosterSlots.countyId, actor.countyId), eq(rosterSlots.sessionId, session.id)));
    await tx
      .delete(liveGoods)
      .where(and(eq(liveGoods.countyId, actor.countyId), eq(liveGoods.sessionId, session.id)));
    if (slots.length > 0) await tx.insert(rosterSlots).values(slots.map((slot) => ({ ...key, ...slot })));
    if (goods.length > 0) {
      await tx.insert(liveGoods).values(goods.map((good, position) => ({ ...key, ...good, position })));
    }
    await append(tx, actor.countyId, { topic: 'livestreams.roster_changed', subjectId: session.id });
    await record(tx, actor, {
      action: before ? 'livestream.changed' : 'livestream.created',
      subject: 'live_session',
      subjectId: session.id,
      label: activity.name,
      before: before ?? null,
      after: { ...session, slots, goods },
    });
    return { ok: true as const, session };
  });
}
