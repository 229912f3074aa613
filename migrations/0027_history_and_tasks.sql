-- The history of a record lies where the record lies: the file moves with the person. The new street reads what was
-- before, the former one nothing that is written afterwards. The rows of the audit stay where they were written.
create function change_stays_but_moves() returns trigger language plpgsql as $$
begin
  -- The place alone follows the record; the application holds no right to write it.
  if tg_op = 'UPDATE' and to_jsonb(new) - 'division_no' = to_jsonb(old) - 'division_no' then
    return new;
  end if;
  raise exception 'append-only: a line of the history is never changed' using errcode = 'HM001';
end $$;
drop trigger record_change_fixed on record_change;
create trigger record_change_fixed before update or delete on record_change
  for each row execute function change_stays_but_moves();

-- With the owner's rights: whoever moves an object need not hold both places' attachments. Argument: the object's kind.
create or replace function carry_along() returns trigger language plpgsql security definer set search_path from current as $$
begin
  update attachment set division_no = new.division_no where object_id = new.id and object_kind = tg_argv[0];
  update record_change set division_no = new.division_no
   where record_id = new.id and record = tg_argv[0] and division_no <> new.division_no;
  -- Corrections that were decided belong to the history as well.
  update record_correction set division_no = new.division_no where record_id = new.id and record = tg_argv[0];
  update task set division_no = new.division_no
   where about_kind = tg_argv[0] and about_id = new.id::text and kind = 'record.correction'
     and state in ('open', 'claimed');
  return null;
end $$;

-- Records that moved before.
do $$
declare t regclass;
begin
  for t in select c.oid from pg_class c
            where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
              and (select count(*) from pg_attribute a
                    where a.attrelid = c.oid and not a.attisdropped
                      and a.attname in ('id', 'division_no', 'version', 'ended_on', 'end_reason')) = 5
  loop
    execute format('update record_change h set division_no = r.division_no from %s r
                     where h.record_id = r.id and h.record = %L and h.division_no <> r.division_no',
                   t, replace(t::text, '_', '-'));
    execute format('update record_correction h set division_no = r.division_no from %s r
                     where h.record_id = r.id and h.record = %L and h.division_no <> r.division_no',
                   t, replace(t::text, '_', '-'));
  end loop;
end $$;

-- The year of an inspection, from which its two dates follow; the nightly job works out the clock.
update case_file c set data = c.data || jsonb_build_object('year', i.year)
  from annual_inspection i
 where c.lifecycle = 'annual-inspection' and c.subject_id = i.id and not c.data ? 'year';

-- What ends a task that is decided elsewhere: a correction on its record's page, a checked file on its import's. It is
-- said to whoever wants to mark the task as done, and the server refuses.
alter table task add column ends_with jsonb;
comment on column task.ends_with is 'What ends the task where it is decided elsewhere, in words; such a task is not completed by hand';
update task
   set ends_with = case kind
         when 'record.correction' then jsonb_build_object(
           'zh', '请打开该记录核对更正内容，选择“审核通过”或“不予通过”，待办随之办结',
           'en', 'open the record, compare, and approve or refuse the correction; that closes the task')
         else jsonb_build_object(
           'zh', '请打开该次导入，写入登记簿或放弃本次导入，待办随之办结',
           'en', 'open the import and apply it or give it up; that closes the task') end
 where kind in ('record.correction', 'record.import') and state in ('open', 'claimed');
