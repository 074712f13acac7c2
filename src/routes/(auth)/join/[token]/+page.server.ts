import { fail } from '@sveltejs/kit';
import { eq } from 'drizzle-orm';
import { acceptMerchantInvitation } from '#lib/server/accounts/merchant-sign-in.ts';
import { findToken } from '#lib/server/accounts/one-time-tokens.ts';
import { users } from '#lib/server/accounts/schema.ts';
import { caller, enter } from '#lib/server/web/entrance.ts';
import type { Actions, PageServerLoad } from './$types';

/** Only looks: WeChat opens links by itself before the person does, and must not use the invitation up. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
  setHeaders({ 'referrer-policy': 'same-origin', 'cache-control': 'private, no-store' });
  const { database, clock } = locals.app;
  const token = await findToken(database.db, 'merchant_invitation', params.token, clock());
  if (!token?.userId) return { name: null };
  const [user] = await database.db.select({ name: users.name }).from(users).where(eq(users.id, token.userId));
  return { name: user?.name ?? null };
};

export const actions: Actions = {
  default: async (event) => {
    const { database, clock } = event.locals.app;
    const result = await acceptMerchantInvitation(database.db, event.params.token, caller(event), clock());
    if (!result.ok) return fail(400, { ok: false as const });
    enter(event, { kind: 'merchant', token: result.token, roles: ['merchant'] });
  },
};
