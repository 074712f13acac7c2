import { redirect } from '@sveltejs/kit';
import { officeNavigation } from '#lib/server/web/navigation.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const actor = requireRight(event, 'settings.read');
  redirect(303, officeNavigation(actor).find((entry) => entry.section === 'admin')?.href ?? '/');
};
