import { m } from '#lib/paraglide/messages.js';
import type { SessionRefusal } from '#lib/server/livestreams/livestreams.ts';

export const sessionRefusalWord: Record<SessionRefusal, () => string> = {
  not_allowed: m.planning_refused_not_allowed,
  not_found: m.planning_refused_not_found,
  account_missing: m.planning_refused_account,
  shop_missing: m.planning_refused_shop,
  slot_times: m.planning_refused_slot_times,
  host_missing: m.planning_refused_host,
  unknown_reference: m.planning_refused_unknown_reference,
  locked: m.planning_refused_session_locked,
};
