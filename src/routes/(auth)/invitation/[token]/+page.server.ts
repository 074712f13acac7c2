import { m } from '#lib/paraglide/messages.js';
import { loadPasswordLink, usePasswordLink } from '#lib/server/web/password-link.ts';
import { passwordFaultWords } from '#lib/server/web/password-words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  person: await loadPasswordLink(event, 'invitation'),
});

export const actions: Actions = {
  default: (event) =>
    usePasswordLink(event, 'invitation', { done: m.accounts_password_done(), faults: passwordFaultWords }),
};
