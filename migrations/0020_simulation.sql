-- Scenarios tried out over the live register, what they come to, the values proposed from them, and people who
-- appear entitled without an award.

create table simulation_scenario (
  id             uuid primary key,
  name           text not null check (char_length(name) between 1 and 100),
  definition     jsonb not null check (pg_column_size(definition) < 65536),
  -- The jurisdiction of who made it: [division_no, division_to).
  division_no    bigint not null,
  division_to    bigint not null check (division_to > division_no),
  created_by     uuid not null references account (id),
  created_at     timestamptz not null default clock_timestamp()
);
comment on table simulation_scenario is 'What is tried out: changed parameters and rule versions over a population; nothing in force';
create index simulation_scenario_scope on simulation_scenario (division_no, id);
create trigger simulation_scenario_fixed before update or delete on simulation_scenario
  for each row execute function refuse_change();
create trigger simulation_scenario_no_truncate before truncate on simulation_scenario
  for each statement execute function refuse_change();

create table simulation_result (
  id                uuid primary key,
  scenario_id       uuid not null references simulation_scenario (id),
  division_no       bigint not null,
  division_to       bigint not null check (division_to > division_no),
  state             text not null default 'queued' check (state in ('queued', 'running', 'done', 'cancelled', 'failed')),
  known_at          timestamptz,
  first_month       date,
  done              integer not null default 0 check (done >= 0),
  total             integer not null default 0 check (total >= 0),
  cancel_requested  boolean not null default false,
  rules_digest      text,
  parameters_digest text,
  summary           jsonb not null default '{}',
  error             jsonb,
  started_by        uuid not null references account (id),
  started_at        timestamptz not null default clock_timestamp(),
  heartbeat_at      timestamptz not null default clock_timestamp(),
  finished_at       timestamptz,
  check ((state in ('queued', 'running')) = (finished_at is null)),
  check (state <> 'done' or (known_at is not null and first_month is not null))
);
comment on table simulation_result is 'One computation of a scenario: what it knew, how far it is, how it ended';
create index simulation_result_scenario on simulation_result (scenario_id, started_at desc);
create trigger simulation_result_no_delete before delete on simulation_result
  for each row execute function refuse_change();
create trigger simulation_result_no_truncate before truncate on simulation_result
  for each statement execute function refuse_change();

-- A computation that has ended stays as it ended.
create function simulation_result_stays() returns trigger language plpgsql as $$
begin
  if old.finished_at is not null then
    raise exception 'append-only: a finished simulation is never changed' using errcode = 'HM001';
  end if;
  return new;
end $$;
create trigger simulation_result_stays before update on simulation_result
  for each row execute function simulation_result_stays();

-- Cost by month, kept by street so that a reader sees the sum of its own places.
create table simulation_month (
  result_id             uuid not null references simulation_result (id),
  division_no           bigint not null,
  programme             text not null,
  area                  text not null check (area in ('urban', 'rural', 'unknown')),
  month                 date not null,
  baseline_fen          bigint not null,
  scenario_fen          bigint not null,
  baseline_awards       integer not null,
  scenario_awards       integer not null,
  baseline_arrears_fen  bigint not null,
  scenario_arrears_fen  bigint not null,
  baseline_overpaid_fen bigint not null,
  scenario_overpaid_fen bigint not null,
  primary key (result_id, division_no, programme, area, month)
);
comment on table simulation_month is 'Forecast cost by street, programme, town or country and month, without and with the scenario';

create table simulation_outcome (
  result_id    uuid not null references simulation_result (id),
  division_no  bigint not null,
  programme    text not null,
  area         text not null check (area in ('urban', 'rural', 'unknown')),
  category     text not null,
  outcome      text not null check (outcome in ('enter', 'gain', 'same', 'lose', 'leave')),
  awards       integer not null,
  people       integer not null,
  baseline_fen bigint not null,
  scenario_fen bigint not null,
  primary key (result_id, division_no, programme, area, category, outcome)
);
comment on table simulation_outcome is 'Who gains, loses, enters and leaves by street, programme, town or country and category';

create table simulation_award (
  result_id          uuid not null references simulation_result (id),
  programme          text not null,
  -- The award, or the subject of who has none.
  case_id            uuid not null,
  award_id           uuid references award (id),
  subject_kind       text not null check (subject_kind in ('person', 'household')),
  subject_id         uuid not null,
  division_no        bigint not null,
  area               text not null check (area in ('urban', 'rural', 'unknown')),
  outcome            text not null check (outcome in ('enter', 'gain', 'lose', 'leave')),
  people             integer not null,
  baseline_fen       bigint not null,
  scenario_fen       bigint not null,
  baseline_month_fen bigint not null,
  scenario_month_fen bigint not null,
  refusal            text,
  primary key (result_id, programme, case_id)
);
comment on table simulation_award is 'The largest changes of a forecast, award by award';
create index simulation_award_scope on simulation_award (result_id, division_no);

-- A value that somebody has entered with its document and another person has yet to approve.
create table parameter_proposal (
  id             uuid primary key,
  key            text not null,
  variant        text not null,
  division_no    bigint not null,
  effective_from date not null,
  effective_to   date,
  value          numeric(20, 6) not null check (value >= 0),
  document_title text not null check (char_length(document_title) between 1 and 300),
  document_no    text not null check (char_length(document_no) between 1 and 100),
  article        text not null check (char_length(article) between 1 and 100),
  issued_on      date,
  certainty      text not null check (certainty in ('source', 'assumption')),
  note           text check (char_length(note) between 1 and 1000),
  scenario_id    uuid references simulation_scenario (id),
  state          text not null default 'proposed' check (state in ('proposed', 'approved', 'rejected')),
  proposed_by    uuid not null references account (id),
  proposed_at    timestamptz not null default clock_timestamp(),
  decided_by     uuid references account (id),
  decided_at     timestamptz,
  reason         text check (char_length(reason) between 1 and 1000),
  check (effective_to is null or effective_from < effective_to),
  check (certainty <> 'assumption' or note is not null),
  check ((state = 'proposed') = (decided_by is null)),
  check (decided_by is null or decided_by <> proposed_by),
  check ((decided_by is null) = (decided_at is null)),
  check (state <> 'rejected' or reason is not null),
  constraint parameter_proposal_one exclude using gist
    (key with =, variant with =, division_no with =, daterange(effective_from, effective_to) with &&)
    where (state = 'proposed')
);
comment on table parameter_proposal is 'Parameter values with their documents that await approval by another person';
create index parameter_proposal_scenario on parameter_proposal (scenario_id);
create trigger parameter_proposal_no_delete before delete on parameter_proposal
  for each row execute function refuse_change();
create trigger parameter_proposal_no_truncate before truncate on parameter_proposal
  for each statement execute function refuse_change();
create function parameter_proposal_decided_once() returns trigger language plpgsql as $$
begin
  if old.state <> 'proposed' then
    raise exception 'append-only: a decided proposal is never changed' using errcode = 'HM001';
  end if;
  return new;
end $$;
create trigger parameter_proposal_decided_once before update on parameter_proposal
  for each row execute function parameter_proposal_decided_once();

-- People and households who appear entitled and have no award; the task tells what became of it.
create table take_up_finding (
  id           uuid primary key,
  programme    text not null,
  subject_kind text not null check (subject_kind in ('person', 'household')),
  subject_id   uuid not null,
  division_no  bigint not null,
  month        date not null,
  amount_fen   bigint not null check (amount_fen > 0),
  reason       jsonb not null,
  missing      jsonb not null default '[]',
  -- Of what the decision rests on: a finding that was declined comes again only when this is another.
  facts_digest text not null check (facts_digest ~ '^[0-9a-f]{64}$'),
  task_id      uuid not null references task (id),
  found_by     uuid not null references account (id),
  found_at     timestamptz not null default clock_timestamp(),
  unique (programme, subject_id, facts_digest)
);
comment on table take_up_finding is 'Who appears entitled to a programme without an award, why, and what is missing';
create index take_up_finding_scope on take_up_finding (division_no, found_at desc);
create index take_up_finding_task on take_up_finding (task_id);
create trigger take_up_finding_fixed before update or delete on take_up_finding
  for each row execute function refuse_change();
create trigger take_up_finding_no_truncate before truncate on take_up_finding
  for each statement execute function refuse_change();

do $$
declare t text;
begin
  foreach t in array array['simulation_month', 'simulation_outcome', 'simulation_award'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()',
      t || '_fixed', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()',
      t || '_no_truncate', t);
  end loop;
  foreach t in array array['simulation_month', 'simulation_outcome', 'simulation_award', 'take_up_finding'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy jurisdiction on %I to huimin_app
      using (division_no >= scope_from() and division_no < scope_to())
      with check (division_no >= scope_from() and division_no < scope_to())', t);
    execute format('create policy owner_maintenance on %I to %I using (true) with check (true)', t, current_user);
  end loop;
  -- What a wider jurisdiction tries out may be read inside of it, each reader seeing its own places; never a neighbour's.
  foreach t in array array['simulation_scenario', 'simulation_result'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy reading on %I for select to huimin_app
      using ((division_no >= scope_from() and division_to <= scope_to())
          or (scope_from() >= division_no and scope_to() <= division_to))', t);
    execute format('create policy recording on %I for insert to huimin_app
      with check (division_no >= scope_from() and division_to <= scope_to())', t);
    execute format('create policy changing on %I for update to huimin_app
      using (division_no >= scope_from() and division_to <= scope_to())
      with check (division_no >= scope_from() and division_to <= scope_to())', t);
    execute format('create policy owner_maintenance on %I to %I using (true) with check (true)', t, current_user);
  end loop;
end $$;

grant select, insert on simulation_scenario, simulation_result, simulation_month, simulation_outcome, simulation_award,
  parameter_proposal, take_up_finding to huimin_app;
grant update (state, known_at, first_month, done, total, cancel_requested, rules_digest, parameters_digest, summary,
  error, heartbeat_at, finished_at) on simulation_result to huimin_app;
grant update (state, decided_by, decided_at, reason) on parameter_proposal to huimin_app;
