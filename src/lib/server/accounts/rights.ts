import type { Role } from './roles.ts';

/**
 * One table of rights: what each role may do in its county. Rules about the thing itself (nobody approves what they
 * wrote, an operator only what is assigned to their unit) are asked where the thing is known.
 */
export const RIGHTS = {
  'plan.read': ['planner', 'reviewer', 'countersigner', 'leader', 'manager', 'operator', 'auditor', 'admin'],
  'plan.edit': ['planner'],
  'campaign.read': [
    'planner',
    'reviewer',
    'countersigner',
    'leader',
    'manager',
    'operator',
    'auditor',
    'admin',
  ],
  'campaign.edit': ['planner'],
  'campaign.countersign': ['countersigner'],
  'campaign.approve': ['leader'],
  'campaign.cancel': ['leader', 'planner'],
  'campaign.archive': ['manager'],
  'fund.read': ['planner', 'countersigner', 'leader', 'manager', 'operator', 'auditor', 'admin'],
  'fund.edit': ['planner'],
  'fund.spend': ['planner', 'operator'],
  'poster.read': [
    'planner',
    'reviewer',
    'countersigner',
    'leader',
    'manager',
    'operator',
    'auditor',
    'admin',
  ],
  'poster.edit': ['planner', 'operator'],
  'poster.approve': ['leader', 'reviewer'],
  /** Takes the unit's own copy with a code of its own: it makes a picture and a code, so auditors only look. */
  'poster.own': ['planner', 'reviewer', 'countersigner', 'leader', 'manager', 'operator'],
  'poster.recall': ['planner', 'leader'],
  /** Draws a version for many merchants, and packs the pictures. */
  'poster.batch': ['planner', 'operator'],
  'brand.read': ['planner', 'reviewer', 'countersigner', 'leader', 'manager', 'operator', 'auditor', 'admin'],
  /** Brands, marks with their rules, standards and kits. */
  'brand.edit': ['reviewer', 'admin'],
  'brand.licence': ['reviewer'],
  'licence.read': ['planner', 'reviewer', 'leader', 'manager', 'operator', 'auditor', 'admin'],
  /** Takes an application in and looks it through first: township and agriculture bureau. */
  'licence.intake': ['operator', 'reviewer'],
  'licence.review': ['reviewer'],
  /** Nobody grants what they reviewed. */
  'licence.grant': ['leader'],
  'licence.suspend': ['reviewer', 'leader'],
  'licence.revoke': ['leader'],
  /** Opens the identity card of an application; each opening is logged. */
  'licence.identity': ['reviewer', 'leader'],
  'certificate.edit': ['reviewer', 'operator'],
  'consent.read': ['planner', 'reviewer', 'leader', 'operator', 'auditor', 'admin'],
  'consent.edit': ['planner', 'operator'],
  'law.read': ['planner', 'reviewer', 'countersigner', 'leader', 'manager', 'operator', 'auditor', 'admin'],
  /** A hit that asks for review; never the author's own. */
  'law.decide': ['reviewer'],
  'law.confirm': ['reviewer'],
  'law.edit': ['admin'],
  'merchant.read': ['planner', 'reviewer', 'leader', 'manager', 'operator', 'auditor', 'admin'],
  'merchant.edit': ['planner', 'operator', 'admin'],
  'merchant.invite': ['operator', 'planner', 'admin'],
  'catalogue.edit': ['planner', 'admin'],
  'sales.read': ['planner', 'leader', 'manager', 'operator', 'auditor', 'admin'],
  'sales.import': ['operator', 'planner'],
  'stall.sell': ['merchant', 'staff', 'operator'],
  'checkin.scan': ['staff', 'operator'],
  'review.read': ['planner', 'leader', 'manager', 'operator', 'auditor', 'admin'],
  'review.export': ['planner', 'leader', 'manager', 'operator', 'auditor', 'admin'],
  'own.read': ['merchant'],
  'account.manage': ['admin'],
  'settings.read': ['admin', 'auditor'],
  'settings.edit': ['admin'],
  'audit.read': ['auditor', 'admin'],
  'mailbox.read': ['admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Right = keyof typeof RIGHTS;

export function can(actor: { readonly roles: readonly Role[] }, right: Right): boolean {
  const allowed: readonly Role[] = RIGHTS[right];
  return actor.roles.some((role) => allowed.includes(role));
}

/** The roles that hold a right, for the sentence that says who can help. */
export function rolesWith(right: Right): readonly Role[] {
  return RIGHTS[right];
}
