import { m } from '#lib/paraglide/messages.js';
import type { SetPasswordResult } from '../accounts/passwords.ts';

type Reason = Extract<SetPasswordResult, { ok: false }>['reason'];

/** Why a password was not set, in the reader's language. */
export const passwordFaultWords: Record<Reason, () => string> = {
  too_short: m.accounts_too_short,
  too_long: m.accounts_too_long,
  too_plain: m.accounts_too_plain,
  link_dead: m.accounts_link_dead_title,
  wrong: m.accounts_current_wrong,
  throttled: () => m.accounts_throttled({ minutes: 15 }),
};
