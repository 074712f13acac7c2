/** From a session to somebody who acts: county, roles and unit of the signed-in person. */
import { eq } from 'drizzle-orm';
import type { DbOrTx } from '../db/database.ts';
import type { Actor } from './actor.ts';
import { memberships } from './schema.ts';
import type { SignedIn } from './session.ts';

/**
 * The actor behind a session, read anew for each request: a role taken away is gone at once. A device acts as event
 * staff only, whatever else its user may do. `merchantIds` is filled in by the caller, who knows merchants.
 * @returns null when the person holds no role anywhere any more.
 */
export async function findActor(db: DbOrTx, signedIn: SignedIn): Promise<Actor | null> {
  const rows = await db
    .select()
    .from(memberships)
    .where(eq(memberships.userId, signedIn.userId))
    .orderBy(memberships.createdAt);
  const countyId = signedIn.device?.countyId ?? rows[0]?.countyId;
  if (!countyId) return null;
  const here = rows.filter((row) => row.countyId === countyId);
  if (here.length === 0) return null;
  return {
    userId: signedIn.userId,
    countyId,
    roles: signedIn.kind === 'device' ? ['staff'] : here.map((row) => row.role),
    organisationId: here.find((row) => row.organisationId)?.organisationId ?? null,
    merchantIds: [],
    name: signedIn.name,
  };
}
