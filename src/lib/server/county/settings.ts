/** What a county decides about itself; every change is in the log with before and after. */
import { eq } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { record } from '../audit/audit.ts';
import { counties } from '../db/counties.ts';
import type { Db } from '../db/database.ts';
import { countySettings, organisations, type CountySettings } from './schema.ts';

export interface SettingsChange {
  name: string;
  nameEn: string;
  icp: string | null;
  imprintZh: string;
  imprintEn: string;
  privacyZh: string;
  privacyEn: string;
  requiresCountersign: boolean;
  /** Ids of organisations of this county; others are dropped. */
  countersignOrganisationIds: string[];
  /** Null = no limit set. */
  pettyLimitFen: number | null;
  codePrefix: string;
  spokenPrefix: string;
  brocadeAllowed: boolean;
}

export interface CountyProfile extends CountySettings {
  slug: string;
  name: string;
  nameEn: string;
  province: string;
}

export async function findProfile(db: Db, countyId: string): Promise<CountyProfile | null> {
  const [row] = await db
    .select({ county: counties, settings: countySettings })
    .from(counties)
    .innerJoin(countySettings, eq(countySettings.countyId, counties.id))
    .where(eq(counties.id, countyId));
  if (!row) return null;
  const { slug, name, nameEn, province } = row.county;
  return { ...row.settings, slug, name, nameEn, province };
}

/** The log keeps only what changed. */
export async function changeSettings(db: Db, actor: Actor, change: SettingsChange): Promise<void> {
  await db.transaction(async (tx) => {
    const [before] = await tx
      .select({ county: counties, settings: countySettings })
      .from(counties)
      .innerJoin(countySettings, eq(countySettings.countyId, counties.id))
      .where(eq(counties.id, actor.countyId))
      .for('update');
    if (!before) throw new Error(`county ${actor.countyId} has no settings`);
    const units = await tx
      .select({ id: organisations.id })
      .from(organisations)
      .where(eq(organisations.countyId, actor.countyId));
    const { name, nameEn, ...settings } = {
      ...change,
      countersignOrganisationIds: units
        .map((unit) => unit.id)
        .filter((id) => change.countersignOrganisationIds.includes(id)),
    };
    await tx.update(counties).set({ name, nameEn }).where(eq(counties.id, actor.countyId));
    await tx.update(countySettings).set(settings).where(eq(countySettings.countyId, actor.countyId));

    const was: Record<string, unknown> = {
      ...before.settings,
      name: before.county.name,
      nameEn: before.county.nameEn,
    };
    const is: Record<string, unknown> = { name, nameEn, ...settings };
    const changed = Object.keys(is).filter((key) => JSON.stringify(is[key]) !== JSON.stringify(was[key]));
    if (changed.length === 0) return;
    const pick = (from: Record<string, unknown>) =>
      Object.fromEntries(changed.map((key) => [key, from[key]]));
    await record(tx, actor, {
      action: 'county.settings_changed',
      subject: 'county',
      subjectId: actor.countyId,
      label: name,
      before: pick(was),
      after: pick(is),
    });
  });
}
