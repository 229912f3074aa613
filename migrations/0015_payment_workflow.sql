-- The run's way from draft to settled: findings as rows that are answered one by one, signatures, posting apart from
-- approval, items that are held by a decision, and the dated policy that says what has to be looked at and who signs.

alter table payment_run
  add column findings_total integer not null default 0 check (findings_total >= 0),
  add column findings_answered integer not null default 0 check (findings_answered >= 0),
  add column posted_by uuid references account (id),
  add column posted_at timestamptz;

create table payment_finding (
  run_id         uuid not null references payment_run (id),
  seq            integer not null check (seq > 0),
  kind           text not null check (kind in ('new', 'stopped', 'changed', 'overpayment', 'no-account', 'shared-account', 'dead-account')),
  award_id       uuid not null references award (id),
  division_no    bigint not null,
  before_fen     bigint not null,
  now_fen        bigint not null,
  decision       text check (decision in ('confirm', 'hold', 'pay')),
  reason         text check (char_length(reason) between 2 and 200),
  answered_by    uuid references account (id),
  answered_at    timestamptz,
  primary key (run_id, seq),
  check (num_nulls(decision, reason, answered_by, answered_at) in (0, 4)),
  -- Only what makes a payment impossible or dangerous can be held, and it is never just confirmed.
  constraint payment_finding_decision check (
    (kind in ('no-account', 'shared-account', 'dead-account')) = (decision in ('hold', 'pay')))
);
comment on table payment_finding is 'What a person has to look at before a run is approved, and how it was answered';
create index payment_finding_kind on payment_finding (run_id, kind, seq);
create index payment_finding_scope on payment_finding (run_id, division_no);

create table payment_signature (
  run_id         uuid not null references payment_run (id),
  account_id     uuid not null references account (id),
  signed_at      timestamptz not null,
  primary key (run_id, account_id)
);
comment on table payment_signature is 'Who has signed the approval of a run; who computed it is named in the run';

-- An item that a person decided not to send, and who let it go again. One without an account has nobody here.
alter table payment_item
  add column held_by uuid references account (id),
  add column held_at timestamptz,
  add column hold_reason text,
  add column released_by uuid references account (id),
  add column released_at timestamptz,
  add column release_reason text,
  add constraint payment_item_hold check (num_nulls(held_by, held_at, hold_reason) in (0, 3)),
  add constraint payment_item_release check (num_nulls(released_by, released_at, release_reason) in (0, 3)
    and (released_by is null or held_by is not null));

create table payment_policy (
  id                  uuid primary key,
  valid_from          date not null,
  change_percent      smallint not null check (change_percent between 1 and 1000),
  second_approval_fen bigint check (second_approval_fen > 0),
  basis               text not null check (char_length(basis) between 2 and 200),
  certainty           text not null check (certainty in ('source', 'assumption')),
  state               text not null check (state in ('proposed', 'approved', 'rejected')),
  -- Empty for the policy that an installation begins with.
  proposed_by         uuid references account (id),
  proposed_at         timestamptz not null,
  decided_by          uuid references account (id),
  decided_at          timestamptz,
  check ((state = 'proposed') = (decided_at is null)),
  check (decided_by is null or decided_by <> proposed_by)
);
comment on table payment_policy is 'By date: which change of an amount must be looked at, and above which sum a second approval is needed';
insert into payment_policy (id, valid_from, change_percent, second_approval_fen, basis, certainty, state, proposed_at, decided_at)
  values ('00000000-0000-7000-8000-000000000015', '2000-01-01', 30, 500000000,
          '系统初始值，无文件依据，待财务制度明确后调整', 'assumption', 'approved', now(), now());

-- Runs of the time before: what was approved had been posted in the same step, and with it everything was answered.
alter table payment_run disable trigger payment_run_only_moves;
insert into payment_finding (run_id, seq, kind, award_id, division_no, before_fen, now_fen,
                             decision, reason, answered_by, answered_at)
  select r.id, f.seq, f.finding ->> 'kind', a.id, a.division_no, (f.finding ->> 'beforeFen')::bigint,
         (f.finding ->> 'nowFen')::bigint,
         case when r.approved_by is null then null
              when f.finding ->> 'kind' = 'no-account' then 'hold'
              when f.finding ->> 'kind' = 'shared-account' then 'pay' else 'confirm' end,
         case when r.approved_by is null then null else '随批次复核一并确认' end, r.approved_by,
         case when r.approved_by is null then null else r.approved_at end
    from payment_run r
    cross join lateral jsonb_array_elements(r.findings) with ordinality f (finding, seq)
    join award a on a.id = (f.finding ->> 'awardId')::uuid;
insert into payment_signature (run_id, account_id, signed_at)
  select id, approved_by, approved_at from payment_run where approved_by is not null;
alter table payment_run drop constraint payment_run_state_check, drop constraint payment_run_check1, drop column findings;
update payment_run r
   set findings_total = f.total, findings_answered = f.answered
  from (select run_id, count(*) as total, count(answered_at) as answered from payment_finding group by run_id) f
 where f.run_id = r.id;
update payment_run set state = 'draft' where state = 'checked' and findings_answered < findings_total;
update payment_run set posted_by = approved_by, posted_at = approved_at where approved_by is not null;
update payment_run set state = 'posted' where state = 'approved';
alter table payment_run enable trigger payment_run_only_moves;
alter table payment_run
  add constraint payment_run_state check (state in ('draft', 'checked', 'approved', 'posted', 'sent', 'settled', 'void')),
  add constraint payment_run_approved check ((state in ('approved', 'posted', 'sent', 'settled')) = (approved_by is not null)),
  add constraint payment_run_posted check ((state in ('posted', 'sent', 'settled')) = (posted_by is not null)),
  add constraint payment_run_answered check (
    findings_answered <= findings_total and (state in ('draft', 'void') or findings_answered = findings_total));

-- What a run computed is what was approved: only its state and what goes with it may move on.
create or replace function payment_run_only_moves() returns trigger language plpgsql as $$
declare moving text[] := array['state', 'approved_by', 'approved_at', 'posted_by', 'posted_at', 'sent_at', 'settled_at',
  'void_reason', 'findings_total', 'findings_answered'];
begin
  if (to_jsonb(new) - moving) is distinct from (to_jsonb(old) - moving) then
    raise exception 'append-only: a computed run is never changed' using errcode = 'HM001';
  end if;
  if (old.state, new.state) not in (('draft', 'checked'), ('draft', 'void'), ('checked', 'approved'),
      ('checked', 'void'), ('approved', 'posted'), ('posted', 'sent'), ('sent', 'settled'), ('settled', 'sent'))
     and old.state <> new.state then
    raise exception 'payment run: % cannot become %', old.state, new.state using errcode = 'HM004';
  end if;
  return new;
end $$;

-- Findings come with their draft, and the run counts them: whoever sees a part of them only still knows how many are open.
create function payment_finding_counted() returns trigger language plpgsql security definer set search_path from current as $$
declare n integer; drafts integer;
begin
  select count(*) into n from (select distinct run_id from added) x;
  update payment_run r set findings_total = r.findings_total + f.n
    from (select run_id, count(*) as n from added group by run_id) f
   where r.id = f.run_id and r.state = 'draft';
  get diagnostics drafts = row_count;
  if drafts <> n then
    raise exception 'payment finding: its run is no draft' using errcode = 'HM004';
  end if;
  return null;
end $$;
create trigger payment_finding_counted after insert on payment_finding
  referencing new table as added for each statement execute function payment_finding_counted();

create function payment_finding_answered_once() returns trigger language plpgsql as $$
begin
  if old.answered_at is not null or new.answered_at is null
     or (new.run_id, new.seq, new.kind, new.award_id, new.division_no, new.before_fen, new.now_fen)
        is distinct from (old.run_id, old.seq, old.kind, old.award_id, old.division_no, old.before_fen, old.now_fen) then
    raise exception 'append-only: a finding is answered once' using errcode = 'HM001';
  end if;
  return new;
end $$;
create trigger payment_finding_answered_once before update on payment_finding
  for each row execute function payment_finding_answered_once();

-- The last answer makes the draft a checked run.
create function payment_finding_progress() returns trigger language plpgsql security definer set search_path from current as $$
declare n integer; drafts integer;
begin
  select count(*) into n from (select distinct run_id from answered) x;
  update payment_run r
     set findings_answered = r.findings_answered + f.n,
         state = case when r.findings_answered + f.n = r.findings_total then 'checked' else r.state end
    from (select run_id, count(*) as n from answered group by run_id) f
   where r.id = f.run_id and r.state = 'draft';
  get diagnostics drafts = row_count;
  if drafts <> n then
    raise exception 'payment finding: its run is no draft' using errcode = 'HM004';
  end if;
  return null;
end $$;
create trigger payment_finding_progress after update on payment_finding
  referencing new table as answered for each statement execute function payment_finding_progress();

create function payment_signature_by_another() returns trigger language plpgsql as $$
begin
  if exists (select 1 from payment_run r where r.id = new.run_id and (r.created_by = new.account_id or r.state <> 'checked')) then
    raise exception 'payment run: who computed it may not sign, and only a checked run is signed' using errcode = 'HM004';
  end if;
  return new;
end $$;
create trigger payment_signature_by_another before insert on payment_signature
  for each row execute function payment_signature_by_another();

create function payment_policy_by_two() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'proposed' or new.proposed_by is null then
      raise exception 'payment policy: it begins as a proposal' using errcode = 'HM004';
    end if;
  elsif old.state <> 'proposed' or new.decided_by is null
     or (to_jsonb(new) - array['state', 'decided_by', 'decided_at']) is distinct from
        (to_jsonb(old) - array['state', 'decided_by', 'decided_at']) then
    raise exception 'append-only: a proposal is decided once' using errcode = 'HM001';
  end if;
  return new;
end $$;
create trigger payment_policy_by_two before insert or update on payment_policy
  for each row execute function payment_policy_by_two();

create trigger payment_finding_kept before delete on payment_finding for each row execute function refuse_change();
create trigger payment_finding_no_truncate before truncate on payment_finding
  for each statement execute function refuse_change();
create trigger payment_signature_fixed before update or delete on payment_signature
  for each row execute function refuse_change();
create trigger payment_signature_no_truncate before truncate on payment_signature
  for each statement execute function refuse_change();
create trigger payment_policy_kept before delete on payment_policy for each row execute function refuse_change();
create trigger payment_policy_no_truncate before truncate on payment_policy
  for each statement execute function refuse_change();

alter table payment_finding enable row level security;
alter table payment_finding force row level security;
create policy jurisdiction on payment_finding to huimin_app
  using (division_no >= scope_from() and division_no < scope_to())
  with check (division_no >= scope_from() and division_no < scope_to());
do $$ begin
  execute format('create policy owner_maintenance on payment_finding to %I using (true) with check (true)', current_user);
end $$;

grant select, insert on payment_finding, payment_signature, payment_policy to huimin_app;
grant update (decision, reason, answered_by, answered_at) on payment_finding to huimin_app;
grant update (state, decided_by, decided_at) on payment_policy to huimin_app;
grant update (posted_by, posted_at) on payment_run to huimin_app;
grant update (held_by, held_at, hold_reason, released_by, released_at, release_reason) on payment_item to huimin_app;
