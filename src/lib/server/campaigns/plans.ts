/** The year's plan: programme lines by industry, the campaigns on them, and how much of each frame they ask for. */
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { quarterOf } from '#lib/shared/dates.ts';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { record } from '../audit/audit.ts';
import { industries } from '../county/schema.ts';
import type { Db, DbOrTx } from '../db/database.ts';
import { list, type CampaignRow } from './campaigns.ts';
import { annualPlans, campaigns, programmeLines, type AnnualPlan, type ProgrammeLine } from './schema.ts';

export interface PlanLine extends ProgrammeLine {
  industry: { code: string; name: string; nameEn: string };
  /** What the line's campaigns ask for; cancelled ones ask nothing. */
  plannedFen: number;
  /** Index 0–3: the campaigns that begin in that quarter. */
  quarters: [CampaignRow[], CampaignRow[], CampaignRow[], CampaignRow[]];
}

export interface YearPlan {
  plan: AnnualPlan;
  lines: PlanLine[];
}

/** Campaigns of a year that no line of the plan names. */
export interface YearView {
  year: number;
  years: number[];
  plan: YearPlan | null;
  unplanned: CampaignRow[];
}

export async function viewYear(db: DbOrTx, countyId: string, year: number): Promise<YearView> {
  const { rows } = await list(db, countyId, { year, sort: 'starts', descending: false, pageSize: 500 });
  const starting = rows.filter((c) => c.startsOn.startsWith(String(year)));
  const [plan] = await db
    .select()
    .from(annualPlans)
    .where(and(eq(annualPlans.countyId, countyId), eq(annualPlans.year, year)));
  const lines = plan ? await linesOf(db, countyId, plan.id, starting) : [];
  const named = new Set(lines.map((l) => l.id));
  return {
    year,
    years: await yearsOf(db, countyId),
    plan: plan ? { plan, lines } : null,
    unplanned: starting.filter((c) => !c.programmeLineId || !named.has(c.programmeLineId)),
  };
}

async function linesOf(
  db: DbOrTx,
  countyId: string,
  planId: string,
  rows: readonly CampaignRow[],
): Promise<PlanLine[]> {
  const lines = await db
    .select({
      line: programmeLines,
      industry: { code: industries.code, name: industries.name, nameEn: industries.nameEn },
    })
    .from(programmeLines)
    .innerJoin(
      industries,
      and(eq(industries.countyId, programmeLines.countyId), eq(industries.id, programmeLines.industryId)),
    )
    .where(and(eq(programmeLines.countyId, countyId), eq(programmeLines.planId, planId)))
    .orderBy(asc(industries.position), asc(programmeLines.position));
  return lines.map(({ line, industry }) => {
    const mine = rows.filter((c) => c.programmeLineId === line.id);
    const inQuarter = (quarter: number) => mine.filter((c) => quarterOf(c.startsOn) === quarter);
    return {
      ...line,
      industry,
      plannedFen: mine.filter((c) => c.state !== 'cancelled').reduce((sum, c) => sum + c.budgetFen, 0),
      quarters: [inQuarter(1), inQuarter(2), inQuarter(3), inQuarter(4)],
    };
  });
}

/** Years with a plan or a campaign, newest first. */
async function yearsOf(db: DbOrTx, countyId: string): Promise<number[]> {
  const [planned, running] = await Promise.all([
    db.select({ year: annualPlans.year }).from(annualPlans).where(eq(annualPlans.countyId, countyId)),
    db
      .selectDistinct({ year: sql<number>`extract(year from ${campaigns.startsOn})`.mapWith(Number) })
      .from(campaigns)
      .where(eq(campaigns.countyId, countyId)),
  ]);
  return [...new Set([...planned, ...running].map((r) => r.year))].sort((a, b) => b - a);
}

/** Every line of every plan, newest year first: the choices of the campaign form. */
export async function listLines(
  db: DbOrTx,
  countyId: string,
): Promise<{ id: string; year: number; goal: string; industry: string; budgetFen: number }[]> {
  return db
    .select({
      id: programmeLines.id,
      year: annualPlans.year,
      goal: programmeLines.goal,
      industry: industries.name,
      budgetFen: programmeLines.budgetFen,
    })
    .from(programmeLines)
    .innerJoin(
      annualPlans,
      and(eq(annualPlans.countyId, programmeLines.countyId), eq(annualPlans.id, programmeLines.planId)),
    )
    .innerJoin(
      industries,
      and(eq(industries.countyId, programmeLines.countyId), eq(industries.id, programmeLines.industryId)),
    )
    .where(eq(programmeLines.countyId, countyId))
    .orderBy(desc(annualPlans.year), asc(industries.position), asc(programmeLines.position));
}

export interface PlanInput {
  title: string;
  goals: string;
  budgetFen: number;
  lines: readonly {
    id?: string;
    industryId: string;
    goal: string;
    quarter: number | null;
    budgetFen: number;
  }[];
}

export type PlanRefusal =
  'not_allowed' | 'title_missing' | 'lines_over_frame' | 'line_in_use' | 'unknown_reference';

/** Writes the plan of a year with its lines. A line that campaigns are on stays. */
export async function savePlan(
  db: Db,
  actor: Actor,
  year: number,
  input: PlanInput,
): Promise<{ ok: true; plan: AnnualPlan } | { ok: false; reason: PlanRefusal }> {
  if (!can(actor, 'plan.edit')) return { ok: false, reason: 'not_allowed' };
  if (!input.title.trim()) return { ok: false, reason: 'title_missing' };
  if (input.lines.reduce((sum, l) => sum + l.budgetFen, 0) > input.budgetFen) {
    return { ok: false, reason: 'lines_over_frame' };
  }
  const { lines, ...fields } = input;
  return db.transaction(async (tx) => {
    const known = await tx
      .select({ id: industries.id })
      .from(industries)
      .where(eq(industries.countyId, actor.countyId));
    if (lines.some((l) => !known.some((i) => i.id === l.industryId))) {
      return { ok: false as const, reason: 'unknown_reference' as const };
    }
    const [plan] = await tx
      .insert(annualPlans)
      .values({ ...fields, countyId: actor.countyId, year, state: 'draft', createdBy: actor.userId })
      .onConflictDoUpdate({ target: [annualPlans.countyId, annualPlans.year], set: fields })
      .returning();
    if (!plan) throw new Error('no plan was written');
    const mine = and(eq(programmeLines.countyId, actor.countyId), eq(programmeLines.planId, plan.id));
    const current = await tx.select({ id: programmeLines.id }).from(programmeLines).where(mine);
    const gone = current.map((c) => c.id).filter((id) => !lines.some((l) => l.id === id));
    if (gone.length > 0) {
      const used = await tx
        .select({ id: campaigns.id })
        .from(campaigns)
        .where(and(eq(campaigns.countyId, actor.countyId), inArray(campaigns.programmeLineId, gone)))
        .limit(1);
      if (used.length > 0) return { ok: false as const, reason: 'line_in_use' as const };
      await tx.delete(programmeLines).where(and(mine, inArray(programmeLines.id, gone)));
    }
    for (const [position, { id, ...line }] of lines.entries()) {
      if (id && current.some((c) => c.id === id)) {
        await tx
          .update(programmeLines)
          .set({ ...line, position })
          .where(and(mine, eq(programmeLines.id, id)));
      } else {
        await tx
          .insert(programmeLines)
          .values({ ...line, position, countyId: actor.countyId, planId: plan.id });
      }
    }
    await record(tx, actor, {
      action: 'plan.saved',
      subject: 'annual_plan',
      subjectId: plan.id,
      label: plan.title,
      after: input,
    });
    return { ok: true as const, plan };
  });
}
