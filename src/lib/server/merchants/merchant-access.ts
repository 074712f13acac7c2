/** Who may sign in for a merchant: the office hands out a link and a code for a phone number. */
import { and, eq } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { createMerchantInvitation, type MerchantInvitation } from '../accounts/merchant-sign-in.ts';
import { endSessionsOf } from '../accounts/session.ts';
import { record } from '../audit/audit.ts';
import type { Secrets } from '../config/secrets.ts';
import type { Db } from '../db/database.ts';
import { merchants, merchantUsers } from './schema.ts';

export type MerchantAccess =
  | Extract<MerchantInvitation, { ok: true }>
  | { ok: false; reason: 'bad_phone' | 'phone_elsewhere' | 'not_found' };

/** Ties the phone's account to the merchant and makes a fresh link and code; both are told once and not stored. */
export async function giveAccess(
  db: Db,
  secrets: Secrets,
  actor: Actor,
  merchantId: string,
  person: { name: string; phone: string },
  now: Date,
): Promise<MerchantAccess> {
  return db.transaction(async (tx) => {
    const [merchant] = await tx
      .select({ id: merchants.id })
      .from(merchants)
      .where(and(eq(merchants.countyId, actor.countyId), eq(merchants.id, merchantId)));
    if (!merchant) return { ok: false, reason: 'not_found' };
    const invited = await createMerchantInvitation(tx, secrets, actor, person, now);
    if (!invited.ok) {
      return invited;
    }
    const others = await tx
      .select({ userId: merchantUsers.userId })
      .from(merchantUsers)
      .where(and(eq(merchantUsers.countyId, actor.countyId), eq(merchantUsers.merchantId, merchantId)));
    await tx
      .insert(merchantUsers)
      .values({ countyId: actor.countyId, merchantId, userId: invited.userId, isOwner: others.length === 0 })
      .onConflictDoNothing();
    return invited;
  });
}

/** The person acts for this merchant no longer and is signed out. @returns false when they did not. */
export async function takeAccess(db: Db, actor: Actor, merchantId: string, userId: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const gone = await tx
      .delete(merchantUsers)
      .where(
        and(
          eq(merchantUsers.countyId, actor.countyId),
          eq(merchantUsers.merchantId, merchantId),
          eq(merchantUsers.userId, userId),
        ),
      )
      .returning();
    if (gone.length === 0) return false;
    await endSessionsOf(tx, userId);
    await record(tx, actor, {
      action: 'merchant.access_taken',
      subject: 'merchant',
      subjectId: merchantId,
      after: { userId },
    });
    return true;
  });
}
