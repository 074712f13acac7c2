import { describe, expect, it } from 'vitest';
import {
  intakeProblems,
  lastDayOf,
  REQUIRED_PAPERS,
  yearsBefore,
  type ApplicationFacts,
} from './application.ts';

const today = '2026-11-24';
const good: ApplicationFacts = {
  uses: ['advertising'],
  productIds: ['orange'],
  standardProductIds: ['orange'],
  papers: REQUIRED_PAPERS.map((kind) => ({ kind, issuedOn: kind === 'test_report' ? '2026-03-01' : null })),
  noIncident: true,
  lastIncidentOn: null,
};
const problems = (change: Partial<ApplicationFacts>) => intakeProblems({ ...good, ...change }, today);
const reportOf = (issuedOn: string | null) =>
  problems({
    papers: [...good.papers.filter((p) => p.kind !== 'test_report'), { kind: 'test_report', issuedOn }],
  });

describe('an application at the door', () => {
  it('is taken when everything is there', () => {
    expect(problems({})).toEqual([]);
  });

  it('names each missing paper', () => {
    expect(problems({ papers: good.papers.slice(1) })).toEqual([
      { code: 'paper_missing', kind: 'registration' },
    ]);
    expect(problems({ papers: [] })).toHaveLength(REQUIRED_PAPERS.length);
  });

  it('refuses a test report older than twelve months, to the day', () => {
    expect(reportOf('2025-11-24')).toEqual([]);
    expect(reportOf('2025-11-23')).toEqual([{ code: 'report_too_old', issuedOn: '2025-11-23' }]);
    expect(reportOf(null)).toEqual([{ code: 'report_undated' }]);
    expect(reportOf('2026-11-25')).toEqual([{ code: 'report_in_future', issuedOn: '2026-11-25' }]);
  });

  it('refuses after an incident within three years, and asks who said nothing', () => {
    expect(problems({ noIncident: false, lastIncidentOn: '2023-11-25' })).toEqual([
      { code: 'incident', on: '2023-11-25' },
    ]);
    expect(problems({ noIncident: false, lastIncidentOn: '2023-11-24' })).toEqual([]);
    expect(problems({ noIncident: false })).toEqual([{ code: 'incident_unsaid' }]);
  });

  it('refuses products outside the standard, and asks for products and uses', () => {
    expect(problems({ productIds: ['orange', 'tea'] })).toEqual([
      { code: 'product_outside', productId: 'tea' },
    ]);
    expect(problems({ productIds: ['tea'], standardProductIds: null })).toEqual([]);
    expect(problems({ productIds: [], uses: [] })).toEqual([{ code: 'no_product' }, { code: 'no_use' }]);
  });
});

it('counts years on the calendar', () => {
  expect(yearsBefore('2028-02-29', 1)).toBe('2027-02-28');
  expect(lastDayOf('2026-11-24', 3)).toBe('2029-11-23');
  expect(lastDayOf('2028-02-29', 1)).toBe('2029-02-27');
});
