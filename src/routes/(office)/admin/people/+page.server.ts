import { listPeople } from '#lib/server/accounts/people.ts';
import { listOrganisations } from '#lib/server/county/lists.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 30;

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'account.manage');
  const { db } = event.locals.app.database;
  const query = event.url.searchParams;
  const [text, role, state] = ['q', 'role', 'state'].map((key) => query.get(key)?.trim() ?? '');
  const [people, units] = await Promise.all([
    listPeople(db, actor.countyId),
    listOrganisations(db, actor.countyId),
  ]);
  const names = new Map(units.map((unit) => [unit.id, unit.shortName ?? unit.name]));
  const found = people
    .filter((person) => !state || person.state === state)
    .filter((person) => !role || person.roles.some((held) => held === role))
    .filter(
      (person) => !text || `${person.name} ${person.email ?? ''} ${person.phoneTail ?? ''}`.includes(text),
    )
    .map((person) => ({
      ...person,
      unit: person.organisationId ? (names.get(person.organisationId) ?? null) : null,
    }));
  const page = Math.max(1, Math.min(Math.ceil(found.length / PAGE_SIZE), Number(query.get('page')) || 1));
  return {
    people: found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
    total: found.length,
    page,
    pageSize: PAGE_SIZE,
    filter: { text, role, state },
  };
};
