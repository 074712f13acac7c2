/** What an application must bring, and what refuses it at the door. Pure. */
import { addDays, yearOf, type Day } from '#lib/shared/dates.ts';
import type { PaperKind } from './terms.ts';

export const REQUIRED_PAPERS: readonly PaperKind[] = [
  'registration',
  'origin',
  'test_report',
  'product_photo',
  'commitment',
  'incident_statement',
  'identity_card',
];

/** Asked for, brought by whoever has them. */
export const OPTIONAL_PAPERS: readonly PaperKind[] = [
  'application_form',
  'trademark',
  'production_licence',
  'certificate',
  'other',
];

/** Kept under lock: two roles open them, and each opening is logged. */
export const RESTRICTED_PAPERS: readonly PaperKind[] = ['identity_card'];

/** Papers whose own date matters. */
export const DATED_PAPERS: readonly PaperKind[] = ['test_report'];

export const INCIDENT_YEARS = 3;

export interface ApplicationFacts {
  uses: readonly string[];
  productIds: readonly string[];
  /** Products the brand's standard is for; null: it names none. */
  standardProductIds: readonly string[] | null;
  papers: readonly { kind: PaperKind; issuedOn: Day | null }[];
  noIncident: boolean;
  lastIncidentOn: Day | null;
}

export type IntakeProblem =
  | { code: 'paper_missing'; kind: PaperKind }
  | { code: 'report_undated' }
  | { code: 'report_too_old'; issuedOn: Day }
  | { code: 'report_in_future'; issuedOn: Day }
  | { code: 'incident'; on: Day }
  | { code: 'incident_unsaid' }
  | { code: 'product_outside'; productId: string }
  | { code: 'no_product' }
  | { code: 'no_use' };

/** Everything that keeps an application out; empty: it may be submitted. */
export function intakeProblems(facts: ApplicationFacts, today: Day): IntakeProblem[] {
  const problems: IntakeProblem[] = [];
  if (facts.productIds.length === 0) problems.push({ code: 'no_product' });
  if (facts.uses.length === 0) problems.push({ code: 'no_use' });
  const inside = facts.standardProductIds;
  if (inside !== null)
    problems.push(
      ...facts.productIds
        .filter((p) => !inside.includes(p))
        .map((productId) => ({ code: 'product_outside' as const, productId })),
    );
  problems.push(
    ...REQUIRED_PAPERS.filter((kind) => !facts.papers.some((p) => p.kind === kind)).map((kind) => ({
      code: 'paper_missing' as const,
      kind,
    })),
  );
  problems.push(...reportProblems(facts, today));
  if (facts.lastIncidentOn !== null && facts.lastIncidentOn > yearsBefore(today, INCIDENT_YEARS))
    problems.push({ code: 'incident', on: facts.lastIncidentOn });
  else if (facts.lastIncidentOn === null && !facts.noIncident) problems.push({ code: 'incident_unsaid' });
  return problems;
}

/** The newest test report counts: on the day twelve months after its date it still does. */
function reportProblems(facts: ApplicationFacts, today: Day): IntakeProblem[] {
  const reports = facts.papers.filter((p) => p.kind === 'test_report');
  if (reports.length === 0) return [];
  const dated = reports.flatMap((p) => (p.issuedOn === null ? [] : [p.issuedOn])).sort();
  const newest = dated.at(-1);
  if (newest === undefined) return [{ code: 'report_undated' }];
  if (newest > today) return [{ code: 'report_in_future', issuedOn: newest }];
  return newest < yearsBefore(today, 1) ? [{ code: 'report_too_old', issuedOn: newest }] : [];
}

/** The same day of an earlier year; 29 February becomes 28 February. */
export function yearsBefore(day: Day, years: number): Day {
  const year = String(yearOf(day) - years).padStart(4, '0');
  const rest = day.slice(4);
  return rest === '-02-29' && !isLeap(Number(year)) ? `${year}-02-28` : `${year}${rest}`;
}

/** The last day of a licence of so many years from a day on: the day before the same day. */
export function lastDayOf(from: Day, years: number): Day {
  return addDays(yearsBefore(from, -years), -1);
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
