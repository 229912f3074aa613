-- Who did what, and who read whose personal data. Append-only for everybody but the owner.
create table audit_row (
  id          bigint generated always as identity primary key,
  at          timestamptz not null default clock_timestamp(),
  account_id  uuid not null references account (id),
  action      text not null,
  object_kind text,
  object_id   text,
  purpose     text,
  details     jsonb not null default '{}'
);
comment on table audit_row is 'One row for every use case that changed something or read personal data';
create trigger audit_row_fixed before update or delete on audit_row for each row execute function refuse_change();
create trigger audit_row_no_truncate before truncate on audit_row for each statement execute function refuse_change();

-- The application role: no ownership, no bypass of row-level security, no update of what is append-only.
do $$ begin
  if not exists (select 1 from pg_roles where rolname = 'huimin_app') then
    create role huimin_app nologin;
  end if;
end $$;
do $$ begin execute format('grant usage on schema %I to huimin_app', current_schema()); end $$;

-- Plain calls, not sub-selects: the planner evaluates stable functions when it estimates, so that it knows whether a
-- jurisdiction is a street or the whole district and chooses its joins accordingly.
create function scope_from() returns bigint language sql stable parallel safe
  return nullif(current_setting('huimin.division_from', true), '')::bigint;
create function scope_to() returns bigint language sql stable parallel safe
  return nullif(current_setting('huimin.division_to', true), '')::bigint;

do $$
declare t text;
begin
  foreach t in array array['person', 'household', 'award', 'fact', 'payment_line', 'payment_item'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy jurisdiction on %I to huimin_app
      using (division_no >= scope_from() and division_no < scope_to())
      with check (division_no >= scope_from() and division_no < scope_to())', t);
    execute format('create policy owner_maintenance on %I to %I using (true) with check (true)', t, current_user);
  end loop;
end $$;

grant select on district, place, account, parameter_value, person, household, award, fact,
  payment_run, payment_line, payment_item, ledger_account, ledger_balance, ledger_transaction, ledger_entry,
  audit_row to huimin_app;
grant insert on place, person, household, award, fact, parameter_value, payment_run, payment_line, payment_item,
  ledger_account, ledger_transaction, ledger_entry, audit_row to huimin_app;
grant update (recorded_until) on fact, parameter_value to huimin_app;
grant update (state, approved_by, approved_at, sent_at, settled_at, void_reason) on payment_run to huimin_app;
grant update (state, return_reason, file_no, settled_on, account_cipher) on payment_item to huimin_app;
grant update (account_cipher, account_index, account_masked) on person to huimin_app;
grant update (data_to) on district to huimin_app;
