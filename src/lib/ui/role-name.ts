import { m } from '#lib/paraglide/messages.js';

const names: Readonly<Record<string, () => string>> = {
  planner: m.common_role_planner,
  reviewer: m.common_role_reviewer,
  countersigner: m.common_role_countersigner,
  leader: m.common_role_leader,
  manager: m.common_role_manager,
  operator: m.common_role_operator,
  staff: m.common_role_staff,
  merchant: m.common_role_merchant,
  auditor: m.common_role_auditor,
  admin: m.common_role_admin,
};

/** '策划' for 'planner', in the reader's language. */
export function roleName(role: string): string {
  return names[role]?.() ?? role;
}
