/** The consents of the people seen in assets, as the library judges them. */
import { and, eq, inArray } from 'drizzle-orm';
import { consents, portraitPersons } from '../schema.ts';
import type { DbOrTx } from '../../db/database.ts';
import type { ConsentFacts } from './asset-state.ts';

export interface AssetConsent extends ConsentFacts {
  id: string;
  personName: string;
  isOfficial: boolean;
}

/** By asset; assets without a consent are absent. */
export async function consentsOf(
  db: DbOrTx,
  countyId: string,
  assetIds: readonly string[],
): Promise<Map<string, AssetConsent[]>> {
  const found = new Map<string, AssetConsent[]>();
  if (assetIds.length === 0) return found;
  const rows = await db
    .select({ consent: consents, person: portraitPersons })
    .from(consents)
    .innerJoin(
      portraitPersons,
      and(eq(portraitPersons.countyId, consents.countyId), eq(portraitPersons.id, consents.personId)),
    )
    .where(and(eq(consents.countyId, countyId), inArray(consents.assetId, [...assetIds])))
    .orderBy(consents.validFrom);
  // A renewed consent is a new record: of each person only the latest counts.
  const latest = new Map<string, (typeof rows)[number]>();
  for (const row of rows) latest.set(`${row.consent.assetId}:${row.person.id}`, row);
  for (const { consent, person } of latest.values()) {
    const list = found.get(consent.assetId) ?? [];
    list.push({
      id: consent.id,
      personName: person.name,
      isOfficial: person.isOfficial,
      uses: consent.uses,
      validFrom: consent.validFrom,
      validTo: consent.validTo,
      withdrawnOn: consent.withdrawnOn,
    });
    found.set(consent.assetId, list);
  }
  return found;
}
