/** Messages in the house: one row a person, words made from kind and payload in the reader's language. */
import { and, count, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { DbOrTx } from '../db/database.ts';
import { notices, type Notice } from './schema.ts';

export interface NoticeText {
  /** '<domain>.<what happened>', e.g. 'campaign.returned': the pages know its words. */
  kind: string;
  /** A path on our own origin. */
  path: string;
  payload?: Record<string, string | number | null>;
}

/** Tells each of these people once, inside the caller's transaction. */
export async function tell(
  tx: DbOrTx,
  countyId: string,
  userIds: readonly string[],
  notice: NoticeText,
): Promise<void> {
  const people = [...new Set(userIds)];
  if (people.length === 0) return;
  await tx.insert(notices).values(
    people.map((userId) => ({
      countyId,
      userId,
      kind: notice.kind,
      path: notice.path,
      payload: notice.payload ?? {},
    })),
  );
}

/** Newest first. */
export async function list(
  db: DbOrTx,
  countyId: string,
  userId: string,
  options: { limit?: number; unreadOnly?: boolean } = {},
): Promise<Notice[]> {
  return db
    .select()
    .from(notices)
    .where(
      and(
        eq(notices.countyId, countyId),
        eq(notices.userId, userId),
        options.unreadOnly ? isNull(notices.readAt) : undefined,
      ),
    )
    .orderBy(desc(notices.createdAt), desc(notices.id))
    .limit(options.limit ?? 50);
}

export async function unreadCount(db: DbOrTx, countyId: string, userId: string): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(notices)
    .where(and(eq(notices.countyId, countyId), eq(notices.userId, userId), isNull(notices.readAt)));
  return row?.n ?? 0;
}

/** Marks as read; without ids everything of this person. Another person's notices are untouched. */
export async function markRead(
  db: DbOrTx,
  countyId: string,
  userId: string,
  options: { ids?: readonly string[]; at: Date },
): Promise<void> {
  await db
    .update(notices)
    .set({ readAt: options.at })
    .where(
      and(
        eq(notices.countyId, countyId),
        eq(notices.userId, userId),
        isNull(notices.readAt),
        options.ids ? inArray(notices.id, [...options.ids]) : undefined,
      ),
    );
}
