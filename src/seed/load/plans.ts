/** Annual plans with a line per industry, and the register of papers. */
import { annualPlans, documents, programmeLines } from '#lib/server/campaigns/schema.ts';
import { addDays, dayOf, instantAt, yearOf } from '#lib/shared/dates.ts';
import { DOCUMENTS, PLAN_GOALS, PROGRAMME } from '../data/plans.ts';
import { wasApproved, type Edition } from '../world/editions.ts';
import { insertAll, type Loading } from './loading.ts';

export function budgetYuan(edition: Edition): number {
  return edition.template.budget.reduce((sum, [, , yuan]) => sum + yuan, 0);
}

/** The industry that carries most of a campaign answers for it in the annual plan. */
export function leadIndustry(edition: Edition): string {
  return [...edition.template.industries].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'tea';
}

export function programmeLineId({ id }: Pick<Loading, 'id'>, edition: Edition): string {
  return id('line', `${yearOf(edition.startsOn)}/${leadIndustry(edition)}`);
}

export async function loadPlans({ tx, countyId, id, today, world }: Loading): Promise<void> {
  const years = [...new Set([...world.editions.map((e) => yearOf(e.startsOn)), yearOf(today) + 1])].sort();
  const planner = id('user', 'planner@baisha.example');
  const plans: (typeof annualPlans.$inferInsert)[] = [];
  const lines: (typeof programmeLines.$inferInsert)[] = [];
  for (const year of years) {
    const age = yearOf(today) - year;
    const mine = world.editions.filter((e) => yearOf(e.startsOn) === year);
    const frames = PROGRAMME.map((line, position) => {
      const asked = mine
        .filter((e) => leadIndustry(e) === line.industry)
        .reduce((sum, e) => sum + budgetYuan(e), 0);
      // A frame leaves room for what the year brings; whole thousands, as plans are written.
      const yuan = Math.max(6_000, Math.ceil((asked * 1.25) / 1_000) * 1_000);
      return {
        countyId,
        id: id('line', `${year}/${line.industry}`),
        planId: id('plan', String(year)),
        industryId: id('industry', line.industry),
        goal: line.goal,
        quarter: line.quarter,
        budgetFen: yuan * 100,
        position,
      };
    });
    lines.push(...frames);
    plans.push({
      countyId,
      id: id('plan', String(year)),
      year,
      title: `白沙县${year}年农产品宣传推广活动计划`,
      goals: PLAN_GOALS,
      budgetFen: frames.reduce((sum, line) => sum + line.budgetFen, 0),
      state: age >= 2 ? 'archived' : age === 1 ? 'summarised' : age === 0 ? 'approved' : 'draft',
      createdBy: planner,
      createdAt: instantAt(age < 0 ? addDays(today, -20) : `${year - 1}-12-05`, '09:00'),
    });
  }
  await insertAll(tx, annualPlans, plans);
  await insertAll(tx, programmeLines, lines);
}

export async function loadDocuments({ tx, countyId, id, today, world }: Loading): Promise<void> {
  const register = DOCUMENTS.map((d) => {
    const issuedOn = addDays(today, -d.issued);
    const isOut = d.status === 'issued' || d.status === 'revising';
    return {
      countyId,
      id: id('document', d.title),
      kind: d.kind,
      title: d.title,
      number: d.number,
      issuer: d.issuer,
      issuedOn: isOut ? issuedOn : null,
      inForceFrom: isOut ? issuedOn : null,
      status: d.status,
      secrecy: d.secrecy,
      createdAt: instantAt(issuedOn, '15:00'),
    } satisfies typeof documents.$inferInsert;
  });
  const replies = world.editions.filter(wasApproved).map((edition, i) => {
    const issuedOn =
      addDays(edition.startsOn, -26) > today ? addDays(today, -2) : addDays(edition.startsOn, -26);
    return {
      countyId,
      id: id('document', `reply/${edition.key}`),
      kind: 'reply',
      title: `关于同意举办“${edition.name}”的批复`,
      number: `白电商办批〔${issuedOn.slice(0, 4)}〕${i + 1}号`,
      issuer: '白沙县电子商务工作领导小组办公室',
      issuedOn,
      inForceFrom: issuedOn,
      status: 'issued',
      secrecy: 'internal',
      campaignId: id('campaign', edition.key),
      createdAt: instantAt(issuedOn, '16:30'),
    } satisfies typeof documents.$inferInsert;
  });
  const permits = world.editions
    .filter((e) => wasApproved(e) && e.activities.some((a) => (a.attendance ?? 0) >= 1_000))
    .map((edition) => ({
      countyId,
      id: id('document', `permit/${edition.key}`),
      kind: 'other' as const,
      title: `${edition.name}大型群众性活动安全许可`,
      number: `白公（治）安许字〔${dayOf(instantAt(edition.startsOn)).slice(0, 4)}〕3号`,
      issuer: '白沙县公安局',
      issuedOn: addDays(edition.startsOn, -12),
      inForceFrom: addDays(edition.startsOn, -12),
      inForceTo: edition.endsOn,
      status: 'issued' as const,
      secrecy: 'internal' as const,
      campaignId: id('campaign', edition.key),
      createdAt: instantAt(addDays(edition.startsOn, -12), '11:00'),
    }));
  await insertAll(tx, documents, register);
  await insertAll(tx, documents, replies);
  await insertAll(tx, documents, permits);
}
