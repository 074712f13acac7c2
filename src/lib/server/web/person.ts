import { and, eq } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { organisations } from '../county/schema.ts';
import type { Db } from '../db/database.ts';

/** The unit a person acts for, as the sidebar names it; null when they act for none. */
export async function unitName(db: Db, actor: Actor): Promise<string | null> {
  if (!actor.organisationId) return null;
  const [unit] = await db
    .select({ name: organisations.name, shortName: organisations.shortName })
    .from(organisations)
    .where(and(eq(organisations.countyId, actor.countyId), eq(organisations.id, actor.organisationId)));
  return unit ? (unit.shortName ?? unit.name) : null;
}
