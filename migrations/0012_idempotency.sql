-- Answers to write calls that carried an Idempotency-Key: the same call sent twice is done once and answered alike.
-- A row is written in the transaction of the work it answers for, so a call that failed leaves none.
create table idempotency_key (
  account_id     uuid not null references account (id),
  key            text not null check (key ~ '^[!-~]{8,80}$'),
  route          text not null,
  -- Keyed digest of the input: an identity number in it cannot be found by trying.
  input_digest   bytea not null,
  status         smallint not null check (status between 200 and 299),
  -- Encrypted, because answers may name people.
  answer_cipher  bytea not null,
  created_at     timestamptz not null default now(),
  primary key (account_id, key)
);
comment on table idempotency_key is 'Answers kept for a day, so that a write sent twice is done once';
create index idempotency_key_age on idempotency_key (created_at);

alter table idempotency_key enable row level security;
alter table idempotency_key force row level security;
-- An account sees its own keys, wherever its jurisdiction lies.
create policy own_keys on idempotency_key to huimin_app
  using (account_id = nullif(current_setting('huimin.actor', true), '')::uuid)
  with check (account_id = nullif(current_setting('huimin.actor', true), '')::uuid);
do $$ begin
  execute format('create policy owner_maintenance on idempotency_key to %I using (true) with check (true)', current_user);
end $$;
grant select, insert on idempotency_key to huimin_app;

-- The application may not delete; it may ask for the removal of what is older than a day.
create function sweep_idempotency_keys() returns bigint language sql security definer set search_path from current as $$
  with gone as (delete from idempotency_key where created_at < now() - interval '24 hours' returning 1)
  select count(*) from gone
$$;
revoke all on function sweep_idempotency_keys() from public;
grant execute on function sweep_idempotency_keys() to huimin_app;

-- What the operator watches, as bare counts over all places: nobody's jurisdiction is told by them.
create function operating_counts() returns table (name text, counted bigint)
  language sql stable security definer set search_path from current as $$
  select 'events_waiting', count(*) from event where dispatched_at is null
  union all select 'deliveries_pending', count(*) from event_delivery where state = 'pending'
  union all select 'deliveries_failed', count(*) from event_delivery where state = 'failed'
  union all select 'jobs_failed_day', count(*) from job_run
    where state = 'failed' and started_at > now() - interval '1 day'
  union all select 'audit_rows_unsealed', count(*) from audit_row
    where xact >= coalesce((select max(xact_to) from audit_block), 0)
$$;
revoke all on function operating_counts() from public;
grant execute on function operating_counts() to huimin_app;

-- Whether the program that runs is the one that this schema belongs to.
grant select on migration to huimin_app;
