/** What a paper lacks before it may be submitted, and what deserves a look. Pure. */
import { dayOf, yearOf, type Day } from '#lib/shared/dates.ts';
import { budgetTotalFen, type CampaignContent } from './content.ts';

/** Each stops the submission. */
export type Lack =
  | 'name'
  | 'objective'
  | 'dates'
  | 'activities'
  | 'activity_outside_dates'
  | 'industries'
  | 'industry_shares'
  | 'products'
  | 'targets'
  | 'budget'
  | 'budget_over_frame'
  | 'host'
  | 'team_a'
  | 'team_b'
  | 'team_c'
  | 'risks'
  /** The advertising-law check found words that may not be printed. */
  | 'law';

/** Each is shown, none stops. */
export type Caution = 'mass_event' | 'caution_day' | 'past_start' | 'no_programme_line' | 'price_over_list';

export interface SubmissionContext {
  today: Day;
  /** Team of each organisation of the county. */
  teamOf: ReadonlyMap<string, 'a' | 'b' | 'c' | 'd' | 'e'>;
  /** Budget frame of the programme line and what its other campaigns take of it; null = no line chosen. */
  frame: { budgetFen: number; takenFen: number } | null;
  /** Days on which no celebration is planned. */
  cautionDays: ReadonlySet<Day>;
  listPriceFen: ReadonlyMap<string, number>;
  lawBlocked: boolean;
  /** The words that block it. */
  lawWords?: readonly string[];
}

/** From this many people on a police permit may be needed (unverified: 大型群众性活动安全管理条例). */
export const MASS_EVENT_ATTENDANCE = 1000;

export function lacks(content: CampaignContent, context: SubmissionContext): Lack[] {
  const found: Lack[] = [];
  const need = (lack: Lack, holds: boolean) => {
    if (!holds) found.push(lack);
  };
  need('name', content.name.trim() !== '');
  need('objective', content.objective.trim() !== '');
  need('dates', content.startsOn <= content.endsOn);
  need('activities', content.activities.length > 0);
  need(
    'activity_outside_dates',
    content.activities.every(
      (a) => dayOf(a.startsAt) >= content.startsOn && dayOf(a.endsAt) <= content.endsOn,
    ),
  );
  need('industries', content.industries.length > 0);
  if (content.industries.length > 0) {
    need('industry_shares', content.industries.reduce((sum, i) => sum + i.shareBp, 0) === 10_000);
  }
  need('products', content.products.length > 0);
  need('targets', content.targets.length > 0);
  const total = budgetTotalFen(content);
  need('budget', total > 0);
  if (context.frame) need('budget_over_frame', context.frame.takenFen + total <= context.frame.budgetFen);
  need(
    'host',
    content.organisers.some((o) => o.part === 'host'),
  );
  for (const team of ['a', 'b', 'c'] as const) need(`team_${team}`, hasTeam(content, context.teamOf, team));
  need('risks', content.risks.trim() !== '' && content.riskOwner.trim() !== '');
  need('law', !context.lawBlocked);
  return found;
}

export function cautions(content: CampaignContent, context: SubmissionContext): Caution[] {
  const found: Caution[] = [];
  if (content.activities.some((a) => (a.expectedAttendance ?? 0) >= MASS_EVENT_ATTENDANCE)) {
    found.push('mass_event');
  }
  const celebrations = content.activities.filter((a) => a.kind === 'festival' || a.kind === 'offline_event');
  if (celebrations.some((a) => context.cautionDays.has(dayOf(a.startsAt)))) found.push('caution_day');
  if (content.startsOn < context.today) found.push('past_start');
  if (!content.programmeLineId) found.push('no_programme_line');
  if (
    content.products.some(
      (p) =>
        p.priceFen !== null &&
        p.priceFen > (context.listPriceFen.get(p.productId) ?? Number.MAX_SAFE_INTEGER),
    )
  ) {
    found.push('price_over_list');
  }
  return found;
}

/** The line of the approval sheet: a unit of the team is named, or it is said why not. */
export function hasTeam(
  content: Pick<CampaignContent, 'organisers' | 'teamsAbsent'>,
  teamOf: SubmissionContext['teamOf'],
  team: 'a' | 'b' | 'c',
): boolean {
  return (
    content.organisers.some((o) => teamOf.get(o.organisationId) === team) ||
    (content.teamsAbsent[team] ?? '').trim() !== ''
  );
}

/** A campaign code: the county's prefix, two digits of the year, a running number: 'BS2604'. */
export function campaignCode(prefix: string, startsOn: Day, number: number): string {
  return `${prefix}${String(yearOf(startsOn) % 100).padStart(2, '0')}${String(number).padStart(2, '0')}`;
}
