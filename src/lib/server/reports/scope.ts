/** What a question about results is asked of: a county, a rule set that has been computed, a model. */
import type { Database } from '../db/database.ts';
import { MODELS, type Model } from '../attribution/model.ts';
import { MODEL_COLUMN } from '../attribution/model-columns.ts';

export interface Scope {
  countyId: string;
  ruleSetId: string;
  ruleSetKey: string;
  model: Model;
}

/**
 * The scope of a campaign's figures: the rule set and headline model it named at approval, when that set is computed;
 * else the county's current one. `model` null = the headline. Null when nothing has been computed yet.
 */
export async function findScope(
  database: Database,
  countyId: string,
  model: Model | null = null,
  campaign: { ruleSetKey: string | null; headlineModel: Model } | null = null,
): Promise<Scope | null> {
  const rows = await database.sql<{ id: string; key: string; state: string; headline: string }[]>`
    select s.id, s.key, s.state, s.rules ->> 'headlineModel' as headline from rule_sets s
    where s.county_id = ${countyId} and (s.state = 'active' or s.key = ${campaign?.ruleSetKey ?? ''})
      and exists (select 1 from attribution_runs r
        where r.county_id = s.county_id and r.rule_set_id = s.id and r.finished_at is not null)`;
  const chosen =
    rows.find((row) => row.key === campaign?.ruleSetKey) ?? rows.find((row) => row.state === 'active');
  if (chosen === undefined) return null;
  const headline = campaign?.headlineModel ?? readModel(chosen.headline) ?? 'last';
  return { countyId, ruleSetId: chosen.id, ruleSetKey: chosen.key, model: model ?? headline };
}

export function readModel(text: string | null): Model | null {
  return MODELS.find((model) => model === text) ?? null;
}

/** The fen column of a model, with an alias in front: an identifier from a fixed list. */
export function fenColumn(database: Database, { model }: Scope, alias = 'c') {
  return database.sql.unsafe(`${alias}.${MODEL_COLUMN[model]}`);
}

/** Sums come back as text, since PostgreSQL adds bigints to numeric. */
export function toFen(text: string | number | null | undefined): number {
  return Number(text ?? 0);
}
