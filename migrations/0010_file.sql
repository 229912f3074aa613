-- Attachments: what people hand in or what is scanned. The content lies encrypted under the installation's folder,
-- named by its digest; here stands whose it is, and who may see it.
create table attachment (
  id           uuid primary key,
  object_kind  text not null check (object_kind ~ '^[a-z][a-z0-9_.-]{0,60}$'),
  object_id    uuid not null,
  division_no  bigint not null,
  -- Of the plain bytes; the same content of several attachments is kept once.
  sha256       text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  sm3          text not null check (sm3 ~ '^[0-9a-f]{64}$'),
  media_type   text not null,
  file_name    text not null check (char_length(file_name) between 1 and 200),
  byte_size    bigint not null check (byte_size between 1 and 20971520),
  page_count   integer check (page_count > 0),
  has_thumbnail boolean not null,
  source       text not null check (source in ('uploaded', 'e-licence', 'scanned')),
  label        text not null check (char_length(label) between 1 and 100),
  added_by     uuid not null references account (id),
  added_at     timestamptz not null,
  ended_at     timestamptz,
  ended_by     uuid references account (id),
  ended_reason text check (char_length(ended_reason) between 1 and 500),
  check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_reason is null))
);
comment on table attachment is 'A file that belongs to a record, case or person; withdrawn with a reason, never deleted';
create index attachment_object on attachment (object_id, object_kind);
create index attachment_scope on attachment (division_no);
create index attachment_content on attachment (sha256);

-- An attachment may only be withdrawn, once; everything else about it stays as it was handed in.
create function attachment_only_ends() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null or new.ended_at is null
     or (to_jsonb(new) - '{ended_at,ended_by,ended_reason}'::text[])
        is distinct from (to_jsonb(old) - '{ended_at,ended_by,ended_reason}'::text[]) then
    raise exception 'append-only: an attachment is withdrawn, never changed' using errcode = 'HM001';
  end if;
  return new;
end $$;
create trigger attachment_only_ends before update on attachment for each row execute function attachment_only_ends();
create trigger attachment_no_delete before delete on attachment for each row execute function refuse_change();
create trigger attachment_no_truncate before truncate on attachment for each statement execute function refuse_change();

alter table attachment enable row level security;
alter table attachment force row level security;
create policy jurisdiction on attachment to huimin_app
  using (division_no >= scope_from() and division_no < scope_to())
  with check (division_no >= scope_from() and division_no < scope_to());
do $$ begin
  execute format('create policy owner_maintenance on attachment to %I using (true) with check (true)', current_user);
end $$;

grant select, insert on attachment to huimin_app;
grant update (ended_at, ended_by, ended_reason) on attachment to huimin_app;
