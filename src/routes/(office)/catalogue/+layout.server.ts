import { can } from '#lib/server/accounts/rights.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => {
  const actor = requireRight(event, 'merchant.read');
  return { editable: can(actor, 'catalogue.edit') };
};
