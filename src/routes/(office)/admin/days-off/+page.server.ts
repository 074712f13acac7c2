import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { can } from '#lib/server/accounts/rights.ts';
import { importDaysOff, listDaysOff, listDaysOffYears, removeDayOff } from '#lib/server/county/days-off.ts';
import { parseDaysOff } from '#lib/server/county/days-off-text.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { dayOf, isDay, yearOf } from '#lib/shared/dates.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'settings.read');
  const { database, clock } = event.locals.app;
  const thisYear = yearOf(dayOf(clock()));
  const asked = Number(event.url.searchParams.get('year'));
  const year = Number.isInteger(asked) && asked >= 2000 && asked <= 2100 ? asked : thisYear;
  const [days, known] = await Promise.all([
    listDaysOff(database.db, actor.countyId, year),
    listDaysOffYears(database.db, actor.countyId),
  ]);
  const years = [...new Set([...known, thisYear, thisYear + 1])].sort();
  return { days, year, years, editable: can(actor, 'settings.edit') };
};

const text = (form: FormData, key: string) => {
  const value = form.get(key);
  return typeof value === 'string' ? value.trim() : '';
};

export const actions: Actions = {
  import: async (event) => {
    const actor = requireRight(event, 'settings.edit');
    const form = await event.request.formData();
    const [pasted, source] = [text(form, 'days').slice(0, 50_000), text(form, 'source').slice(0, 200)];
    const parsed = parseDaysOff(pasted);
    const refuse = (errors: string[]) => fail(400, { pasted, source, errors });
    if (!parsed.ok) {
      return refuse(
        parsed.faults
          .slice(0, 5)
          .map(({ line, text, reason }) =>
            reason === 'no_day' ? m.admin_days_no_day({ line, text }) : m.admin_days_no_kind({ line, text }),
          ),
      );
    }
    const [first] = parsed.days;
    if (!first) return refuse([m.admin_days_nothing()]);
    const count = await importDaysOff(event.locals.app.database.db, actor, parsed.days, source);
    setFlash(event, { text: m.admin_days_done({ count }) });
    redirect(303, `${event.url.pathname}?year=${yearOf(first.day)}`);
  },
  remove: async (event) => {
    const actor = requireRight(event, 'settings.edit');
    const day = text(await event.request.formData(), 'day');
    if (!isDay(day) || !(await removeDayOff(event.locals.app.database.db, actor, day))) requireFound(null);
    setFlash(event, { text: m.admin_days_removed({ day }) });
    redirect(303, `${event.url.pathname}?year=${yearOf(day)}`);
  },
};
