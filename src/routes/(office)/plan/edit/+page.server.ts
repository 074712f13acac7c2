import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import * as plans from '#lib/server/campaigns/plans.ts';
import { listIndustries } from '#lib/server/county/lists.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { dayOf, yearOf } from '#lib/shared/dates.ts';
import { readYuan } from '../../campaigns/amount.ts';
import { rowsOf } from '../../campaigns/paper-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function yearAsked(event: RequestEvent | Parameters<PageServerLoad>[0]): number {
  const asked = Number(event.url.searchParams.get('year'));
  return Number.isInteger(asked) && asked >= 2000 && asked <= 2100
    ? asked
    : yearOf(dayOf(event.locals.app.clock()));
}

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'plan.edit');
  const { db } = event.locals.app.database;
  const year = yearAsked(event);
  const [view, industries] = await Promise.all([
    plans.viewYear(db, actor.countyId, year),
    listIndustries(db, actor.countyId),
  ]);
  return {
    year,
    title: view.plan?.plan.title ?? '',
    goals: view.plan?.plan.goals ?? '',
    budgetFen: view.plan?.plan.budgetFen ?? 0,
    lines: (view.plan?.lines ?? []).map(({ id, industryId, goal, quarter, budgetFen }) => ({
      id,
      industryId,
      goal,
      quarter,
      budgetFen,
    })),
    industries: industries.map(({ id, name, nameEn }) => ({ id, name, nameEn })),
  };
};

const refusalWord: Record<plans.PlanRefusal, () => string> = {
  not_allowed: m.planning_refused_not_allowed,
  title_missing: m.planning_refused_title,
  lines_over_frame: m.planning_refused_plan_over,
  line_in_use: m.planning_refused_plan_line_in_use,
  unknown_reference: m.planning_refused_unknown_reference,
};

export const actions: Actions = {
  default: async (event) => {
    const actor = requireRight(event, 'plan.edit');
    const form = await event.request.formData();
    const text = (key: string) =>
      String(form.get(key) ?? '')
        .trim()
        .slice(0, 500);
    const budgetFen = readYuan(text('budget'));
    const lines = rowsOf(form, 'line').flatMap((row) => {
      const goal = text(`line.${row}.goal`);
      if (!goal) return [];
      const id = text(`line.${row}.id`);
      const quarter = Number(text(`line.${row}.quarter`));
      return [
        {
          ...(UUID.test(id) ? { id } : {}),
          industryId: text(`line.${row}.industry`),
          goal,
          quarter: [1, 2, 3, 4].includes(quarter) ? quarter : null,
          budgetFen: readYuan(text(`line.${row}.budget`)),
        },
      ];
    });
    const sent = { title: text('title'), goals: text('goals') };
    const amounts = lines.map((line) => line.budgetFen);
    if (budgetFen === null || amounts.includes(null)) {
      return fail(400, { refused: m.planning_refused_amount(), sent });
    }
    const year = yearAsked(event);
    const result = await plans.savePlan(event.locals.app.database.db, actor, year, {
      ...sent,
      budgetFen,
      lines: lines.map((line) => ({ ...line, budgetFen: line.budgetFen ?? 0 })),
    });
    if (!result.ok) return fail(409, { refused: refusalWord[result.reason](), sent });
    setFlash(event, { text: m.planning_plan_saved() });
    redirect(303, `/plan?year=${year}`);
  },
};
