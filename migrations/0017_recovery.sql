-- Recovery of what was paid too much: what a claim consists of, how it goes down, what was agreed, and what is deducted
-- from coming payments. A claim is a case (case_file) of the life cycle benefit-recovery; these tables hold its money.

create table recovery_case (
  case_id         uuid primary key references case_file (id),
  division_no     bigint not null,
  award_id        uuid not null references award (id),
  programme       text not null,
  payee_person_id uuid not null references person (id),
  opened_run_id   uuid not null references payment_run (id),
  cause_proposed  text not null check (cause_proposed in ('death_late', 'income_hidden', 'duplicate', 'staff_error', 'other')),
  -- Empty until a clerk has confirmed why it came about.
  cause           text check (cause in ('death_late', 'income_hidden', 'duplicate', 'staff_error', 'other'))
);
comment on table recovery_case is 'Claims for what was paid too much: award, payee and cause; state and history are the case''s';
create index recovery_case_award on recovery_case (award_id);
create index recovery_case_scope on recovery_case (division_no);

-- The overpayment lines of which a claim consists, and (negative) the lines of later runs that took them back.
create table recovery_line (
  run_id      uuid not null references payment_run (id),
  seq         integer not null,
  case_id     uuid not null references recovery_case (case_id),
  division_no bigint not null,
  for_month   date not null check (extract(day from for_month) = 1),
  component   text not null,
  person_id   uuid references person (id),
  amount_fen  bigint not null check (amount_fen <> 0),
  primary key (run_id, seq, case_id)
);
comment on table recovery_line is 'Months and components of a claim, from the overpayment lines of approved runs';
create index recovery_line_case on recovery_line (case_id);
create index recovery_line_scope on recovery_line (division_no);

-- A claim is the sum of its entries and is never below nothing.
create table recovery_entry (
  seq         bigint generated always as identity primary key,
  case_id     uuid not null references recovery_case (case_id),
  division_no bigint not null,
  kind        text not null check (kind in ('claim', 'offset', 'deduction', 'bank', 'waiver', 'withdrawal')),
  amount_fen  bigint not null check (amount_fen <> 0),
  run_id      uuid references payment_run (id),
  reference   text check (char_length(reference) <= 200),
  booked_on   date not null,
  account_id  uuid not null references account (id),
  at          timestamptz not null default clock_timestamp(),
  -- What was written off or withdrawn is taken up again when the payment turns out to have been due.
  constraint recovery_entry_sign check (
    case kind when 'claim' then amount_fen > 0 when 'waiver' then true when 'withdrawal' then true else amount_fen < 0 end)
);
comment on table recovery_entry is 'What made a claim and what brought it down: offset, deduction, bank, waiver, withdrawal';
create index recovery_entry_case on recovery_entry (case_id);
create index recovery_entry_scope on recovery_entry (division_no);
create index recovery_entry_run on recovery_entry (run_id);
-- One receipt of the bank is recorded once.
create unique index recovery_entry_receipt on recovery_entry (case_id, reference) where kind = 'bank';

create function recovery_not_below_nothing() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if exists (select 1 from recovery_entry e where e.case_id in (select case_id from added)
              group by e.case_id having sum(e.amount_fen) < 0) then
    raise exception 'recovery: more than the claim' using errcode = 'HM005';
  end if;
  return null;
end $$;
create trigger recovery_not_below_nothing after insert on recovery_entry
  referencing new table as added for each statement execute function recovery_not_below_nothing();

create table recovery_plan (
  id          uuid primary key,
  case_id     uuid not null references recovery_case (case_id),
  division_no bigint not null,
  way         text not null check (way in ('bank', 'deduction')),
  -- From whose payments it is deducted.
  award_id    uuid references award (id),
  agreed_on   date not null,
  agreement   text not null check (char_length(agreement) between 1 and 200),
  -- Entries after this one count towards the plan.
  since_seq   bigint not null,
  created_by  uuid not null references account (id),
  ended_on    date,
  check ((way = 'deduction') = (award_id is not null))
);
comment on table recovery_plan is 'What was agreed with the payee: instalments by bank, or deduction from coming payments';
create unique index recovery_plan_one_open on recovery_plan (case_id) where ended_on is null;
create index recovery_plan_award on recovery_plan (award_id) where ended_on is null;
create index recovery_plan_scope on recovery_plan (division_no);

create table recovery_instalment (
  plan_id     uuid not null references recovery_plan (id),
  seq         smallint not null check (seq between 1 and 120),
  division_no bigint not null,
  due_on      date not null,
  amount_fen  bigint not null check (amount_fen > 0),
  primary key (plan_id, seq)
);
comment on table recovery_instalment is 'Instalments of an agreed plan; their sum is the claim';
create index recovery_instalment_due on recovery_instalment (due_on);
create index recovery_instalment_scope on recovery_instalment (division_no);

-- What a run keeps back from a payee's item: by agreement (deduction), or because the line pays back what the payee has
-- kept all the time (offset). A run that is taken back takes its deductions with it.
create table payment_deduction (
  run_id      uuid not null references payment_run (id),
  seq         integer not null check (seq > 0),
  item_seq    integer not null,
  case_id     uuid not null references recovery_case (case_id),
  -- Whose payment it is kept back from.
  award_id    uuid not null references award (id),
  division_no bigint not null,
  kind        text not null check (kind in ('deduction', 'offset')),
  -- The line that is offset.
  line_seq    integer,
  amount_fen  bigint not null check (amount_fen > 0),
  primary key (run_id, seq),
  check ((kind = 'offset') = (line_seq is not null))
);
comment on table payment_deduction is 'What a run keeps back from an item at the bank, and for which claim';
create index payment_deduction_case on payment_deduction (case_id);
create index payment_deduction_scope on payment_deduction (division_no);

-- The item at the bank follows its deductions by itself, so that the two cannot differ: lowered, and gone when nothing
-- is left to be paid. Only before the run is approved.
create function payment_item_deducted() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if exists (select 1 from payment_run r where r.id in (select run_id from added)
              and (r.approved_by is not null or r.state = 'void')) then
    raise exception 'payment deduction: the run is approved or void' using errcode = 'HM006';
  end if;
  if exists (
    select 1 from (select run_id, item_seq, sum(amount_fen) as amount from added group by 1, 2) d
      left join payment_item i on i.run_id = d.run_id and i.item_seq = d.item_seq and i.attempt = 1
                              and i.state in ('ready', 'held')
     where i.run_id is null or i.amount_fen < d.amount) then
    raise exception 'payment deduction: more than the item' using errcode = 'HM006';
  end if;
  delete from payment_item i
   using (select run_id, item_seq, sum(amount_fen) as amount from added group by 1, 2) d
   where i.run_id = d.run_id and i.item_seq = d.item_seq and i.attempt = 1 and i.amount_fen = d.amount;
  update payment_item i set amount_fen = i.amount_fen - d.amount
    from (select run_id, item_seq, sum(amount_fen) as amount from added group by 1, 2) d
   where i.run_id = d.run_id and i.item_seq = d.item_seq and i.attempt = 1;
  return null;
end $$;
create trigger payment_item_deducted after insert on payment_deduction
  referencing new table as added for each statement execute function payment_item_deducted();

do $$
declare t text;
begin
  foreach t in array array['recovery_line', 'recovery_entry', 'recovery_instalment', 'payment_deduction'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', t || '_fixed', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', t || '_no_truncate', t);
  end loop;
  foreach t in array array['recovery_case', 'recovery_line', 'recovery_entry', 'recovery_plan', 'recovery_instalment',
                           'payment_deduction'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy jurisdiction on %I to huimin_app
      using (division_no >= scope_from() and division_no < scope_to())
      with check (division_no >= scope_from() and division_no < scope_to())', t);
    execute format('create policy owner_maintenance on %I to %I using (true) with check (true)', t, current_user);
    execute format('grant select, insert on %I to huimin_app', t);
  end loop;
end $$;
grant update (cause) on recovery_case to huimin_app;
grant update (ended_on) on recovery_plan to huimin_app;

-- What comes back waits here to be handed back to its fund; programmes that have run before get their account now.
insert into ledger_account (code, kind, label)
  select 'recovered:' || substr(code, 9), 'liability', '已收回待上缴' || substr(label, 3)
    from ledger_account where code like 'payable:%'
  on conflict (code) do nothing;
