-- Lines and items of a large run are written into tables of their own that have no keys yet, are indexed there all at
-- once, and become partitions of payment_line and payment_item when the run is published. Small runs share one.
drop view paid_line;

alter table payment_line rename to payment_line_small;
drop trigger payment_line_fixed on payment_line_small;
drop trigger payment_line_no_truncate on payment_line_small;
drop policy jurisdiction on payment_line_small;
revoke all on payment_line_small from huimin_app;
alter table payment_line_small add column part uuid not null default '00000000-0000-0000-0000-000000000000';
alter table payment_line_small drop constraint payment_line_pkey;
alter table payment_line_small add constraint payment_line_small_pkey primary key (run_id, seq, part);
alter index payment_line_award rename to payment_line_small_award;
alter index payment_line_scope rename to payment_line_small_scope;
comment on table payment_line_small is 'Lines of the runs that share one partition';
comment on column payment_line_small.part is 'Run whose lines have a partition of their own; zeros for those that share one';

create table payment_line (like payment_line_small including defaults including constraints including comments)
  partition by list (part);
comment on table payment_line is 'Regular, arrears and overpayment lines; person is empty when the line is for the whole household';
alter table payment_line
  add primary key (run_id, seq, part),
  add foreign key (run_id) references payment_run (id),
  add foreign key (award_id) references award (id),
  add foreign key (person_id) references person (id);
create index payment_line_award on payment_line (award_id, for_month);
create index payment_line_scope on payment_line (division_no);
create trigger payment_line_fixed before update or delete on payment_line
  for each row execute function refuse_change();
create trigger payment_line_no_truncate before truncate on payment_line
  for each statement execute function refuse_change();
create trigger payment_line_no_truncate before truncate on payment_line_small
  for each statement execute function refuse_change();
alter table payment_line attach partition payment_line_small for values in ('00000000-0000-0000-0000-000000000000');

-- The same with the items at the bank, which change until they are paid.
alter table payment_item rename to payment_item_small;
drop policy jurisdiction on payment_item_small;
revoke all on payment_item_small from huimin_app;
alter table payment_item_small add column part uuid not null default '00000000-0000-0000-0000-000000000000';
alter table payment_item_small drop constraint payment_item_pkey;
alter table payment_item_small add constraint payment_item_small_pkey primary key (run_id, item_seq, attempt, part);
alter index payment_item_scope rename to payment_item_small_scope;
alter index payment_item_payee rename to payment_item_small_payee;
alter index payment_item_sent rename to payment_item_small_sent;
comment on table payment_item_small is 'Items of the runs that share one partition';
comment on column payment_item_small.part is 'Run whose items have a partition of their own; zeros for those that share one';

create table payment_item (like payment_item_small including defaults including constraints including comments)
  partition by list (part);
comment on table payment_item is 'Bank items by payee: ready, held (no account), sent, paid, returned';
alter table payment_item
  add primary key (run_id, item_seq, attempt, part),
  add foreign key (run_id) references payment_run (id),
  add foreign key (payee_person_id) references person (id),
  add foreign key (held_by) references account (id),
  add foreign key (released_by) references account (id);
create index payment_item_scope on payment_item (division_no);
create index payment_item_payee on payment_item (payee_person_id);
create index payment_item_sent on payment_item (run_id) where state = 'sent';
alter table payment_item attach partition payment_item_small for values in ('00000000-0000-0000-0000-000000000000');

do $$
declare t text;
begin
  foreach t in array array['payment_line', 'payment_item'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy jurisdiction on %I to huimin_app
      using (division_no >= scope_from() and division_no < scope_to())
      with check (division_no >= scope_from() and division_no < scope_to())', t);
    execute format('create policy owner_maintenance on %I to %I using (true) with check (true)', t, current_user);
  end loop;
end $$;
grant select, insert on payment_line, payment_item to huimin_app;
grant update (state, return_reason, file_no, settled_on, account_cipher, held_by, held_at, hold_reason, released_by,
  released_at, release_reason, return_code, unknown_since, sent_name) on payment_item to huimin_app;

create view paid_line with (security_invoker = true) as
  select l.run_id, l.seq, l.award_id, l.division_no, l.person_id, l.for_month, l.component, l.kind, l.amount_fen,
         r.programme, r.pay_month, r.run_no, i.payee_person_id, i.settled_on
    from payment_line l
    join payment_run r on r.id = l.run_id
    join payment_item i on i.run_id = l.run_id and i.item_seq = l.item_seq and i.state = 'paid';
comment on view paid_line is 'Lines whose money has arrived at the payee';
grant select on paid_line to huimin_app;

create function payment_part_name(parent text, run uuid) returns text language sql immutable
  return parent || '_' || replace(run::text, '-', '');

-- Opens a bare table for the lines or items of a run that nobody has seen yet, and gives its name. Who writes into it
-- can neither read it nor anything else by it; what it holds is checked before it is published.
create function payment_part_open(parent text, run uuid) returns text
language plpgsql security definer set search_path from current as $$
declare bare text := payment_part_name(parent, run);
begin
  if parent not in ('payment_line', 'payment_item') or exists (
      select 1 from payment_run where id = run and xmin <> pg_current_xact_id()::xid) then
    raise exception 'payment part: the run is there already' using errcode = 'HM007';
  end if;
  execute format('create table %I (like %I including defaults including constraints including comments)', bare, parent);
  execute format('alter table %I alter column part set default %L', bare, run);
  execute format('grant insert on %I to huimin_app', bare);
  return bare;
end $$;

-- Makes the bare table a partition: it must hold what the draft of its run says, within the jurisdiction of who
-- computed it. Attaching makes all keys, indexes, foreign keys and triggers of the parent, each in one go; readers are
-- not kept waiting.
create function payment_part_publish(parent text, run uuid) returns void
language plpgsql security definer set search_path from current set maintenance_work_mem = '256MB' as $$
declare
  bare text := payment_part_name(parent, run);
  rows bigint;
  total numeric;
  strangers bigint;
begin
  if parent not in ('payment_line', 'payment_item') then
    raise exception 'payment part: % has none', parent using errcode = 'HM007';
  end if;
  execute format('select count(*), coalesce(sum(amount_fen) filter (where amount_fen > 0), 0),
      count(*) filter (where run_id <> $1 or part <> $1
        or coalesce(division_no < scope_from() or division_no >= scope_to(), true))
    from %I', bare) into rows, total, strangers using run;
  if strangers > 0 then
    raise exception 'payment part: rows of another run or outside the jurisdiction' using errcode = '42501';
  end if;
  if not exists (select 1 from payment_run where id = run and state in ('draft', 'checked') and total_fen = total
                    and (parent = 'payment_item' or line_count = rows)) then
    raise exception 'payment part: the rows are not those of the draft' using errcode = 'HM007';
  end if;
  execute format('revoke all on %I from huimin_app', bare);
  if parent = 'payment_line' then
    execute format('create trigger payment_line_no_truncate before truncate on %I
      for each statement execute function refuse_change()', bare);
  end if;
  execute format('alter table %I enable row level security', bare);
  execute format('alter table %I force row level security', bare);
  execute format('create policy owner_maintenance on %I to %I using (true) with check (true)', bare, current_user);
  execute format('comment on table %I is %L', bare, 'Partition of one large run');
  execute format('alter table %I attach partition %I for values in (%L)', parent, bare, run);
  execute format('analyze %I', bare);
end $$;
revoke execute on function payment_part_open(text, uuid), payment_part_publish(text, uuid) from public;
grant execute on function payment_part_open(text, uuid), payment_part_publish(text, uuid) to huimin_app;
