-- Registers: the history of every record, corrections that wait for a second person, and imports.

-- What every record's table gets: rows of the actor's jurisdiction only, for everybody but the owner's maintenance.
create function secure_by_jurisdiction(t text) returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', t);
  execute format('alter table %I force row level security', t);
  execute format('create policy jurisdiction on %I to huimin_app
    using (division_no >= scope_from() and division_no < scope_to())
    with check (division_no >= scope_from() and division_no < scope_to())', t);
  execute format('create policy owner_maintenance on %I to %I using (true) with check (true)', t, current_user);
end $$;
revoke execute on function secure_by_jurisdiction(text) from public;

create table record_change (
  id             uuid primary key,
  record         text not null,
  record_id      uuid not null,
  division_no    bigint not null,
  version        integer not null check (version >= 1),
  action         text not null check (action in ('create', 'edit', 'correct', 'end', 'resume', 'import')),
  at             timestamptz not null default clock_timestamp(),
  account_id     uuid not null references account (id),
  approved_by    uuid references account (id),
  reason         text,
  -- The import that brought the change.
  source         text,
  before         jsonb not null,
  after          jsonb not null,
  check (approved_by is null or approved_by <> account_id),
  check (action not in ('correct', 'end', 'resume') or reason is not null)
);
comment on table record_change is 'History of every record: who changed what, when, why, before and after';
create unique index record_change_version on record_change (record_id, version);
create trigger record_change_fixed before update or delete on record_change
  for each row execute function refuse_change();
create trigger record_change_no_truncate before truncate on record_change
  for each statement execute function refuse_change();

create table record_correction (
  id             uuid primary key,
  record         text not null,
  record_id      uuid not null,
  division_no    bigint not null,
  base_version   integer not null,
  changes        jsonb not null,
  reason         text not null,
  state          text not null check (state in ('proposed', 'approved', 'refused')),
  proposed_by    uuid not null references account (id),
  proposed_at    timestamptz not null default now(),
  decided_by     uuid references account (id),
  decided_at     timestamptz,
  decision       text,
  check (decided_by is null or decided_by <> proposed_by),
  check ((state = 'proposed') = (decided_by is null))
);
comment on table record_correction is 'Corrections of records that wait for a second person, with their decision';
create index record_correction_record on record_correction (record_id);
create index record_correction_open on record_correction (division_no) where state = 'proposed';

create table import_batch (
  id             uuid primary key,
  record         text not null,
  division_no    bigint not null,
  file_name      text not null check (char_length(file_name) between 1 and 200),
  file_digest    text not null,
  file_cipher    bytea not null,
  state          text not null check (state in ('staged', 'applied', 'cancelled')),
  rows_new       integer not null,
  rows_changed   integer not null,
  rows_same      integer not null,
  rows_bad       integer not null,
  rows_applied   integer,
  created_by     uuid not null references account (id),
  created_at     timestamptz not null default now(),
  applied_at     timestamptz
);
comment on table import_batch is 'A file of records that was read and checked; applied whole, or its good rows only';
create index import_batch_record on import_batch (record, created_at);

create table import_row (
  batch_id       uuid not null references import_batch (id),
  line           integer not null,
  division_no    bigint not null,
  outcome        text not null check (outcome in ('new', 'changed', 'same', 'bad')),
  record_id      uuid,
  base_version   integer,
  place_no       bigint,
  before         jsonb not null default '{}',
  after          jsonb not null default '{}',
  faults         jsonb not null default '[]',
  primary key (batch_id, line)
);
comment on table import_row is 'Rows of an import: what each would do, and what is wrong with it; encrypted values stay encrypted';

select secure_by_jurisdiction(t) from unnest(array['record_change', 'record_correction', 'import_batch', 'import_row']) t;
grant select, insert on record_change, record_correction, import_batch, import_row to huimin_app;
grant update (state, decided_by, decided_at, decision) on record_correction to huimin_app;
grant update (state, rows_new, rows_changed, rows_same, rows_bad, rows_applied, applied_at) on import_batch to huimin_app;

-- People and households are records like any other: versions, endings and corrections, nothing is deleted.
alter table person
  add column version integer not null default 1 check (version >= 1),
  add column ended_on date,
  add column end_reason text,
  add column changed_at timestamptz,
  add column changed_by uuid references account (id),
  add column phone_cipher bytea,
  add column phone_index bytea;
alter table household
  add column version integer not null default 1 check (version >= 1),
  add column ended_on date,
  add column end_reason text,
  add column changed_at timestamptz,
  add column changed_by uuid references account (id);
create index person_phone on person (phone_index) where phone_index is not null;
create trigger person_no_delete before delete on person for each row execute function refuse_change();
create trigger household_no_delete before delete on household for each row execute function refuse_change();
grant update (name, sex, birth_date, id_no_cipher, id_no_index, phone_cipher, phone_index, version, ended_on, end_reason,
  changed_at, changed_by) on person to huimin_app;
grant update (address, head_person_id, version, ended_on, end_reason, changed_at, changed_by) on household to huimin_app;
select attach_search('person', 'person', 'name', '', 'id_no_index,phone_index');
