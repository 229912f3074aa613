-- Life events, their delivery to reactions, the tasks of people, and what the jobs did.

-- Written in the transaction that caused it. The payload holds codes, months and ids, never names or numbers of people.
create table event (
  id             uuid primary key,
  kind           text not null check (kind ~ '^[a-z_]+(\.[a-z_]+)+$'),
  subject_kind   text not null,
  -- A record's id, or the key of what has none, such as a parameter.
  subject_id     text not null check (char_length(subject_id) between 1 and 100),
  division_no    bigint not null,
  occurred_on    date not null,
  payload        jsonb not null default '{}' check (pg_column_size(payload) < 8192),
  recorded_at    timestamptz not null default clock_timestamp(),
  recorded_by    uuid not null references account (id),
  -- When its deliveries were written: reactions that are declared later do not get it.
  dispatched_at  timestamptz
);
comment on table event is 'Life events: what happened to a person, household, organisation or rule, and when';
create index event_scope on event (division_no, id);
create index event_subject on event (subject_id, id);
create index event_waiting on event (id) where dispatched_at is null;
-- A birthday is told once, however often the nightly job runs.
create unique index event_age_once on event (subject_id, (payload ->> 'age')) where kind = 'person.turned_age';

-- An event only gets dispatched, once; everything else about it stays as it was told.
create function event_only_dispatches() returns trigger language plpgsql as $$
begin
  if old.dispatched_at is not null or new.dispatched_at is null
     or (to_jsonb(new) - 'dispatched_at') is distinct from (to_jsonb(old) - 'dispatched_at') then
    raise exception 'append-only: an event is never changed' using errcode = 'HM001';
  end if;
  return new;
end $$;
create trigger event_only_dispatches before update on event for each row execute function event_only_dispatches();
create trigger event_no_delete before delete on event for each row execute function refuse_change();
create trigger event_no_truncate before truncate on event for each statement execute function refuse_change();

-- One event for one reaction. It repeats the kind so that an administrator needs no look at the event itself.
create table event_delivery (
  event_id       uuid not null references event (id),
  reaction       text not null,
  kind           text not null,
  state          text not null default 'pending' check (state in ('pending', 'done', 'failed', 'skipped')),
  attempts       smallint not null default 0 check (attempts >= 0),
  next_at        timestamptz not null default clock_timestamp(),
  last_error     text,
  settled_at     timestamptz,
  settled_by     uuid references account (id),
  skip_reason    text check (char_length(skip_reason) between 1 and 500),
  primary key (event_id, reaction),
  check ((state = 'pending') = (settled_at is null)),
  check ((state = 'skipped') = (skip_reason is not null))
);
comment on table event_delivery is 'Delivery of an event to a reaction, at least once, with attempts and the last error code';
create index event_delivery_due on event_delivery (next_at) where state = 'pending';
create index event_delivery_failed on event_delivery (event_id) where state = 'failed';
create trigger event_delivery_no_delete before delete on event_delivery
  for each row execute function refuse_change();
create trigger event_delivery_no_truncate before truncate on event_delivery
  for each statement execute function refuse_change();

-- What somebody has to do: for a role in the jurisdiction that holds the place, until one person claims it.
create table task (
  id             uuid primary key,
  -- Whoever opens a task says what makes it the same task: told twice, it is there once.
  key            text not null unique check (char_length(key) between 1 and 300),
  kind           text not null,
  title_zh       text not null check (char_length(title_zh) between 1 and 300),
  title_en       text not null check (char_length(title_en) between 1 and 300),
  about_kind     text not null,
  about_id       text not null,
  division_no    bigint not null,
  role           text not null,
  assignee       uuid references account (id),
  state          text not null default 'open' check (state in ('open', 'claimed', 'done', 'rejected', 'cancelled')),
  due_on         date,
  reasons        jsonb not null default '[]',
  proposal       jsonb,
  event_id       uuid references event (id),
  note           text check (char_length(note) between 1 and 1000),
  created_at     timestamptz not null default clock_timestamp(),
  created_by     uuid not null references account (id),
  closed_at      timestamptz,
  closed_by      uuid references account (id),
  closing_reason text check (char_length(closing_reason) between 1 and 1000),
  version        integer not null default 1 check (version >= 1),
  check ((state in ('done', 'rejected', 'cancelled')) = (closed_at is not null)),
  check (state <> 'claimed' or assignee is not null),
  check (state <> 'rejected' or closing_reason is not null)
);
comment on table task is 'Tasks of a role in a jurisdiction, with reasons and, where there is one, the proposed change';
create index task_open on task (role, division_no, due_on, id) where state in ('open', 'claimed');
create index task_assignee on task (assignee, due_on, id) where state in ('open', 'claimed');
create index task_about on task (about_kind, about_id);
create index task_scope on task (division_no, id);
create trigger task_no_delete before delete on task for each row execute function refuse_change();
create trigger task_no_truncate before truncate on task for each statement execute function refuse_change();

-- A closed task stays as it was closed.
create function task_stays_closed() returns trigger language plpgsql as $$
begin
  if old.state in ('done', 'rejected', 'cancelled') then
    raise exception 'append-only: a closed task is never changed' using errcode = 'HM001';
  end if;
  return new;
end $$;
create trigger task_stays_closed before update on task for each row execute function task_stays_closed();

create table job_run (
  id             uuid primary key,
  job            text not null,
  -- The day the run counts for: a nightly job goes on from the last one that went through.
  day            date not null,
  started_by     text not null check (started_by in ('schedule', 'catch-up', 'person')),
  state          text not null default 'running' check (state in ('running', 'done', 'failed')),
  started_at     timestamptz not null default clock_timestamp(),
  finished_at    timestamptz,
  last_error     text,
  check ((state = 'running') = (finished_at is null))
);
comment on table job_run is 'Runs of the regular jobs, with the error code of those that failed';
create index job_run_latest on job_run (job, started_at desc);
create trigger job_run_no_delete before delete on job_run for each row execute function refuse_change();
create trigger job_run_no_truncate before truncate on job_run for each statement execute function refuse_change();

do $$
declare t text;
begin
  foreach t in array array['event', 'task'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy jurisdiction on %I to huimin_app
      using (division_no >= scope_from() and division_no < scope_to())
      with check (division_no >= scope_from() and division_no < scope_to())', t);
    execute format('create policy owner_maintenance on %I to %I using (true) with check (true)', t, current_user);
  end loop;
end $$;

grant select, insert on event, event_delivery, task, job_run to huimin_app;
grant update (dispatched_at) on event to huimin_app;
grant update (state, attempts, next_at, last_error, settled_at, settled_by, skip_reason) on event_delivery to huimin_app;
grant update (state, assignee, note, closed_at, closed_by, closing_reason, version) on task to huimin_app;
grant update (state, finished_at, last_error) on job_run to huimin_app;
-- A new payee or head is proposed when the old one has died or left.
grant update (payee_person_id) on award to huimin_app;
grant update (head_person_id) on household to huimin_app;
