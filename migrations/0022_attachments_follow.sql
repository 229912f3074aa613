-- What hangs on an object lies where the object lies. A person who moves takes their attachments along, and a
-- correction that still waits: the old street sees them no more, the new one does.
create or replace function attachment_only_ends() returns trigger language plpgsql as $$
begin
  -- The place alone follows the object; the application holds no right to write it.
  if to_jsonb(new) - 'division_no' = to_jsonb(old) - 'division_no' then
    return new;
  end if;
  if old.ended_at is not null or new.ended_at is null
     or (to_jsonb(new) - '{ended_at,ended_by,ended_reason}'::text[])
        is distinct from (to_jsonb(old) - '{ended_at,ended_by,ended_reason}'::text[]) then
    raise exception 'append-only: an attachment is withdrawn, never changed' using errcode = 'HM001';
  end if;
  return new;
end $$;

-- With the owner's rights: whoever moves an object need not hold both places' attachments. Argument: the object's kind.
create function carry_along() returns trigger language plpgsql security definer set search_path from current as $$
begin
  update attachment set division_no = new.division_no where object_id = new.id and object_kind = tg_argv[0];
  update record_correction set division_no = new.division_no
   where record_id = new.id and record = tg_argv[0] and state = 'proposed';
  update task set division_no = new.division_no
   where about_kind = tg_argv[0] and about_id = new.id::text and kind = 'record.correction'
     and state in ('open', 'claimed');
  return null;
end $$;

create function carries_along(t text) returns void language plpgsql as $$
begin
  execute format(
    'create trigger %I after update of division_no on %I for each row
       when (old.division_no is distinct from new.division_no) execute function carry_along(%L)',
    t || '_carries_along', t, case t when 'case_file' then 'case' else replace(t, '_', '-') end);
end $$;
revoke execute on function carries_along(text) from public;

select carries_along(t) from unnest(array['award', 'case_file']) t;
-- Every record has these columns.
select carries_along(c.relname)
  from pg_class c
 where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
   and (select count(*) from pg_attribute a
         where a.attrelid = c.oid and not a.attisdropped
           and a.attname in ('id', 'division_no', 'version', 'ended_on', 'end_reason')) = 5
 order by c.relname;

-- Records of later migrations carry along from the beginning.
create or replace function secure_by_jurisdiction(t text) returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', t);
  execute format('alter table %I force row level security', t);
  execute format('create policy jurisdiction on %I to huimin_app
    using (division_no >= scope_from() and division_no < scope_to())
    with check (division_no >= scope_from() and division_no < scope_to())', t);
  execute format('create policy owner_maintenance on %I to %I using (true) with check (true)', t, current_user);
  if (select count(*) from pg_attribute a
       where a.attrelid = t::regclass and not a.attisdropped
         and a.attname in ('id', 'division_no', 'version', 'ended_on', 'end_reason')) = 5 then
    perform carries_along(t);
  end if;
end $$;
