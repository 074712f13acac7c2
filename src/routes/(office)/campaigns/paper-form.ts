/** The campaign form, read: posted fields → the paper, with words beside the fields that are wrong. */
import { m } from '#lib/paraglide/messages.js';
import type {
  ActivityContent,
  BudgetLineContent,
  CampaignContent,
  KpiGroup,
  TargetContent,
} from '#lib/server/campaigns/content.ts';
import { ACTIVITY_KINDS, BUDGET_SUBJECTS, ORGANISER_PARTS } from '#lib/server/campaigns/states.ts';
import { resolveDateRule } from '#lib/server/county/date-rule.ts';
import { FESTIVALS } from '#lib/server/county/festivals.ts';
import { SOLAR_TERMS } from '#lib/server/county/lunar.ts';
import type { DaysOffTable } from '#lib/server/county/working-days.ts';
import type { DateRule } from '#lib/shared/date-rules.ts';
import { isDay, parseLocal, yearOf, type Day } from '#lib/shared/dates.ts';
import { readYuan } from './amount.ts';
import { MEASURES } from './words.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MODELS = ['last', 'lastNonDirect', 'first', 'linear', 'decay', 'position'] as const;
const GROUPS: readonly KpiGroup[] = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

export interface PaperForm {
  /** Complete enough to be shown again; saved only without errors. */
  content: CampaignContent;
  errors: Record<string, string>;
}

export function readPaper(form: FormData, context: { daysOff: DaysOffTable; today: Day }): PaperForm {
  const errors: Record<string, string> = {};
  const text = (key: string, max = 2000) =>
    String(form.get(key) ?? '')
      .trim()
      .slice(0, max);
  const uuid = (key: string) => (UUID.test(text(key)) ? text(key) : null);

  const name = text('name', 60);
  if (!name) errors.name = m.planning_lack_name();
  const dates = readDates(text, context, errors);

  const content: CampaignContent = {
    name,
    nameEn: text('nameEn', 120) || null,
    theme: text('theme', 60),
    objective: text('objective'),
    audience: text('audience', 200),
    area: text('area', 200),
    programmeLineId: uuid('line'),
    planStep: text('planStep', 120),
    ...dates,
    risks: text('risks'),
    riskOwner: text('riskOwner', 60),
    teamsAbsent: Object.fromEntries(
      (['a', 'b', 'c'] as const).map((team) => [team, text(`absent.${team}`, 120)]).filter(([, why]) => why),
    ),
    introZh: text('introZh', 300),
    introEn: text('introEn', 600),
    headlineModel: MODELS.find((model) => model === text('headlineModel')) ?? 'last',
    industries: readIndustries(form, errors),
    products: readProducts(form, text, errors),
    organisers: readOrganisers(form),
    brandIds: form
      .getAll('brand[]')
      .map(String)
      .filter((id) => UUID.test(id)),
    targets: readTargets(form, text, errors),
    activities: readActivities(form, text, errors),
    budget: readBudget(form, text, errors),
  };
  return { content, errors };
}

type Text = (key: string, max?: number) => string;

/** A rule resolves in the year of the typed day, or of today; the day it gives wins over the typed one. */
function readDates(
  text: Text,
  context: { daysOff: DaysOffTable; today: Day },
  errors: Record<string, string>,
) {
  const typedStart = text('startsOn');
  const year = isDay(typedStart) ? yearOf(typedStart) : yearOf(context.today);
  const side = (key: 'start' | 'end', typed: string): { day: Day; rule: DateRule | null } => {
    const rule = readRule(text(`${key}Festival`), text(`${key}Offset`));
    if (rule) {
      const resolved = resolveDateRule(rule, year, context);
      if (resolved.ok) return { day: resolved.day, rule };
      errors[key] = m.planning_rule_not_resolved();
    }
    if (!isDay(typed)) errors[key] ??= m.planning_refused_date();
    return { day: isDay(typed) ? typed : context.today, rule: null };
  };
  const start = side('start', typedStart);
  const end = side('end', text('endsOn'));
  if (start.day > end.day) errors.end ??= m.planning_lack_dates();
  return { startsOn: start.day, endsOn: end.day, startRule: start.rule, endRule: end.rule };
}

/** A festival's id or a solar term's name, and days before or after it. */
export function readRule(anchor: string, offset: string): DateRule | null {
  const base: DateRule | null =
    FESTIVALS.find((f) => f.id === anchor)?.rule ??
    (SOLAR_TERMS.some((t) => t.name === anchor) ? { kind: 'solarTerm', name: anchor } : null);
  if (!base) return null;
  const days = Number(offset || '0');
  if (!Number.isInteger(days) || Math.abs(days) > 400) return null;
  return days === 0 ? base : { kind: 'offset', from: base, days, unit: 'day' };
}

function readIndustries(form: FormData, errors: Record<string, string>): CampaignContent['industries'] {
  const shares: CampaignContent['industries'] = [];
  for (const [key, value] of form.entries()) {
    const industryId = /^share\.(.+)$/.exec(key)?.[1];
    const percent = String(value).trim();
    if (!industryId || !UUID.test(industryId) || !percent) continue;
    const shareBp = Math.round(Number(percent) * 100);
    if (!Number.isFinite(shareBp) || shareBp < 0 || shareBp > 10_000) {
      errors.industries = m.planning_lack_industry_shares();
    } else if (shareBp > 0) shares.push({ industryId, shareBp });
  }
  const total = shares.reduce((sum, share) => sum + share.shareBp, 0);
  if (shares.length > 0 && total !== 10_000) errors.industries = m.planning_lack_industry_shares();
  return shares;
}

function readProducts(
  form: FormData,
  text: Text,
  errors: Record<string, string>,
): CampaignContent['products'] {
  return form
    .getAll('product[]')
    .map(String)
    .filter((id) => UUID.test(id))
    .map((productId) => {
      const price = text(`price.${productId}`);
      const priceFen = price ? readYuan(price) : null;
      if (price && (priceFen === null || priceFen === 0))
        errors[`price.${productId}`] = m.planning_refused_amount();
      const stock = text(`stock.${productId}`);
      const stockCommitment = stock ? readWhole(stock) : null;
      if (stock && stockCommitment === null) errors[`stock.${productId}`] = m.planning_refused_whole();
      return { productId, priceFen, stockCommitment };
    });
}

function readOrganisers(form: FormData): CampaignContent['organisers'] {
  const found: CampaignContent['organisers'] = [];
  for (const part of ORGANISER_PARTS) {
    for (const value of form.getAll(`${part}[]`)) {
      const organisationId = String(value);
      if (UUID.test(organisationId)) found.push({ organisationId, part });
    }
  }
  return found;
}

function readTargets(form: FormData, text: Text, errors: Record<string, string>): TargetContent[] {
  const counted = (Object.keys(MEASURES) as (keyof typeof MEASURES)[]).flatMap((measure): TargetContent[] => {
    const typed = text(`target.${measure}`);
    if (!typed) return [];
    const target = measure === 'net_sales' ? readYuan(typed) : readWhole(typed);
    if (target === null) {
      errors[`target.${measure}`] = m.planning_refused_whole();
      return [];
    }
    const id = text(`targetId.${measure}`);
    return [
      {
        ...(UUID.test(id) ? { id } : {}),
        group: MEASURES[measure].group,
        measure,
        name: MEASURES[measure].word(),
        unit: MEASURES[measure].unit,
        target,
      },
    ];
  });
  const typed = rowsOf(form, 'goal').flatMap((row): TargetContent[] => {
    const name = text(`goal.${row}.name`, 60);
    if (!name) return [];
    const target = readWhole(text(`goal.${row}.target`));
    if (target === null) errors[`goal.${row}.target`] = m.planning_refused_whole();
    const id = text(`goal.${row}.id`);
    return [
      {
        ...(UUID.test(id) ? { id } : {}),
        group: GROUPS.find((group) => group === text(`goal.${row}.group`)) ?? 'b',
        measure: 'typed',
        name,
        unit: text(`goal.${row}.unit`, 10),
        target: target ?? 0,
      },
    ];
  });
  return [...counted, ...typed];
}

function readActivities(form: FormData, text: Text, errors: Record<string, string>): ActivityContent[] {
  return rowsOf(form, 'activity').flatMap((row): ActivityContent[] => {
    const key = (field: string) => `activity.${row}.${field}`;
    const name = text(key('name'), 60);
    // A row without a name is a row that was not filled in, or was emptied to take it away.
    if (!name) return [];
    const startsAt = parseLocal(text(key('startsAt')));
    const endsAt = parseLocal(text(key('endsAt')));
    if (!startsAt) errors[key('startsAt')] = m.planning_refused_time();
    if (!endsAt || (startsAt && endsAt <= startsAt)) errors[key('endsAt')] = m.planning_refused_end_time();
    const people = text(key('attendance'));
    const expectedAttendance = people ? readWhole(people) : null;
    if (people && expectedAttendance === null) errors[key('attendance')] = m.planning_refused_whole();
    const unit = text(key('unit'));
    const id = text(key('id'));
    return [
      {
        ...(UUID.test(id) ? { id } : {}),
        kind: ACTIVITY_KINDS.find((kind) => kind === text(key('kind'))) ?? 'festival',
        name,
        startsAt: startsAt ?? new Date(0),
        endsAt: endsAt ?? new Date(3_600_000),
        startRule: null,
        venue: text(key('venue'), 80),
        responsibleOrganisationId: UUID.test(unit) ? unit : null,
        expectedAttendance,
        note: text(key('note'), 500),
      },
    ];
  });
}

function readBudget(form: FormData, text: Text, errors: Record<string, string>): BudgetLineContent[] {
  return rowsOf(form, 'budget').flatMap((row): BudgetLineContent[] => {
    const typed = text(`budget.${row}.amount`);
    const description = text(`budget.${row}.description`, 120);
    if (!typed && !description) return [];
    const amountFen = typed ? readYuan(typed) : 0;
    if (amountFen === null) errors[`budget.${row}.amount`] = m.planning_refused_amount();
    const id = text(`budget.${row}.id`);
    return [
      {
        ...(UUID.test(id) ? { id } : {}),
        subject: BUDGET_SUBJECTS.find((subject) => subject === text(`budget.${row}.subject`)) ?? 'other',
        description,
        amountFen: amountFen ?? 0,
      },
    ];
  });
}

/** The numbers of the rows 'name.0.…', 'name.1.…' that were posted, in order. */
export function rowsOf(form: FormData, name: string): number[] {
  const rows = new Set<number>();
  for (const key of form.keys()) {
    const match = new RegExp(`^${name}\\.(\\d{1,3})\\.`).exec(key);
    if (match) rows.add(Number(match[1]));
  }
  return [...rows].sort((a, b) => a - b);
}

function readWhole(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[\s,]/g, '');
  return /^\d{1,12}$/.test(plain) ? Number(plain) : null;
}
