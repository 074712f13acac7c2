/**
 * Which identities are one person. A person is a connected component of the edges that are not voided; its id is the
 * smallest `kind:hash` among its members, so it is the same on every machine.
 */
import type { TransactionSql } from 'postgres';
import type { Rules } from './rule-set.ts';

export interface Edge {
  left: string;
  right: string;
}

/** The person of every identity that has an edge; identities without one are their own person. */
export function personsOf(edges: readonly Edge[]): Map<string, string> {
  const parent = new Map<string, string>();
  const find = (identity: string): string => {
    let root = identity;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    // Path compression: every identity on the way points to the root.
    for (let step = identity; step !== root;) {
      const up = parent.get(step) ?? root;
      parent.set(step, root);
      step = up;
    }
    return root;
  };
  for (const { left, right } of edges) {
    for (const identity of [left, right]) if (!parent.has(identity)) parent.set(identity, identity);
    const [a, b] = [find(left), find(right)];
    // The smaller is the root, so a component's root is its smallest member.
    if (a < b) parent.set(b, a);
    else if (b < a) parent.set(a, b);
  }
  return new Map([...parent.keys()].map((identity) => [identity, find(identity)]));
}

/** Records identities that the left-hand facts know and edges they state. New ones only; nothing is ever deleted. */
export async function recordIdentities(tx: TransactionSql, countyId: string): Promise<void> {
  await tx`
    insert into identities (county_id, kind, hash, person_id)
    select ${countyId}, kind, hash, kind || ':' || hash from (
      select 'visitor' as kind, visitor_hash as hash from touches where county_id = ${countyId}
      union select 'visitor', visitor_hash from registrations where county_id = ${countyId} and visitor_hash is not null
      union select 'phone', ${phone(tx, 'r')} from registrations r where county_id = ${countyId} and phone_hash is not null
      union select 'phone', ${phone(tx, 'c')} from check_ins c where county_id = ${countyId} and phone_hash is not null
      union select 'phone', ${phone(tx, 'o')} from orders o where county_id = ${countyId} and phone_hash is not null
    ) known
    on conflict do nothing`;
  await tx`
    insert into identity_edges (county_id, source, source_event_id, left_kind, left_hash, right_kind, right_hash, happened_at)
    select county_id, 'registration', id::text, 'visitor', visitor_hash, 'phone', ${phone(tx, 'r')}, created_at
    from registrations r where county_id = ${countyId} and visitor_hash is not null and phone_hash is not null
    on conflict do nothing`;
}

/** Points every identity to its person and marks shared ones. */
export async function joinPersons(tx: TransactionSql, countyId: string, rules: Rules): Promise<void> {
  const edges = await tx<Edge[]>`
    select left_kind || ':' || left_hash as left, right_kind || ':' || right_hash as right
    from identity_edges where county_id = ${countyId} and voided_at is null`;
  const persons = [...personsOf(edges)].map(([identity, personId]) => ({ identity, person_id: personId }));
  await tx`
    with joined as (select * from jsonb_to_recordset(${tx.json(persons)}) as p (identity text, person_id text))
    update identities i set person_id = coalesce(j.person_id, i.kind || ':' || i.hash)
    from identities self left join joined j on j.identity = self.kind || ':' || self.hash
    where i.county_id = ${countyId} and self.county_id = i.county_id and self.kind = i.kind and self.hash = i.hash
      and i.person_id <> coalesce(j.person_id, i.kind || ':' || i.hash)`;
  await markShared(tx, countyId, rules);
}

/** A phone, device or account that too many people use is nobody's evidence until somebody has looked at it. */
async function markShared(tx: TransactionSql, countyId: string, rules: Rules): Promise<void> {
  const { maxMembers, maxPhonesIn30Days, maxOrdersIn30Days } = rules.identity;
  const large = await tx<{ person_id: string }[]>`
    select person_id from identities where county_id = ${countyId} group by person_id having count(*) > ${maxMembers}`;
  // First those with more phones in all, which are few; then whether they met within 30 days.
  const manyPhones = await tx<{ person_id: string }[]>`
    with candidates as (
      select left_kind, left_hash from identity_edges
      where county_id = ${countyId} and voided_at is null and right_kind = 'phone'
      group by left_kind, left_hash having count(distinct right_hash) > ${maxPhonesIn30Days}),
    edges as (
      select e.left_kind, e.left_hash, e.right_hash, e.happened_at from identity_edges e
      join candidates c on c.left_kind = e.left_kind and c.left_hash = e.left_hash
      where e.county_id = ${countyId} and e.voided_at is null and e.right_kind = 'phone'),
    crowds as (
      select distinct e.left_kind, e.left_hash from edges e
      join edges f on f.left_kind = e.left_kind and f.left_hash = e.left_hash
        and f.happened_at between e.happened_at - interval '30 days' and e.happened_at
      group by e.left_kind, e.left_hash, e.right_hash, e.happened_at having count(distinct f.right_hash) > ${maxPhonesIn30Days})
    select distinct i.person_id from identities i join crowds c on c.left_kind = i.kind and c.left_hash = i.hash
    where i.county_id = ${countyId}`;
  const manyOrders = await tx<{ person_id: string }[]>`
    with phones as (
      select ${phone(tx, 'o')} as hash, array_agg(o.ordered_at) as times from orders o
      where o.county_id = ${countyId} and o.phone_hash is not null and o.ordered_at is not null group by 1),
    persons as (
      select i.person_id, p.times, sum(cardinality(p.times)) over (partition by i.person_id) as n
      from phones p join identities i on i.county_id = ${countyId} and i.kind = 'phone' and i.hash = p.hash),
    busy as (
      select person_id, count(*) over (partition by person_id order by at range between interval '30 days' preceding and current row) as n
      from persons, unnest(times) as at where persons.n > ${maxOrdersIn30Days})
    select distinct person_id from busy where n > ${maxOrdersIn30Days}`;
  const shared = [...large, ...manyPhones, ...manyOrders].map((row) => row.person_id);
  await tx`
    update identities set is_shared = not is_shared
    where county_id = ${countyId} and is_shared <> (reviewed_at is null and person_id = any(${shared}))`;
}

/** Hash of a phone with the version of its key: two versions never match by accident. */
function phone(tx: TransactionSql, alias: string) {
  return tx.unsafe(`coalesce(${alias}.phone_key_version, 1) || ':' || ${alias}.phone_hash`);
}
