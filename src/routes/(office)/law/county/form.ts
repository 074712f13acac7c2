/** The county's additions as a form and back: rows with numbered fields, empty rows left out. */
import { SEVERITIES, type CountyAdditions, type Severity } from '#lib/server/brand/law/list.ts';

const MOST_ROWS = 200;

export function readAdditions(form: FormData): CountyAdditions {
  const text = (key: string, most = 200) =>
    String(form.get(key) ?? '')
      .trim()
      .slice(0, most);
  const severity = (key: string): Severity => SEVERITIES.find((s) => s === text(key)) ?? 'review';
  const rows = Array.from({ length: MOST_ROWS }, (_, i) => i);
  return {
    terms: rows
      .map((i) => ({
        term: text(`term.${i}`, 60),
        severity: severity(`termSeverity.${i}`),
        why: text(`termWhy.${i}`),
        suggestion: text(`termSuggestion.${i}`),
      }))
      .filter((t) => t.term !== ''),
    exceptions: rows
      .map((i) => ({
        ruleId: text(`exceptionRule.${i}`, 20),
        phrase: text(`phrase.${i}`, 60),
        reason: text(`exceptionReason.${i}`),
      }))
      .filter((e) => e.ruleId !== '' && e.phrase !== ''),
    severities: rows
      .map((i) => ({
        ruleId: text(`severityRule.${i}`, 20),
        severity: severity(`severity.${i}`),
        reason: text(`severityReason.${i}`),
      }))
      .filter((s) => s.ruleId !== ''),
  };
}
