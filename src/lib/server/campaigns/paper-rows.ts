/** The rows below a campaign's paper: written with it, in its transaction. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import { constraintOf } from '../db/constraint.ts';
import type { Tx } from '../db/database.ts';
import type { CampaignContent } from './content.ts';
import {
  activities,
  budgetLines,
  campaignBrands,
  campaignIndustries,
  campaignOrganisers,
  campaignProducts,
  campaignTargets,
} from './schema.ts';

/** Rows with ids are kept and changed, others are added, missing ones go. */
export async function writeChildren(
  tx: Tx,
  countyId: string,
  campaignId: string,
  content: CampaignContent,
  keepsHistory: boolean,
): Promise<void> {
  const key = { countyId, campaignId };
  for (const table of [campaignIndustries, campaignProducts, campaignOrganisers, campaignBrands] as const) {
    await tx.delete(table).where(and(eq(table.countyId, countyId), eq(table.campaignId, campaignId)));
  }
  if (content.industries.length) {
    await tx.insert(campaignIndustries).values(content.industries.map((i) => ({ ...key, ...i })));
  }
  if (content.products.length) {
    await tx
      .insert(campaignProducts)
      .values(content.products.map((p, position) => ({ ...key, ...p, position })));
  }
  if (content.organisers.length) {
    await tx
      .insert(campaignOrganisers)
      .values(content.organisers.map((o, position) => ({ ...key, ...o, position })));
  }
  if (content.brandIds.length) {
    await tx.insert(campaignBrands).values(content.brandIds.map((brandId) => ({ ...key, brandId })));
  }
  await writeTargets(tx, key, content);
  await writeBudget(tx, key, content);
  await writeActivities(tx, key, content, keepsHistory);
}

type Key = { countyId: string; campaignId: string };

async function writeTargets(tx: Tx, key: Key, content: CampaignContent): Promise<void> {
  const table = campaignTargets;
  const mine = and(eq(table.countyId, key.countyId), eq(table.campaignId, key.campaignId));
  const current = await tx.select({ id: table.id }).from(table).where(mine);
  const kept = new Set(content.targets.map((t) => t.id));
  const gone = current.map((c) => c.id).filter((id) => !kept.has(id));
  if (gone.length) await tx.delete(table).where(and(mine, inArray(table.id, gone)));
  for (const [position, { id, ...target }] of content.targets.entries()) {
    if (id && current.some((c) => c.id === id)) {
      await tx
        .update(table)
        .set({ ...target, position })
        .where(and(mine, eq(table.id, id)));
    } else {
      await tx.insert(table).values({ ...key, ...target, position });
    }
  }
}

/** A line that was paid from is held by its payments' foreign key: taking it away is refused as 'line_in_use'. */
async function writeBudget(tx: Tx, key: Key, content: CampaignContent): Promise<void> {
  const table = budgetLines;
  const mine = and(eq(table.countyId, key.countyId), eq(table.campaignId, key.campaignId));
  const current = await tx.select({ id: table.id }).from(table).where(mine);
  const kept = new Set(content.budget.map((t) => t.id));
  const gone = current.map((c) => c.id).filter((id) => !kept.has(id));
  if (gone.length) await tx.delete(table).where(and(mine, inArray(table.id, gone)));
  for (const [position, { id, ...line }] of content.budget.entries()) {
    if (id && current.some((c) => c.id === id)) {
      await tx
        .update(table)
        .set({ ...line, position })
        .where(and(mine, eq(table.id, id)));
    } else {
      await tx.insert(table).values({ ...key, ...line, position });
    }
  }
}

/** Activities of a paper that was once submitted are cancelled, not deleted: rosters and check-ins point to them. */
async function writeActivities(
  tx: Tx,
  key: Key,
  content: CampaignContent,
  keepsHistory: boolean,
): Promise<void> {
  const table = activities;
  const mine = and(eq(table.countyId, key.countyId), eq(table.campaignId, key.campaignId));
  const current = await tx.select({ id: table.id }).from(table).where(mine);
  const kept = new Set(content.activities.map((t) => t.id));
  for (const { id } of current.filter((c) => !kept.has(c.id))) {
    const one = and(mine, eq(table.id, id));
    const deleted =
      !keepsHistory &&
      (await tx
        .transaction((savepoint) => savepoint.delete(table).where(one))
        .then(() => true)
        .catch((error: unknown) => {
          if (constraintOf(error) !== null) return false;
          throw error;
        }));
    if (!deleted) await tx.update(table).set({ state: 'cancelled' }).where(one);
  }
  for (const { id, ...activity } of content.activities) {
    if (id && current.some((c) => c.id === id)) {
      await tx
        .update(table)
        .set({
          ...activity,
          state: sql`case when ${table.state} = 'cancelled' then 'planned' else ${table.state} end`,
        })
        .where(and(mine, eq(table.id, id)));
    } else {
      await tx.insert(table).values({ ...key, ...activity });
    }
  }
}
