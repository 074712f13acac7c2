import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { createPairing } from '#lib/server/accounts/devices.ts';
import { pairableActivities } from '#lib/server/reports/stall-offers.ts';
import { parseForm } from '#lib/server/web/form.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'merchant.invite');
  const { database, clock } = event.locals.app;
  const activities = await pairableActivities(database.db, actor.countyId, clock());
  return {
    activities: activities.map(({ id, name, campaign, startsAt }) => ({ id, name, campaign, startsAt })),
    chosen: event.url.searchParams.get('activity') ?? '',
  };
};

const Form = v.strictObject({
  activityId: v.pipe(
    v.string(),
    v.uuid(() => m.common_please_choose()),
  ),
  name: v.pipe(
    v.string(),
    v.minLength(1, () => m.stall_fill()),
    v.maxLength(30),
  ),
});

export const actions: Actions = {
  default: async (event) => {
    const actor = requireRight(event, 'merchant.invite');
    const form = parseForm(Form, await event.request.formData());
    if (!form.ok) return fail(400, { values: form.values, errors: form.errors, code: null });
    const { database, secrets, clock } = event.locals.app;
    const now = clock();
    const open = await pairableActivities(database.db, actor.countyId, now);
    const activity = requireFound(open.find((a) => a.id === form.value.activityId));
    const code = await database.db.transaction((tx) =>
      createPairing(
        tx,
        secrets,
        actor,
        { name: form.value.name, activityId: activity.id, endsAt: activity.endsAt },
        now,
      ),
    );
    // Shown once in this answer: only its hash is stored.
    event.setHeaders({ 'cache-control': 'private, no-store' });
    return {
      values: form.value as Record<string, unknown>,
      errors: {} as Record<string, string>,
      code,
      activity: activity.name,
    };
  },
};
