/** How often each rule is met and let through: a rule that people always override is too coarse. */
import { desc, eq } from 'drizzle-orm';
import type { DbOrTx } from '../../db/database.ts';
import { lawChecks, lawDecisions } from './schema.ts';

export interface RuleStatistics {
  ruleId: string;
  /** Contents in whose newest check it appears. */
  contents: number;
  decisions: number;
  passed: number;
  changed: number;
  refused: number;
  /** Newest words it met. */
  words: string[];
}

export async function overrideStatistics(db: DbOrTx, countyId: string): Promise<RuleStatistics[]> {
  const [checks, decisions] = await Promise.all([
    db
      .select({ subjectId: lawChecks.subjectId, hits: lawChecks.hits })
      .from(lawChecks)
      .where(eq(lawChecks.countyId, countyId))
      .orderBy(desc(lawChecks.createdAt))
      .limit(5_000),
    db
      .select({ ruleId: lawDecisions.ruleId, outcome: lawDecisions.outcome, hitText: lawDecisions.hitText })
      .from(lawDecisions)
      .where(eq(lawDecisions.countyId, countyId))
      .orderBy(desc(lawDecisions.createdAt)),
  ]);
  const rows = new Map<string, RuleStatistics & { seen: Set<string> }>();
  const of = (ruleId: string) => {
    let row = rows.get(ruleId);
    if (!row) {
      row = {
        ruleId,
        contents: 0,
        decisions: 0,
        passed: 0,
        changed: 0,
        refused: 0,
        words: [],
        seen: new Set(),
      };
      rows.set(ruleId, row);
    }
    return row;
  };
  for (const { subjectId, hits } of checks) {
    for (const hit of hits) {
      const row = of(hit.ruleId);
      row.seen.add(subjectId);
      if (hit.text !== '' && row.words.length < 4 && !row.words.includes(hit.text)) row.words.push(hit.text);
    }
  }
  for (const { ruleId, outcome, hitText } of decisions) {
    const row = of(ruleId);
    row.decisions += 1;
    if (outcome === 'pass') row.passed += 1;
    else if (outcome === 'pass_with_changes') row.changed += 1;
    else row.refused += 1;
    if (hitText !== '' && row.words.length < 4 && !row.words.includes(hitText)) row.words.push(hitText);
  }
  return [...rows.values()]
    .map(({ seen, ...row }) => ({ ...row, contents: seen.size }))
    .sort((a, b) => b.decisions - a.decisions || b.contents - a.contents || (a.ruleId < b.ruleId ? -1 : 1));
}
