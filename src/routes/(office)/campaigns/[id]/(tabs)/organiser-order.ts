import type { OrganiserPart } from '#lib/server/campaigns/states.ts';

/** The order in which organisers are printed. */
export const ORGANISER_ORDER: readonly OrganiserPart[] = ['guide', 'host', 'undertake', 'assist'];
