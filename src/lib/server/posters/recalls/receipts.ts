/** Who knows of a recall: merchants that were given one of its pictures, told, seen, acknowledged. */
import { isUuid } from '#lib/shared/uuid.ts';
import { and, count, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Actor } from '../../accounts/actor.ts';
import { record } from '../../audit/audit.ts';
import type { Db, DbOrTx } from '../../db/database.ts';
import { merchants, merchantUsers } from '../../merchants/schema.ts';
import { tell } from '../../notices/notices.ts';
import { posterRecallReceipts, posterRecalls, type PosterOutput, type PosterRecall } from '../schema.ts';

/** One receipt a merchant and a notice to each of its people, in the recall's transaction. */
export async function sendReceipts(
  tx: DbOrTx,
  recall: PosterRecall,
  outputs: readonly Pick<PosterOutput, 'merchantId'>[],
  { by, now }: { by: Actor; now: Date },
): Promise<void> {
  const holders = [...new Set(outputs.flatMap((o) => (o.merchantId === null ? [] : [o.merchantId])))];
  for (let from = 0; from < holders.length; from += 2_000) {
    const part = holders.slice(from, from + 2_000);
    await tx
      .insert(posterRecallReceipts)
      .values(
        part.map((merchantId) => ({
          countyId: recall.countyId,
          recallId: recall.id,
          merchantId,
          notifiedAt: now,
        })),
      )
      .onConflictDoNothing();
    const people = await tx
      .selectDistinct({ userId: merchantUsers.userId })
      .from(merchantUsers)
      .where(and(eq(merchantUsers.countyId, recall.countyId), inArray(merchantUsers.merchantId, part)));
    await tell(
      tx,
      recall.countyId,
      people.map((p) => p.userId).filter((id) => id !== by.userId),
      {
        kind: 'poster.withdrawn',
        path: '/m/recalls',
        payload: { name: recall.label, by: by.name, comment: recall.words },
      },
    );
  }
}

export interface ReceiptCounts {
  notified: number;
  seen: number;
  acknowledged: number;
}

export async function receiptCounts(
  db: DbOrTx,
  recall: Pick<PosterRecall, 'countyId' | 'id'>,
): Promise<ReceiptCounts> {
  const [row] = await db
    .select({
      notified: count(posterRecallReceipts.notifiedAt),
      seen: count(posterRecallReceipts.seenAt),
      acknowledged: count(posterRecallReceipts.acknowledgedAt),
    })
    .from(posterRecallReceipts)
    .where(ofRecall(recall));
  return row ?? { notified: 0, seen: 0, acknowledged: 0 };
}

export interface ReceiptRow {
  merchantId: string;
  merchant: string;
  notifiedAt: Date | null;
  seenAt: Date | null;
  acknowledgedAt: Date | null;
}

/** Whoever has not acknowledged first: the office calls them. */
export async function listReceipts(
  db: DbOrTx,
  recall: Pick<PosterRecall, 'countyId' | 'id'>,
): Promise<ReceiptRow[]> {
  return db
    .select({
      merchantId: posterRecallReceipts.merchantId,
      merchant: merchants.name,
      notifiedAt: posterRecallReceipts.notifiedAt,
      seenAt: posterRecallReceipts.seenAt,
      acknowledgedAt: posterRecallReceipts.acknowledgedAt,
    })
    .from(posterRecallReceipts)
    .innerJoin(
      merchants,
      and(
        eq(merchants.countyId, posterRecallReceipts.countyId),
        eq(merchants.id, posterRecallReceipts.merchantId),
      ),
    )
    .where(ofRecall(recall))
    .orderBy(
      desc(isNull(posterRecallReceipts.acknowledgedAt)),
      desc(isNull(posterRecallReceipts.seenAt)),
      merchants.name,
    );
}

export interface OwnRecall {
  recallId: string;
  label: string;
  reason: PosterRecall['reason'];
  words: string;
  withdrawnAt: Date;
  acknowledgedAt: Date | null;
}

/** Recalls a merchant was told of, newest first. */
export async function listOwnRecalls(
  db: DbOrTx,
  countyId: string,
  merchantId: string,
  options: { openOnly: boolean },
): Promise<OwnRecall[]> {
  const rows = await db
    .select({ recall: posterRecalls, acknowledgedAt: posterRecallReceipts.acknowledgedAt })
    .from(posterRecallReceipts)
    .innerJoin(
      posterRecalls,
      and(
        eq(posterRecalls.countyId, posterRecallReceipts.countyId),
        eq(posterRecalls.id, posterRecallReceipts.recallId),
      ),
    )
    .where(
      and(
        eq(posterRecallReceipts.countyId, countyId),
        eq(posterRecallReceipts.merchantId, merchantId),
        options.openOnly ? isNull(posterRecallReceipts.acknowledgedAt) : undefined,
      ),
    )
    .orderBy(desc(posterRecalls.decidedAt), desc(posterRecalls.id))
    .limit(50);
  return rows.map(({ recall, acknowledgedAt }) => ({
    recallId: recall.id,
    label: recall.label,
    reason: recall.reason,
    words: recall.words,
    withdrawnAt: recall.decidedAt ?? recall.createdAt,
    acknowledgedAt,
  }));
}

/** The merchant has it on the screen. */
export async function markSeen(db: DbOrTx, countyId: string, merchantId: string, now: Date): Promise<void> {
  await db
    .update(posterRecallReceipts)
    .set({ seenAt: now })
    .where(
      and(
        eq(posterRecallReceipts.countyId, countyId),
        eq(posterRecallReceipts.merchantId, merchantId),
        isNull(posterRecallReceipts.seenAt),
      ),
    );
}

/** 我知道了: by somebody of the merchant. Twice is once. */
export async function acknowledgeRecall(
  db: Db,
  actor: Actor,
  request: { recallId: string; merchantId: string; now: Date },
): Promise<{ ok: true } | { ok: false; reason: 'not_found' }> {
  if (!isUuid(request.recallId) || !actor.merchantIds.includes(request.merchantId))
    return { ok: false, reason: 'not_found' };
  return db.transaction(async (tx) => {
    const which = and(
      ofRecall({ countyId: actor.countyId, id: request.recallId }),
      eq(posterRecallReceipts.merchantId, request.merchantId),
    );
    const [receipt] = await tx.select().from(posterRecallReceipts).where(which).for('update');
    if (!receipt) return { ok: false as const, reason: 'not_found' as const };
    if (receipt.acknowledgedAt !== null) return { ok: true as const };
    await tx
      .update(posterRecallReceipts)
      .set({
        seenAt: receipt.seenAt ?? request.now,
        acknowledgedAt: request.now,
        acknowledgedBy: actor.userId,
      })
      .where(which);
    await record(tx, actor, {
      action: 'poster.recall_acknowledged',
      subject: 'poster_recall',
      subjectId: request.recallId,
    });
    return { ok: true as const };
  });
}

function ofRecall(recall: Pick<PosterRecall, 'countyId' | 'id'>) {
  return and(
    eq(posterRecallReceipts.countyId, recall.countyId),
    eq(posterRecallReceipts.recallId, recall.id),
  );
}
