-- The spine: the district, its places, people, households, awards and bitemporal facts.
-- Names are unqualified: the district's schema is first on the search path, so one cluster can hold many districts.

create table district (
  id             smallint primary key default 1 check (id = 1),
  division_no    bigint not null,
  name           text not null,
  demonstration  boolean not null default false,
  data_from      date not null,
  data_to        date not null,
  -- Empty while the demonstration is still being built: the next start goes on with it.
  ready_at       timestamptz,
  created_at     timestamptz not null default now(),
  check (data_from < data_to)
);
comment on table district is 'The one district that lives in this schema';

create table place (
  division_no    bigint primary key,
  parent_no      bigint references place (division_no),
  kind           text not null check (kind in ('district', 'street', 'community', 'grid')),
  name           text not null check (char_length(name) between 1 and 60),
  service_unit   boolean not null default true,
  valid_from     date not null,
  valid_to       date,
  successor_no   bigint references place (division_no),
  check (valid_to is null or valid_from < valid_to)
);
comment on table place is 'Administrative divisions down to the grid, with validity and successor';

create table account (
  id             uuid primary key,
  username       text not null unique check (username ~ '^[a-z][a-z0-9_.-]{1,39}$'),
  display_name   text not null,
  role           text not null,
  division_no    bigint not null,
  active         boolean not null default true,
  created_at     timestamptz not null default now()
);
comment on table account is 'Accounts that act in the system; one natural person has one account';

create table person (
  id             uuid primary key,
  division_no    bigint not null,
  name           text not null check (char_length(name) between 1 and 50),
  sex            text not null check (sex in ('male', 'female', 'unknown')),
  birth_date     date not null,
  id_no_cipher   bytea not null,
  id_no_index    bytea not null unique,
  account_cipher bytea,
  account_index  bytea,
  -- What people may see of the account: its number is decrypted for the bank's file only.
  account_masked text,
  created_at     timestamptz not null,
  created_by     uuid not null references account (id)
);
comment on table person is 'One natural person, one row for life, in every business';
create index person_scope on person (division_no);

create table household (
  id             uuid primary key,
  household_no   text not null unique,
  division_no    bigint not null,
  head_person_id uuid not null references person (id),
  address        text not null check (char_length(address) between 1 and 200),
  created_at     timestamptz not null,
  created_by     uuid not null references account (id)
);
comment on table household is 'Assistance family (not the hukou household); membership is a dated fact';
create index household_scope on household (division_no);

create table award (
  id              uuid primary key,
  award_no        text not null unique,
  programme       text not null,
  subject_kind    text not null check (subject_kind in ('person', 'household')),
  subject_id      uuid not null,
  division_no     bigint not null,
  payee_person_id uuid not null references person (id),
  basis           text not null,
  recorded_by     uuid not null references account (id),
  approved_by     uuid not null references account (id),
  created_at      timestamptz not null,
  check (recorded_by <> approved_by)
);
comment on table award is 'A confirmed entitlement of a person or household under one programme; in force while the fact award.status says so';
create index award_scope on award (division_no);
create index award_programme on award (programme, division_no);
create index award_subject on award (subject_id);

-- What policy depends on, in valid time and recorded time. A row is never changed except to say when it stopped
-- being what we know: a correction supersedes.
create table fact (
  id             uuid primary key,
  subject_kind   text not null check (subject_kind in ('person', 'household', 'award')),
  subject_id     uuid not null,
  kind           text not null,
  division_no    bigint not null,
  valid_from     date not null,
  valid_to       date,
  num            bigint,
  code           text,
  ref            uuid,
  source         text not null,
  reason         text,
  recorded_at    timestamptz not null,
  recorded_until timestamptz not null default 'infinity',
  recorded_by    uuid not null references account (id),
  check (valid_to is null or valid_from < valid_to),
  check (recorded_at < recorded_until),
  check (num_nonnulls(num, code, ref) >= 1),
  constraint fact_one_truth exclude using gist
    (subject_id with =, kind with =, daterange(valid_from, valid_to) with &&)
    where (recorded_until = 'infinity')
);
comment on table fact is 'Bitemporal facts: valid time and recorded time; nothing is overwritten';
create index fact_subject on fact (subject_id, kind, valid_from);
create index fact_ref on fact (ref, kind) where ref is not null;
create index fact_kind on fact (kind, division_no, valid_from);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'append-only: % on % is refused', tg_op, tg_table_name using errcode = 'HM001';
end $$;

-- A fact may only be closed in recorded time, once; everything else about it stays as it was learnt.
create function fact_only_closes() returns trigger language plpgsql as $$
begin
  if old.recorded_until <> 'infinity' or new.recorded_until = 'infinity'
     or (to_jsonb(new) - 'recorded_until') is distinct from (to_jsonb(old) - 'recorded_until') then
    raise exception 'append-only: a fact is superseded, never changed' using errcode = 'HM001';
  end if;
  return new;
end $$;
create trigger fact_only_closes before update on fact for each row execute function fact_only_closes();
create trigger fact_no_delete before delete on fact for each row execute function refuse_change();
create trigger fact_no_truncate before truncate on fact for each statement execute function refuse_change();
