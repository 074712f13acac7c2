import type { Role } from './roles.ts';

/** Who acts, in which county: the second argument of every use-case. */
export interface Actor {
  /** Null for the house itself: a job, the command line. */
  readonly userId: string | null;
  readonly countyId: string;
  readonly roles: readonly Role[];
  readonly organisationId: string | null;
  /** Merchants this person may act for; one account may hold several. */
  readonly merchantIds: readonly string[];
  readonly name: string;
}

/** The house itself, for jobs and the command line: recorded in the audit log under `name`. */
export function houseActor(countyId: string, name = '系统'): Actor {
  return { userId: null, countyId, roles: [], organisationId: null, merchantIds: [], name };
}
