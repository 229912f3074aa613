-- Blocks of audit rows, chained by hash. A block holds the rows of finished transactions only: those whose number lies
-- below the oldest one that is still running, so that no row can join a block after it was sealed.
alter table audit_row add column xact bigint not null default (pg_current_xact_id()::text::bigint);
create index audit_row_xact on audit_row (xact, id);

create table audit_block (
  no             integer primary key check (no >= 1),
  xact_from      bigint not null,
  xact_to        bigint not null,
  row_count      integer not null check (row_count >= 0),
  algorithm      text not null check (algorithm in ('sha256', 'sm3')),
  previous_hash  text not null,
  hash           text not null,
  sealed_at      timestamptz not null default clock_timestamp(),
  check (xact_from < xact_to)
);
comment on table audit_block is 'Sealed blocks of audit rows; each hash covers its rows and the hash before it';
create trigger audit_block_fixed before update or delete on audit_block for each row execute function refuse_change();
create trigger audit_block_no_truncate before truncate on audit_block for each statement execute function refuse_change();
grant select, insert on audit_block to huimin_app;
