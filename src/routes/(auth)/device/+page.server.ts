import { fail } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { pairDevice } from '#lib/server/accounts/devices.ts';
import { caller, enter, minutesOf } from '#lib/server/web/entrance.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async (event) => {
    const code = (await event.request.formData()).get('code');
    const { database, secrets, clock } = event.locals.app;
    const attempt = { code: typeof code === 'string' ? code : '', ...caller(event) };
    const result = await pairDevice(database.db, secrets, attempt, clock());
    if (result.ok) enter(event, { kind: 'device', token: result.token, roles: ['staff'] });
    return result.reason === 'wrong'
      ? fail(400, { error: m.accounts_device_wrong() })
      : fail(429, { error: m.accounts_throttled({ minutes: minutesOf(result.retryAfterSeconds) }) });
  },
};
