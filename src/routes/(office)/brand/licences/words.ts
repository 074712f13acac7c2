/** Words of the office alone: what each step asks, does, and why it is refused. */
import { m } from '#lib/paraglide/messages.js';
import type { StepFailure, StepRequest } from '#lib/server/brand/licence-decisions.ts';
import type { CheckKind } from '#lib/server/brand/terms.ts';

type Step = StepRequest['step'];

export const actWord: Record<Step, () => string> = {
  accept: m.licences_act_accept,
  pass_first_review: m.licences_act_pass_first_review,
  pass_site_check: m.licences_act_pass_site_check,
  pass_review: m.licences_act_pass_review,
  grant: m.licences_act_grant,
  return: m.licences_act_return,
  refuse: m.licences_act_refuse,
  suspend: m.licences_act_suspend,
  resume: m.licences_act_resume,
  revoke: m.licences_act_revoke,
};

export function askWord(step: Step, names: { brand: string; holder: string }): string {
  switch (step) {
    case 'accept':
      return m.licences_ask_accept();
    case 'pass_first_review':
      return m.licences_ask_pass_first_review();
    case 'pass_site_check':
      return m.licences_ask_pass_site_check();
    case 'pass_review':
      return m.licences_ask_pass_review();
    case 'grant':
      return m.licences_ask_grant(names);
    case 'return':
      return m.licences_ask_return(names);
    case 'refuse':
      return m.licences_ask_refuse();
    case 'suspend':
      return m.licences_ask_suspend(names);
    case 'resume':
      return m.licences_ask_resume(names);
    case 'revoke':
      return m.licences_ask_revoke(names);
  }
}

export const consequence: Partial<Record<Step, () => string>> = {
  accept: m.licences_text_accept,
  grant: m.licences_text_grant,
  return: m.licences_text_return,
  refuse: m.licences_text_refuse,
  suspend: m.licences_text_suspend,
  resume: m.licences_text_resume,
  revoke: m.licences_text_revoke,
};

export const checkWord: Record<CheckKind, () => string> = {
  first_review: m.licences_check_first_review,
  site_check: m.licences_check_site_check,
  review: m.licences_check_review,
  annual_review: m.licences_check_annual_review,
};

export const failureWord: Record<StepFailure, () => string> = {
  not_found: m.licences_err_not_found,
  not_allowed: m.licences_err_not_allowed,
  wrong_state: m.licences_err_wrong_state,
  stale: m.licences_err_stale,
  words_missing: m.licences_err_words_missing,
  check_missing: m.licences_err_check_missing,
  photo_missing: m.licences_err_photo_missing,
  photo_unreadable: m.licences_err_photo_unreadable,
  day_invalid: m.licences_err_day_invalid,
  problems: m.licences_err_problems,
  notice_running: m.licences_err_notice_running,
  objection_open: m.licences_err_objection_open,
  objection_upheld: m.licences_err_objection_upheld,
  reviewed_by_you: m.licences_err_reviewed_by_you,
};
