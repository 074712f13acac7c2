-- What drizzle cannot say. Idempotent; run as the owner after every migration.

-- The app role reads and writes rows; it has no DDL and owns nothing.
grant usage on schema public to app;
grant select, insert, update, delete on all tables in schema public to app;
grant usage, select on all sequences in schema public to app;
grant usage on schema drizzle to app;
grant select on all tables in schema drizzle to app;

-- The audit log is append-only, for the app role by right and for everybody by trigger.
revoke update, delete, truncate on audit_entries from app;

create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

drop trigger if exists audit_entries_append_only on audit_entries;
create trigger audit_entries_append_only before update or delete on audit_entries
  for each row execute function refuse_change();
drop trigger if exists audit_entries_no_truncate on audit_entries;
create trigger audit_entries_no_truncate before truncate on audit_entries
  for each statement execute function refuse_change();

-- Jobs are enqueued inside the caller's transaction; the queue's tables stay the owner's.
create or replace function enqueue_job(
  identifier text,
  payload json,
  job_key text default null,
  run_at timestamptz default null,
  queue_name text default null,
  max_attempts int default null
) returns void language sql security definer set search_path = graphile_worker, pg_temp as $$
  select graphile_worker.add_job(
    identifier => identifier,
    payload => payload,
    queue_name => queue_name,
    run_at => run_at,
    max_attempts => max_attempts,
    job_key => job_key
  );
$$;
revoke all on function enqueue_job from public;
grant execute on function enqueue_job to app;

-- Payments and decisions are append-only: a correction is a reversing row, a change of mind is a new decision.
revoke update, delete, truncate on fund_payments, campaign_decisions from app;
drop trigger if exists fund_payments_append_only on fund_payments;
create trigger fund_payments_append_only before update or delete on fund_payments
  for each row execute function refuse_change();
drop trigger if exists campaign_decisions_append_only on campaign_decisions;
create trigger campaign_decisions_append_only before update or delete on campaign_decisions
  for each row execute function refuse_change();

-- A budget line never falls below what was paid or committed from it. Payers hold the line's row, so the two cannot cross.
create or replace function budget_line_floor() returns trigger language plpgsql as $$
declare
  paid bigint;
  committed bigint;
begin
  select coalesce(sum(amount_fen), 0) into paid
    from fund_payments where county_id = new.county_id and budget_line_id = new.id;
  select coalesce(sum(amount_fen), 0) into committed
    from fund_commitments where county_id = new.county_id and budget_line_id = new.id;
  if new.amount_fen < greatest(paid, committed) then
    raise exception 'the line has % paid and % committed', paid, committed
      using errcode = 'check_violation', constraint = 'budget_line_floor';
  end if;
  return new;
end $$;
drop trigger if exists budget_lines_floor on budget_lines;
create trigger budget_lines_floor before update of amount_fen on budget_lines
  for each row when (new.amount_fen < old.amount_fen) execute function budget_line_floor();

-- Orders and shops are never deleted. A foreign key from every line and order would look its parent up row by row, a
-- quarter of an import's time; here the parents cannot vanish, and the only writer of children makes their parents first.
revoke delete, truncate on shops, orders from app;

-- A published design is what approved posters were judged by: its document never changes, only its state does.
create or replace function published_design_stays() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (new.document is distinct from old.document or new.hash <> old.hash
      or new.version <> old.version or new.design_id <> old.design_id or new.state = 'draft') then
    raise exception 'version % of design % is published and stays as it is', old.version, old.design_id
      using errcode = 'check_violation', constraint = 'published_design_stays';
  end if;
  return new;
end $$;
drop trigger if exists poster_design_versions_stay on poster_design_versions;
create trigger poster_design_versions_stay before update on poster_design_versions
  for each row execute function published_design_stays();

-- The steps and checks of a licence are history.
revoke update, delete, truncate on licence_steps, licence_checks from app;
drop trigger if exists licence_steps_append_only on licence_steps;
create trigger licence_steps_append_only before update or delete on licence_steps
  for each row execute function refuse_change();
drop trigger if exists licence_checks_append_only on licence_checks;
create trigger licence_checks_append_only before update or delete on licence_checks
  for each row execute function refuse_change();

-- What a licence covers is fixed by its grant: no transfer, no widening. A change is a new licence.
create or replace function licence_fixed() returns trigger language plpgsql as $$
begin
  if old.status in ('granted', 'suspended', 'revoked') and (
    new.brand_id, new.holder_merchant_id, new.holder_organisation_id, new.mark_ids, new.uses, new.territory,
    new.valid_from, new.valid_to, new.document_no, new.standard_version, new.standard_id, new.conditions, new.renews_id
  ) is distinct from (
    old.brand_id, old.holder_merchant_id, old.holder_organisation_id, old.mark_ids, old.uses, old.territory,
    old.valid_from, old.valid_to, old.document_no, old.standard_version, old.standard_id, old.conditions, old.renews_id
  ) then
    raise exception 'licence %: what a granted licence covers is not changed', old.document_no
      using errcode = 'check_violation', constraint = 'licences_fixed';
  end if;
  return new;
end $$;
drop trigger if exists licences_fixed on licences;
create trigger licences_fixed before update on licences
  for each row execute function licence_fixed();

create or replace function licence_products_fixed() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from licences l
    where l.county_id = old.county_id and l.id = old.licence_id and l.status in ('granted', 'suspended', 'revoked')
  ) then
    raise exception 'the products of a granted licence are not changed'
      using errcode = 'check_violation', constraint = 'licences_fixed';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
drop trigger if exists licence_products_fixed on licence_products;
create trigger licence_products_fixed before update or delete on licence_products
  for each row execute function licence_products_fixed();

-- The advertising-law file is kept as it was written: lists, checks, answers and decisions are added, never changed.
revoke update, delete, truncate on law_list_versions, law_confirmations, law_platform_looks, law_checks, law_statements,
  law_decisions, law_runs from app;
do $$
declare name text;
begin
  foreach name in array array['law_list_versions', 'law_confirmations', 'law_platform_looks', 'law_checks',
    'law_statements', 'law_decisions', 'law_runs'] loop
    execute format('drop trigger if exists %I on %I', name || '_append_only', name);
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()',
      name || '_append_only', name);
  end loop;
end $$;
