-- Monthly runs, their lines, the bank's items and the double-entry ledger.
create table payment_run (
  id             uuid primary key,
  run_no         text not null unique,
  programme      text not null,
  pay_month      date not null check (extract(day from pay_month) = 1),
  batch          smallint not null check (batch between 1 and 99),
  state          text not null check (state in ('checked', 'approved', 'sent', 'settled', 'void')),
  known_at       timestamptz not null,
  rules_digest   text not null,
  parameters_digest text not null,
  lines_digest   text not null,
  line_count     integer not null check (line_count >= 0),
  total_fen      bigint not null,
  overpaid_fen   bigint not null,
  findings       jsonb not null default '[]',
  created_by     uuid not null references account (id),
  created_at     timestamptz not null,
  approved_by    uuid references account (id),
  approved_at    timestamptz,
  sent_at        timestamptz,
  settled_at     timestamptz,
  void_reason    text,
  check (approved_by is null or approved_by <> created_by),
  check ((state in ('approved', 'sent', 'settled')) = (approved_by is not null))
);
comment on table payment_run is 'One computation of what a programme owes in a month, with what was known';
create unique index payment_run_once on payment_run (programme, pay_month, batch) where state <> 'void';

-- A line is what one award is owed for one month and component, as a difference to what was paid before.
create table payment_line (
  run_id         uuid not null references payment_run (id),
  seq            integer not null,
  award_id       uuid not null references award (id),
  division_no    bigint not null,
  person_id      uuid references person (id),
  for_month      date not null check (extract(day from for_month) = 1),
  component      text not null,
  kind           text not null check (kind in ('regular', 'arrears', 'overpayment')),
  amount_fen     bigint not null check (amount_fen <> 0),
  reason         text not null,
  item_seq       integer,
  primary key (run_id, seq),
  check ((kind = 'overpayment') = (amount_fen < 0)),
  check ((item_seq is not null) = (amount_fen > 0))
);
comment on table payment_line is 'Regular, arrears and overpayment lines; person is empty when the line is for the whole household';
create index payment_line_award on payment_line (award_id, for_month);
create index payment_line_scope on payment_line (division_no);

-- What the bank is asked to pay: one item a payee and run; a returned item is reissued as the next attempt.
create table payment_item (
  run_id         uuid not null references payment_run (id),
  item_seq       integer not null,
  attempt        smallint not null default 1 check (attempt between 1 and 99),
  payee_person_id uuid not null references person (id),
  division_no    bigint not null,
  amount_fen     bigint not null check (amount_fen > 0),
  account_cipher bytea,
  state          text not null check (state in ('ready', 'held', 'sent', 'paid', 'returned')),
  return_reason  text,
  file_no        text,
  settled_on     date,
  primary key (run_id, item_seq, attempt)
);
comment on table payment_item is 'Bank items by payee: ready, held (no account), sent, paid, returned';
create index payment_item_scope on payment_item (division_no);
create index payment_item_payee on payment_item (payee_person_id);

create table ledger_account (
  code           text primary key check (code ~ '^[a-z]+(:[a-z0-9-]+)*$'),
  kind           text not null check (kind in ('asset', 'liability', 'fund')),
  label          text not null,
  floor_fen      bigint
);
comment on table ledger_account is 'Accounts of the double-entry ledger; floor is the lowest balance that is allowed';

create table ledger_balance (
  account_code   text primary key references ledger_account (code),
  balance_fen    bigint not null default 0
);
comment on table ledger_balance is 'Debit minus credit of each account, kept by the database with every entry';

create table ledger_transaction (
  id             uuid primary key,
  kind           text not null,
  run_id         uuid references payment_run (id),
  booked_on      date not null,
  memo           text not null,
  created_by     uuid not null references account (id),
  created_at     timestamptz not null
);
comment on table ledger_transaction is 'A balanced group of ledger entries';

create table ledger_entry (
  transaction_id uuid not null references ledger_transaction (id),
  seq            integer not null,
  account_code   text not null references ledger_account (code),
  amount_fen     bigint not null check (amount_fen <> 0),
  primary key (transaction_id, seq)
);
comment on table ledger_entry is 'Debit (positive) or credit (negative) of one account';
create index ledger_entry_account on ledger_entry (account_code);

create function ledger_balanced() returns trigger language plpgsql as $$
declare total numeric; n integer;
begin
  select coalesce(sum(amount_fen), 0), count(*) into total, n from ledger_entry where transaction_id = new.id;
  if n < 2 or total <> 0 then
    raise exception 'ledger: transaction % does not balance (% entries, sum %)', new.id, n, total using errcode = 'HM002';
  end if;
  return null;
end $$;
create constraint trigger ledger_balanced after insert on ledger_transaction
  deferrable initially deferred for each row execute function ledger_balanced();

-- An entry that arrives later than its transaction would slip past the check above: it may only come with it.
create function ledger_entry_with_its_transaction() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from ledger_transaction t where t.id = new.transaction_id
                 and t.xmin::text::bigint = (pg_current_xact_id()::text::bigint % 4294967296)) then
    raise exception 'ledger: entries are booked together with their transaction' using errcode = 'HM002';
  end if;
  return new;
end $$;
create trigger ledger_entry_with_its_transaction before insert on ledger_entry
  for each row execute function ledger_entry_with_its_transaction();

-- Balances follow the entries inside the same transaction; a fund is a credit account and may not pass its floor.
create function ledger_keep_balance() returns trigger language plpgsql security definer set search_path from current as $$
declare broken record;
begin
  update ledger_balance b set balance_fen = b.balance_fen + s.amount
    from (select account_code, sum(amount_fen) as amount from added group by account_code) s
   where b.account_code = s.account_code;
  select a.code, a.label, b.balance_fen, a.floor_fen into broken
    from ledger_account a join ledger_balance b on b.account_code = a.code
   where a.code in (select account_code from added) and a.floor_fen is not null
     and case a.kind when 'asset' then b.balance_fen else -b.balance_fen end < a.floor_fen limit 1;
  if found then
    raise exception 'ledger: account % would fall below its floor', broken.code
      using errcode = 'HM003', detail = broken.label;
  end if;
  return null;
end $$;
create trigger ledger_keep_balance after insert on ledger_entry
  referencing new table as added for each statement execute function ledger_keep_balance();

create function ledger_open_balance() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into ledger_balance (account_code) values (new.code);
  return null;
end $$;
create trigger ledger_open_balance after insert on ledger_account
  for each row execute function ledger_open_balance();

create trigger ledger_transaction_fixed before update or delete on ledger_transaction
  for each row execute function refuse_change();
create trigger ledger_entry_fixed before update or delete on ledger_entry
  for each row execute function refuse_change();
create trigger ledger_transaction_no_truncate before truncate on ledger_transaction
  for each statement execute function refuse_change();
create trigger ledger_entry_no_truncate before truncate on ledger_entry
  for each statement execute function refuse_change();
create trigger payment_line_fixed before update or delete on payment_line
  for each row execute function refuse_change();
create trigger payment_line_no_truncate before truncate on payment_line
  for each statement execute function refuse_change();
create trigger payment_run_kept before delete on payment_run
  for each row execute function refuse_change();

-- What a run computed is what was approved: only its state may move on.
create function payment_run_only_moves() returns trigger language plpgsql as $$
declare moving text[] := array['state', 'approved_by', 'approved_at', 'sent_at', 'settled_at', 'void_reason'];
begin
  if (to_jsonb(new) - moving) is distinct from (to_jsonb(old) - moving) then
    raise exception 'append-only: a computed run is never changed' using errcode = 'HM001';
  end if;
  if (old.state, new.state) not in (('checked', 'approved'), ('checked', 'void'), ('approved', 'sent'),
      ('sent', 'settled'), ('settled', 'sent')) and old.state <> new.state then
    raise exception 'payment run: % cannot become %', old.state, new.state using errcode = 'HM004';
  end if;
  return new;
end $$;
create trigger payment_run_only_moves before update on payment_run
  for each row execute function payment_run_only_moves();
