-- What a finance office needs of the ledger: funds by source and budget year, how a programme's money is divided among
-- them, budgets, and the closing of months and years. Each is proposed by one person and decided by another.

create table ledger_fund (
  code         text primary key,
  pool         text not null check (pool ~ '^[a-z][a-z0-9-]*$'),
  pool_label   text not null check (char_length(pool_label) between 1 and 60),
  source       text not null check (source in ('central', 'province', 'city', 'district')),
  budget_year  smallint not null check (budget_year between 2000 and 2999),
  opened_by    uuid not null references account (id),
  opened_at    timestamptz not null,
  unique (pool, source, budget_year),
  check (code = pool || '-' || source || '-' || budget_year)
);
comment on table ledger_fund is 'Funds by source and budget year; the account of each is fund:<code>';

create table finance_proposal (
  id            uuid primary key,
  kind          text not null check (kind in ('split', 'budget', 'closing', 'reopening', 'year-closing')),
  -- What it is about, so that nobody proposes the same thing twice at a time.
  subject       text not null,
  payload       jsonb not null,
  state         text not null default 'proposed' check (state in ('proposed', 'approved', 'refused', 'withdrawn')),
  proposed_by   uuid not null references account (id),
  proposed_at   timestamptz not null,
  decided_by    uuid references account (id),
  decided_at    timestamptz,
  note          text check (char_length(note) <= 200),
  check ((state = 'proposed') = (decided_by is null)),
  check ((decided_by is null) = (decided_at is null)),
  constraint finance_proposal_two_people
    check (decided_by is null or (decided_by = proposed_by) = (state = 'withdrawn'))
);
comment on table finance_proposal is 'Splits, budgets and closings as proposed; a second person approves or refuses';
create unique index finance_proposal_open on finance_proposal (kind, subject) where state = 'proposed';

create function finance_proposal_decided_once() returns trigger language plpgsql as $$
declare moving text[] := array['state', 'decided_by', 'decided_at', 'note'];
begin
  if old.state <> 'proposed' or (to_jsonb(new) - moving) is distinct from (to_jsonb(old) - moving) then
    raise exception 'append-only: a proposal is decided once and never changed' using errcode = 'HM001';
  end if;
  return new;
end $$;
create trigger finance_proposal_decided_once before update on finance_proposal
  for each row execute function finance_proposal_decided_once();
create trigger finance_proposal_kept before delete on finance_proposal
  for each row execute function refuse_change();

create table fund_split (
  id              uuid primary key,
  programme       text not null,
  effective_from  date not null,
  document_title  text not null,
  document_no     text not null,
  article         text not null,
  issued_on       date,
  certainty       text not null check (certainty in ('source', 'assumption')),
  note            text,
  proposal_id     uuid not null unique references finance_proposal (id),
  recorded_at     timestamptz not null
);
comment on table fund_split is 'Which sources pay a programme from a day on, until the next split begins';
create unique index fund_split_day on fund_split (programme, effective_from);

create table fund_split_share (
  split_id      uuid not null references fund_split (id),
  source        text not null check (source in ('central', 'province', 'city', 'district')),
  basis_points  integer not null check (basis_points between 1 and 10000),
  primary key (split_id, source)
);
comment on table fund_split_share is 'Share of a source in a split; the shares of a split make the whole';

create function fund_split_whole() returns trigger language plpgsql as $$
begin
  if (select coalesce(sum(basis_points), 0) from fund_split_share where split_id = new.id) <> 10000 then
    raise exception 'fund split: the shares of % are not the whole', new.id using errcode = 'HM002';
  end if;
  return null;
end $$;
create constraint trigger fund_split_whole after insert on fund_split
  deferrable initially deferred for each row execute function fund_split_whole();

create function fund_split_share_with_its_split() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from fund_split s where s.id = new.split_id
                 and s.xmin::text::bigint = (pg_current_xact_id()::text::bigint % 4294967296)) then
    raise exception 'fund split: shares come together with their split' using errcode = 'HM002';
  end if;
  return new;
end $$;
create trigger fund_split_share_with_its_split before insert on fund_split_share
  for each row execute function fund_split_share_with_its_split();

create table fund_budget (
  id              uuid primary key,
  account_code    text not null references ledger_account (code) check (account_code like 'fund:%'),
  budget_year     smallint not null check (budget_year between 2000 and 2999),
  programme       text not null,
  kind            text not null check (kind in ('approved', 'adjustment')),
  amount_fen      bigint not null,
  reason          text,
  document_title  text not null,
  document_no     text not null,
  certainty       text not null check (certainty in ('source', 'assumption')),
  proposal_id     uuid not null unique references finance_proposal (id),
  recorded_at     timestamptz not null,
  check (case kind when 'approved' then amount_fen > 0 else amount_fen <> 0 and reason is not null end)
);
comment on table fund_budget is 'Budget of a fund for a programme in a year: the approved amount and its adjustments';
create unique index fund_budget_once on fund_budget (account_code, budget_year, programme) where kind = 'approved';
create index fund_budget_row on fund_budget (account_code, budget_year, programme);

create table ledger_closing (
  seq           bigint generated always as identity primary key,
  kind          text not null check (kind in ('month', 'reopening', 'year')),
  -- First day of the month or year.
  period        date not null check (extract(day from period) = 1),
  -- What the period held when it was closed; verifying compares it with what it holds now.
  transactions  integer,
  debit_fen     bigint,
  reason        text,
  proposal_id   uuid not null unique references finance_proposal (id),
  account_id    uuid not null references account (id),
  at            timestamptz not null,
  check (kind <> 'year' or extract(month from period) = 1),
  check ((kind = 'month') = (transactions is not null) and (kind = 'month') = (debit_fen is not null)),
  check ((kind = 'reopening') = (reason is not null))
);
comment on table ledger_closing is 'Months closed and reopened, and years closed, in the order in which it was done';
create unique index ledger_closing_year on ledger_closing (period) where kind = 'year';

-- The last month whose books are closed; months are closed in their order and reopened from the last one backwards.
create function ledger_closed_through() returns date language sql stable as $$
  select max(period) from (
    select distinct on (period) period, kind from ledger_closing where kind in ('month', 'reopening')
     order by period, seq desc) latest where kind = 'month'
$$;

-- Whoever posts holds this lock in common, whoever closes holds it alone: nothing slips into a month while it closes.
create function ledger_posting_lock() returns bigint language sql immutable as $$ select 4201120016::bigint $$;

create function ledger_month_open() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(ledger_posting_lock());
  if date_trunc('month', new.booked_on)::date <= ledger_closed_through() then
    raise exception 'ledger: the month of % is closed', new.booked_on
      using errcode = 'HM010', detail = to_char(new.booked_on, 'YYYY-MM');
  end if;
  return new;
end $$;
create trigger ledger_month_open before insert on ledger_transaction
  for each row execute function ledger_month_open();

create function ledger_year_open() returns trigger language plpgsql as $$
declare closed record;
begin
  select f.code, f.budget_year into closed
    from added e join ledger_fund f on e.account_code = 'fund:' || f.code
    join ledger_closing c on c.kind = 'year' and extract(year from c.period) = f.budget_year limit 1;
  if found then
    raise exception 'ledger: the year of fund % is closed', closed.code
      using errcode = 'HM011', detail = closed.budget_year::text;
  end if;
  return null;
end $$;
create trigger ledger_year_open after insert on ledger_entry
  referencing new table as added for each statement execute function ledger_year_open();

-- What a verification of the books found, so that looking at them does not verify them each time.
create table ledger_proof (
  seq           bigint generated always as identity primary key,
  transactions  integer not null,
  ok            boolean not null,
  broken        text[] not null,
  account_id    uuid not null references account (id),
  at            timestamptz not null
);
comment on table ledger_proof is 'Verifications of the whole ledger: how many transactions there were, and what was broken';

-- What a programme took of a fund, and what was recovered for it and given back.
create view fund_use with (security_invoker = true) as
  select e.account_code, t.booked_on, coalesce(r.programme, substr(p.account_code, 11)) as programme,
         t.run_id, t.kind, e.amount_fen
    from ledger_entry e
    join ledger_transaction t on t.id = e.transaction_id
    left join payment_run r on r.id = t.run_id
    left join ledger_entry p on p.transaction_id = t.id and t.kind = 'recovery' and p.account_code like 'recovered:%'
   where e.account_code like 'fund:%' and (r.id is not null or p.account_code is not null);
comment on view fund_use is 'What each programme took of a fund, less what was recovered and given back';

create index ledger_transaction_booked on ledger_transaction (booked_on);
create index ledger_transaction_run on ledger_transaction (run_id);

do $$
declare t text;
begin
  foreach t in array array['ledger_fund', 'fund_split', 'fund_split_share', 'fund_budget', 'ledger_closing', 'ledger_proof'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', t || '_fixed', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', t || '_no_truncate', t);
  end loop;
  foreach t in array array['ledger_fund', 'finance_proposal', 'fund_split', 'fund_split_share', 'fund_budget',
                           'ledger_closing', 'ledger_proof'] loop
    execute format('grant select, insert on %I to huimin_app', t);
  end loop;
end $$;
grant select on fund_use to huimin_app;
grant update (state, decided_by, decided_at, note) on finance_proposal to huimin_app;
