import { can } from '#lib/server/accounts/rights.ts';
import * as campaigns from '#lib/server/campaigns/campaigns.ts';
import { listAwaiting } from '#lib/server/campaigns/decisions.ts';
import * as work from '#lib/server/campaigns/work.ts';
import { festivalsOn } from '#lib/server/county/festivals.ts';
import { daysOff } from '#lib/server/county/lists.ts';
import { lunarText, solarTermOn } from '#lib/server/county/lunar.ts';
import { workingDaysBetween } from '#lib/server/county/working-days.ts';
import { totalsOf } from '#lib/server/funds/funds.ts';
import { listCountyDays } from '#lib/server/reports/county-days.ts';
import { findScope } from '#lib/server/reports/scope.ts';
import { requireOffice } from '#lib/server/web/guard.ts';
import { addDays, dayOf, daysBetween, yearOf } from '#lib/shared/dates.ts';
import type { PageServerLoad } from './$types';

const WEEKS = 12;
/** Working days after which a waiting decision is warned about (spec: warn at 2, escalate at 4). */
const WARN_AFTER = 2;

export const load: PageServerLoad = async (event) => {
  const actor = requireOffice(event);
  const { app, locale } = event.locals;
  const { database } = app;
  const { db } = database;
  const today = dayOf(app.clock());
  // Whole days only: today is still being sold, and would look like a fall.
  const yesterday = addDays(today, -1);
  const from = addDays(yesterday, -7 * WEEKS + 1);
  const [near, awaiting, tasks, table, scope] = await Promise.all([
    campaigns.list(db, actor.countyId, {
      from,
      to: addDays(today, 60),
      sort: 'starts',
      descending: false,
      pageSize: 100,
    }),
    listAwaiting(db, actor),
    work.listTasks(db, actor.countyId, {
      openOnly: true,
      dueBy: addDays(today, 14),
      ...(can(actor, 'campaign.edit') || !actor.organisationId
        ? {}
        : { organisationId: actor.organisationId }),
    }),
    daysOff(db, actor.countyId, { from: addDays(today, -60), to: addDays(today, 60) }),
    can(actor, 'sales.read') ? findScope(database, actor.countyId) : null,
  ]);
  const days = scope ? await listCountyDays(database, scope, from, yesterday) : [];
  const shown = near.rows
    .filter((c) => c.endsOn >= addDays(today, -7) && c.state !== 'cancelled')
    .slice(0, 8);
  const totals = await totalsOf(
    db,
    actor.countyId,
    near.rows.map((c) => c.id),
  );
  const running = near.rows.filter((c) => c.state === 'running' || c.state === 'changing');
  const paidFen = running.reduce((sum, c) => sum + (totals.get(c.id)?.paidFen ?? 0), 0);
  const budgetFen = running.reduce((sum, c) => sum + c.budgetFen, 0);
  const waitsLong = awaiting.filter(
    (a) => workingDaysBetween(dayOf(a.since), today, table) > WARN_AFTER,
  ).length;
  return {
    today,
    year: yearOf(today),
    lunar: lunarText(today, locale),
    named: festivalsOn(today)[0] ?? solarTermOn(today),
    deadline: nextDeadline(near.rows, today),
    warnings: warningsOf(near.rows, today, tasks.filter((t) => t.dueOn < today).length, waitsLong),
    running: { count: running.length, paidFen, budgetFen },
    merchants: running.reduce((most, c) => Math.max(most, c.merchantCount), 0),
    sales: scope
      ? { netFen: sumOf(days, 'netFen'), attributedFen: sumOf(days, 'attributedFen'), days }
      : null,
    windows: near.rows
      .filter(
        (c) =>
          c.startsOn <= yesterday &&
          c.endsOn >= from &&
          ['running', 'changing', 'reviewing', 'archived'].includes(c.state),
      )
      .map(({ name, nameEn, startsOn, endsOn }) => ({
        name: (locale === 'en' && nameEn) || name,
        startsOn: startsOn < from ? from : startsOn,
        endsOn: endsOn > yesterday ? yesterday : endsOn,
      })),
    rows: shown.map((row) => ({ ...row, paidFen: totals.get(row.id)?.paidFen ?? 0 })),
    awaiting: awaiting.map(({ campaign, waits, since }) => ({
      code: campaign.code,
      name: campaign.name,
      waits,
      since,
    })),
    tasks: tasks.slice(0, 6).map(({ id, title, unit, dueOn, campaignCode, campaignName }) => ({
      id,
      title,
      unit,
      dueOn,
      campaignCode,
      campaignName,
    })),
    may: {
      plan: can(actor, 'campaign.edit'),
      import: can(actor, 'sales.import'),
      sales: can(actor, 'sales.read'),
      decide: can(actor, 'campaign.approve') || can(actor, 'campaign.countersign'),
    },
  };
};

type Row = campaigns.CampaignRow;

/** What ends or begins next: a running campaign's last day, else the first day of the next approved one. */
function nextDeadline(rows: readonly Row[], today: string) {
  const ending = rows
    .filter((c) => (c.state === 'running' || c.state === 'changing') && c.endsOn >= today)
    .map((c) => ({ kind: 'ends' as const, name: c.name, nameEn: c.nameEn, day: c.endsOn }));
  const beginning = rows
    .filter((c) => c.state === 'approved' && c.startsOn >= today)
    .map((c) => ({ kind: 'begins' as const, name: c.name, nameEn: c.nameEn, day: c.startsOn }));
  const [next] = [...ending, ...beginning].sort((a, b) => (a.day < b.day ? -1 : 1));
  return next ? { ...next, days: daysBetween(today, next.day) } : null;
}

/** Things that go wrong if nobody acts, most urgent first. */
function warningsOf(rows: readonly Row[], today: string, overdue: number, waitsLong: number) {
  const soon = addDays(today, 10);
  const late = rows
    .filter(
      (c) =>
        ['draft', 'returned', 'countersigning', 'awaiting_approval'].includes(c.state) &&
        c.startsOn >= today &&
        c.startsOn <= soon,
    )
    .map((c) => ({
      kind: 'not_approved' as const,
      code: c.code,
      name: c.name,
      days: daysBetween(today, c.startsOn),
    }));
  const voided = rows
    .filter((c) => c.state === 'changing' && !c.submittedAt)
    .map((c) => ({ kind: 'voided' as const, code: c.code, name: c.name, days: 0 }));
  return { campaigns: [...voided, ...late], overdue, waitsLong };
}

function sumOf<K extends 'netFen' | 'attributedFen'>(rows: readonly Record<K, number>[], key: K): number {
  return rows.reduce((sum, row) => sum + row[key], 0);
}
