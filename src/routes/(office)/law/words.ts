/** What problems, changes, outcomes and refusals of the law pages are called. */
import { m } from '#lib/paraglide/messages.js';
import type { Verdict } from '#lib/server/brand/law/check.ts';
import type { AdditionProblem, Severity } from '#lib/server/brand/law/list.ts';
import type { ClaimKind, DecisionOutcome, ListChange, ProofKind } from '#lib/server/brand/law/states.ts';
import type { ReviewFailure } from '#lib/server/posters/law/reviews.ts';
import type { Tone } from '#lib/ui/tone.ts';

type Word = () => string;

export const severityWord: Record<Severity, Word> = {
  block: m.law_severity_block,
  review: m.law_severity_review,
  notice: m.law_severity_notice,
};
export const verdictWord: Record<Verdict, Word> = { ...severityWord, pass: m.law_verdict_pass };
export const verdictTone: Record<Verdict, Tone> = {
  pass: 'brand',
  notice: 'info',
  review: 'warn',
  block: 'danger',
};

export const outcomeWord: Record<DecisionOutcome, Word> = {
  pass: m.law_outcome_pass,
  pass_with_changes: m.law_outcome_pass_with_changes,
  refuse: m.law_outcome_refuse,
};
export const outcomeTone: Record<DecisionOutcome, Tone> = {
  pass: 'brand',
  pass_with_changes: 'warn',
  refuse: 'danger',
};

export const claimKindWord: Record<ClaimKind, Word> = {
  figure: m.law_claim_figure,
  origin: m.law_claim_origin,
  quality: m.law_claim_quality,
  award: m.law_claim_award,
  comparison: m.law_claim_comparison,
  patent: m.law_claim_patent,
  nutrition: m.law_claim_nutrition,
  consent: m.law_claim_consent,
};

/** What each kind of claim proves, unless said otherwise. */
export const PROVES: Record<ClaimKind, ProofKind> = {
  figure: 'data_source',
  origin: 'authorization',
  quality: 'test_report',
  award: 'award',
  comparison: 'statistic_with_scope',
  patent: 'patent',
  nutrition: 'test_report',
  consent: 'consent',
};

export const decisionFailureWord: Record<ReviewFailure, Word> = {
  not_allowed: m.law_decide_not_allowed,
  own_work: m.law_decide_own_work,
  not_found: m.law_decide_not_found,
  not_for_review: m.law_decide_not_for_review,
  reason_too_short: m.law_reason_too_short,
  stale: m.law_failure_stale,
  not_in_review: m.law_decide_not_in_review,
};

export function problemText(problem: AdditionProblem): string {
  switch (problem.code) {
    case 'unknown_rule':
      return m.law_problem_unknown_rule({ rule: problem.ruleId });
    case 'weakens_law':
      return m.law_problem_weakens_law({ rule: problem.ruleId });
    case 'below_review':
      return m.law_problem_below_review({ rule: problem.ruleId });
    case 'reason_missing':
      return m.law_problem_reason_missing({ rule: problem.ruleId });
    case 'term_too_short':
      return m.law_problem_term_too_short({ term: problem.term });
    case 'term_too_long':
      return m.law_problem_term_too_long({ term: problem.term });
    case 'exception_too_short':
      return m.law_problem_exception_length({ phrase: problem.phrase, rule: problem.ruleId });
  }
}

/** '+' added, '−' taken away, '~' changed: told by sign and words. */
export function changeText(change: ListChange): { sign: string; text: string; why: string } {
  switch (change.change) {
    case 'term_added':
    case 'term_removed':
      return {
        sign: change.change === 'term_added' ? '+' : '−',
        text: m.law_change_term({ term: change.term.term, severity: severityWord[change.term.severity]() }),
        why: change.term.why,
      };
    case 'exception_added':
    case 'exception_removed':
      return {
        sign: change.change === 'exception_added' ? '+' : '−',
        text: m.law_change_exception({ rule: change.exception.ruleId, phrase: change.exception.phrase }),
        why: change.exception.reason,
      };
    case 'severity_changed':
      return {
        sign: '~',
        text: m.law_change_severity({
          rule: change.severity.ruleId,
          from: severityWord[change.from](),
          to: severityWord[change.to](),
        }),
        why: change.severity.reason,
      };
    case 'severity_restored':
      return {
        sign: '−',
        text: m.law_change_restored({
          rule: change.severity.ruleId,
          severity: severityWord[change.severity.severity](),
        }),
        why: change.severity.reason,
      };
  }
}
