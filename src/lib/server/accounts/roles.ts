/** The ten roles. A person holds any number of them in a county. */
export const ROLES = [
  'planner',
  'reviewer',
  'countersigner',
  'leader',
  'manager',
  'operator',
  'staff',
  'merchant',
  'auditor',
  'admin',
] as const;

export type Role = (typeof ROLES)[number];

/** Roles that work in the office pages; merchants and event staff have pages of their own. */
export const OFFICE_ROLES: readonly Role[] = ROLES.filter((r) => r !== 'merchant' && r !== 'staff');
