-- Cases: applications and other matters with their life cycle, materials, clock, public notice, objections and
-- decisions. The state of a case is kept beside its history; the history is append-only.

-- Numbers are given out here and not by looking for the highest one: a street does not see the other streets' records.
create table number_series (
  series   text primary key,
  last_no  integer not null check (last_no > 0)
);
comment on table number_series is 'Last number given out in each series: cases, documents, households, awards';

insert into number_series (series, last_no)
  select left(household_no, -6), max(right(household_no, 6)::int) from household
   where household_no ~ '^H[0-9]{6}[0-9]{6}$' group by 1
  union all
  select left(award_no, -6), max(right(award_no, 6)::int) from award where award_no ~ '^[A-Z]+[0-9]{16}$' group by 1;

create table case_file (
  id                  uuid primary key,
  case_no             text not null unique,
  lifecycle           text not null,
  state               text not null,
  division_no         bigint not null,
  subject_kind        text not null check (subject_kind in ('person', 'household', 'record')),
  subject_id          uuid not null,
  applicant_person_id uuid references person (id),
  opened_on           date not null,
  opened_by           uuid not null references account (id),
  handler_id          uuid not null references account (id),
  version             integer not null default 1 check (version > 0),
  -- Values that the life cycle declares; checked by its schema before they are written.
  data                jsonb not null default '{}',
  flags               text[] not null default '{}',
  -- The nearest deadline, computed from the history; empty when none runs or the clock stands still.
  due_on              date,
  amber_on            date,
  paused              boolean not null default false,
  closed_on           date,
  check ((due_on is null) = (amber_on is null))
);
comment on table case_file is 'One matter that somebody asked for or that the bureau took up, from opening to decision';
create index case_file_scope on case_file (division_no, id);
create index case_file_number on case_file (case_no text_pattern_ops);
create index case_file_subject on case_file (subject_id);
create index case_file_due on case_file (due_on) where due_on is not null;
create index case_file_handler on case_file (handler_id, id);

create table case_event (
  seq            bigint generated always as identity primary key,
  case_id        uuid not null references case_file (id),
  division_no    bigint not null,
  occurred_on    date not null,
  at             timestamptz not null default clock_timestamp(),
  account_id     uuid not null references account (id),
  -- The actor's own place: whether the street or the bureau did it.
  actor_division bigint not null,
  action         text not null,
  from_state     text,
  to_state       text not null,
  reason         text check (char_length(reason) <= 500),
  -- What of the input the life cycle keeps in the history; never personal data.
  details        jsonb not null default '{}'
);
comment on table case_event is 'What happened in a case: who, when, which action, from and to which state, why';
create index case_event_case on case_event (case_id, seq);
create index case_event_scope on case_event (division_no);

create table case_material (
  seq           bigint generated always as identity primary key,
  case_id       uuid not null references case_file (id),
  division_no   bigint not null,
  material      text not null,
  action        text not null check (action in ('received', 'waived', 'returned')),
  form          text check (form in ('original', 'copy', 'share', 'pledge')),
  attachment_id uuid,
  reason        text check (char_length(reason) <= 500),
  occurred_on   date not null,
  recorded_by   uuid not null references account (id),
  check ((action = 'received') = (form is not null)),
  check (action = 'received' or reason is not null)
);
comment on table case_material is 'Materials received, waived or returned; the last row of a material says how it stands';
create index case_material_case on case_material (case_id, seq);
create index case_material_scope on case_material (division_no);

create table case_pause (
  id          uuid primary key,
  case_id     uuid not null references case_file (id),
  division_no bigint not null,
  reason      text not null,
  note        text check (char_length(note) <= 500),
  from_on     date not null,
  until_on    date check (until_on >= from_on),
  started_by  uuid not null references account (id),
  ended_by    uuid references account (id),
  check ((until_on is null) = (ended_by is null))
);
comment on table case_pause is 'Spans in which the clock of a case stands still';
create unique index case_pause_one_open on case_pause (case_id) where until_on is null;
create index case_pause_scope on case_pause (division_no);

-- Exactly the fields that may be published, as they were published; nothing here leads to a person.
create table public_notice (
  id             uuid primary key,
  case_id        uuid not null references case_file (id),
  division_no    bigint not null,
  kind           text not null,
  shown_name     text not null check (char_length(shown_name) between 1 and 60),
  community      text not null,
  people         integer not null check (people > 0),
  amount_fen     bigint check (amount_fen >= 0),
  posted_on      date not null,
  first_day      date not null,
  last_day       date not null,
  ended_on       date,
  end_reason     text check (end_reason in ('over', 'withdrawn')),
  posted_by      uuid not null references account (id),
  check (posted_on < first_day and first_day <= last_day),
  check ((ended_on is null) = (end_reason is null))
);
comment on table public_notice is 'Public notices (公示) with the lawful fields only';
create unique index public_notice_one_open on public_notice (case_id) where ended_on is null;
create index public_notice_last on public_notice (last_day) where ended_on is null;
create index public_notice_scope on public_notice (division_no);

create table objection (
  id             uuid primary key,
  case_id        uuid not null references case_file (id),
  notice_id      uuid not null references public_notice (id),
  division_no    bigint not null,
  raised_on      date not null,
  raised_by      text not null check (raised_by in ('resident', 'applicant', 'organisation', 'anonymous')),
  content_cipher bytea not null,
  recorded_by    uuid not null references account (id),
  outcome        text check (outcome in ('upheld', 'rejected')),
  outcome_reason text check (char_length(outcome_reason) <= 500),
  decided_on     date,
  decided_by     uuid references account (id),
  check (num_nonnulls(outcome, outcome_reason, decided_on, decided_by) in (0, 4)),
  check (decided_by is null or decided_by <> recorded_by)
);
comment on table objection is 'Objections raised while a public notice ran, and what came of them';
create index objection_case on objection (case_id);
create index objection_scope on objection (division_no);

create table decision (
  id            uuid primary key,
  case_id       uuid not null references case_file (id),
  division_no   bigint not null,
  decision_no   text not null unique,
  action        text not null,
  outcome       text not null check (outcome in ('granted', 'refused', 'ended')),
  basis         jsonb not null,
  decided_on    date not null,
  decided_by    uuid not null references account (id),
  letter_cipher bytea not null check (octet_length(letter_cipher) <= 300000),
  letter_digest text not null check (letter_digest ~ '^[0-9a-f]{64}$'),
  -- Empty when the calendar of the year in which it ends has not been loaded.
  serve_by      date
);
comment on table decision is 'Decisions with their legal basis and the letter as it was issued';
create index decision_case on decision (case_id);
create index decision_scope on decision (division_no);

create table decision_service (
  id              uuid primary key,
  decision_id     uuid not null unique references decision (id),
  division_no     bigint not null,
  served_on       date not null,
  way             text not null check (way in ('direct', 'left', 'entrusted', 'post', 'electronic', 'announcement')),
  receiver_cipher bytea not null,
  recorded_by     uuid not null references account (id)
);
comment on table decision_service is 'Proof of service of a decision';
create index decision_service_scope on decision_service (division_no);

create table case_appeal (
  id          uuid primary key,
  case_id     uuid not null references case_file (id),
  decision_id uuid not null references decision (id),
  division_no bigint not null,
  kind        text not null check (kind in ('reconsideration', 'litigation')),
  filed_on    date not null,
  authority   text not null check (char_length(authority) between 1 and 100),
  file_no     text check (char_length(file_no) <= 60),
  in_time     boolean not null,
  recorded_by uuid not null references account (id)
);
comment on table case_appeal is 'Reconsideration and litigation against a decision';
create index case_appeal_case on case_appeal (case_id);
create index case_appeal_scope on case_appeal (division_no);

-- Of the whole district on purpose: a street must learn that an applicant is a relative of the bureau's staff.
create table staff_relative (
  id           uuid primary key,
  account_id   uuid not null references account (id),
  relation     text not null check (relation in ('self', 'spouse', 'parent', 'child', 'sibling', 'other')),
  person_index bytea not null,
  declared_on  date not null,
  recorded_by  uuid not null references account (id),
  ended_on     date,
  check (ended_on is null or ended_on >= declared_on)
);
comment on table staff_relative is 'Declared near relatives of staff and community members, by blind index of the identity number';
create unique index staff_relative_once on staff_relative (account_id, person_index) where ended_on is null;
create index staff_relative_person on staff_relative (person_index) where ended_on is null;

-- With the owner's rights on purpose: a member of the family may be on file in another street, and must not be missed.
-- It tells whose relative is concerned, nothing about the person.
create function staff_relatives_of(about_kind text, about_id uuid, applicant_id uuid)
  returns table (account_id uuid, relation text) language sql stable security definer set search_path from current as $$
  select distinct r.account_id, r.relation
    from person p join staff_relative r on r.person_index = p.id_no_index and r.ended_on is null
   where p.id = applicant_id
      or (about_kind = 'person' and p.id = about_id)
      or (about_kind = 'household' and p.id in
           (select m.person_id from household_membership m where m.household_id = about_id))
   order by 1, 2
$$;
revoke all on function staff_relatives_of(text, uuid, uuid) from public;
grant execute on function staff_relatives_of(text, uuid, uuid) to huimin_app;

-- A decision and its proof of service stay what they were; only a rotation of keys, which is the owner's, encrypts the
-- same words anew. The digest says that the letter is still the same.
create function decision_only_rekeys() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - array['letter_cipher', 'receiver_cipher'])
     is distinct from (to_jsonb(old) - array['letter_cipher', 'receiver_cipher']) then
    raise exception 'append-only: % on % is refused', tg_op, tg_table_name using errcode = 'HM001';
  end if;
  return new;
end $$;

do $$
declare t text;
begin
  foreach t in array array['decision', 'decision_service'] loop
    execute format('create trigger %I before update on %I for each row execute function decision_only_rekeys()', t || '_fixed', t);
    execute format('create trigger %I before delete on %I for each row execute function refuse_change()', t || '_no_delete', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', t || '_no_truncate', t);
  end loop;
  foreach t in array array['case_event', 'case_material', 'case_appeal'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', t || '_fixed', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', t || '_no_truncate', t);
  end loop;
  foreach t in array array['case_file', 'case_event', 'case_material', 'case_pause', 'public_notice', 'objection',
                           'decision', 'decision_service', 'case_appeal'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy jurisdiction on %I to huimin_app
      using (division_no >= scope_from() and division_no < scope_to())
      with check (division_no >= scope_from() and division_no < scope_to())', t);
    execute format('create policy owner_maintenance on %I to %I using (true) with check (true)', t, current_user);
  end loop;
end $$;

-- Runs with the owner's rights on purpose: it is what the street hangs out for everybody to read, and nothing else.
create view public_notice_posted as
  select id, kind, shown_name, community, people, amount_fen, posted_on, first_day, last_day
    from public_notice where ended_on is null;
comment on view public_notice_posted is 'Notices that are posted, for readers without an account';

grant select on number_series, case_file, case_event, case_material, case_pause, public_notice, objection, decision,
  decision_service, case_appeal, staff_relative, public_notice_posted to huimin_app;
grant insert on number_series, case_file, case_event, case_material, case_pause, public_notice, objection, decision,
  decision_service, case_appeal, staff_relative to huimin_app;
grant update (last_no) on number_series to huimin_app;
grant update (state, version, data, flags, handler_id, due_on, amber_on, paused, closed_on) on case_file to huimin_app;
grant update (until_on, ended_by) on case_pause to huimin_app;
grant update (ended_on, end_reason) on public_notice to huimin_app;
grant update (outcome, outcome_reason, decided_on, decided_by) on objection to huimin_app;
grant update (ended_on) on staff_relative to huimin_app;
