/** Changing the county's list: what it would do is shown first, and stored with the signature. */
import type { Actor } from '../../accounts/actor.ts';
import { problemsOf, type AdditionProblem, type CountyAdditions } from '../../brand/law/list.ts';
import { changesBetween, listWith, newestVersion, signList, type SignResult } from '../../brand/law/lists.ts';
import { NO_ADDITIONS } from '../../brand/law/list.ts';
import type { Effect, ListChange } from '../../brand/law/states.ts';
import type { Db, DbOrTx } from '../../db/database.ts';
import { effectOf } from './running.ts';

export interface ListPreview {
  problems: AdditionProblem[];
  changes: ListChange[];
  checked: number;
  effects: Effect[];
}

/** What the additions would change over everything in use today. With problems nothing is run. */
export async function previewList(
  db: DbOrTx,
  countyId: string,
  additions: CountyAdditions,
  now: Date,
): Promise<ListPreview> {
  const newest = await newestVersion(db, countyId);
  const changes = changesBetween(newest?.additions ?? NO_ADDITIONS, additions);
  const problems = problemsOf(additions);
  if (problems.length > 0) return { problems, changes, checked: 0, effects: [] };
  const candidate = await listWith(db, countyId, additions);
  return { problems, changes, ...(await effectOf(db, countyId, candidate, now)) };
}

export async function sign(
  db: Db,
  actor: Actor,
  request: { over: number; additions: CountyAdditions; note: string; now: Date },
): Promise<SignResult> {
  const { effects } = await previewList(db, actor.countyId, request.additions, request.now);
  return signList(db, actor, { ...request, effect: effects });
}
