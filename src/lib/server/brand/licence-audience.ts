/** Who hears of licences: the holder's own people, and the roles of the office. */
import { and, eq, inArray } from 'drizzle-orm';
import { memberships } from '../accounts/schema.ts';
import { rolesWith, type Right } from '../accounts/rights.ts';
import type { DbOrTx } from '../db/database.ts';
import { merchantUsers } from '../merchants/schema.ts';

export async function peopleOfMerchant(
  tx: DbOrTx,
  countyId: string,
  merchantId: string | null,
): Promise<string[]> {
  if (merchantId === null) return [];
  const rows = await tx
    .selectDistinct({ userId: merchantUsers.userId })
    .from(merchantUsers)
    .where(and(eq(merchantUsers.countyId, countyId), eq(merchantUsers.merchantId, merchantId)));
  return rows.map((r) => r.userId);
}

/** Everybody of the county whose roles hold the right. */
export async function peopleWithRight(tx: DbOrTx, countyId: string, right: Right): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.countyId, countyId), inArray(memberships.role, [...rolesWith(right)])));
  return rows.map((r) => r.userId);
}
