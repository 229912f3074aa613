-- The bank: limits of a file, files and their signed manifests, results read back, statements of the account.

alter table payment_item
  add column return_code text check (return_code in ('closed', 'name_mismatch', 'frozen', 'limit', 'other')),
  add column unknown_since date,
  add column sent_name text check (char_length(sent_name) between 1 and 200);
comment on column payment_item.unknown_since is 'Day on which the bank said that it does not know yet';
comment on column payment_item.sent_name is 'Account holder as the bank was told';
grant update (return_code, unknown_since, sent_name) on payment_item to huimin_app;
create index payment_item_sent on payment_item (run_id) where state = 'sent';

-- Banks take so many items and so much money in one file; the defaults are assumptions that the bureau sets.
create table bank_limit (
  only_row       boolean primary key default true check (only_row),
  items_per_file_max integer not null default 10000 check (items_per_file_max between 1 and 1000000),
  amount_per_file_max_fen bigint not null default 5000000000 check (amount_per_file_max_fen between 1 and 100000000000000),
  changed_by     uuid references account (id),
  changed_at     timestamptz,
  check ((changed_by is null) = (changed_at is null))
);
comment on table bank_limit is 'How many items and how much money one file for the bank may hold; one row, set by the finance officer';
insert into bank_limit default values;
create trigger bank_limit_kept before delete on bank_limit for each row execute function refuse_change();
create trigger bank_limit_no_truncate before truncate on bank_limit for each statement execute function refuse_change();
grant select on bank_limit to huimin_app;
grant update (items_per_file_max, amount_per_file_max_fen, changed_by, changed_at) on bank_limit to huimin_app;

create table signing_key (
  id             text primary key check (id ~ '^s-[0-9a-f]{8}$'),
  algorithm      text not null check (algorithm in ('ed25519')),
  public_key     bytea not null,
  private_key_cipher bytea not null,
  created_at     timestamptz not null default now()
);
comment on table signing_key is 'Keys of this installation that sign manifests; the newest signs, the others still verify';

create table bank_manifest (
  id             uuid primary key,
  run_id         uuid not null references payment_run (id),
  division_no    bigint not null,
  name           text not null unique check (char_length(name) between 1 and 80),
  kind           text not null check (kind in ('sending', 'reissue')),
  format         text not null,
  document       json not null,
  made_by        uuid not null references account (id),
  made_at        timestamptz not null
);
comment on table bank_manifest is 'What was handed to the bank at one time: files with counts, sums and digests, signed';
create index bank_manifest_run on bank_manifest (run_id);

create table bank_file (
  file_no        text primary key check (char_length(file_no) between 1 and 60),
  run_id         uuid not null references payment_run (id),
  manifest_id    uuid not null references bank_manifest (id),
  division_no    bigint not null,
  name           text not null,
  items          integer not null check (items >= 0),
  total_fen      bigint not null check (total_fen >= 0),
  hash_total     text not null check (hash_total ~ '^[0-9]{18}$'),
  sha256         text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  content_cipher bytea not null
);
comment on table bank_file is 'Files for the bank with their control totals; the content is encrypted';
create index bank_file_run on bank_file (run_id);

create table bank_result (
  id             uuid primary key,
  run_id         uuid not null references payment_run (id),
  division_no    bigint not null,
  format         text not null,
  sha256         text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  rows           integer not null check (rows > 0),
  paid           integer not null check (paid >= 0),
  returned       integer not null check (returned >= 0),
  unknown        integer not null check (unknown >= 0),
  unchanged      integer not null check (unchanged >= 0),
  read_by        uuid not null references account (id),
  read_at        timestamptz not null
);
comment on table bank_result is 'Result files of the bank that were read, and what each of them told that was new';
create index bank_result_run on bank_result (run_id);

create table bank_statement (
  id             uuid primary key,
  division_no    bigint not null,
  sha256         text not null unique check (sha256 ~ '^[0-9a-f]{64}$'),
  rows           integer not null check (rows > 0),
  added          integer not null check (added >= 0),
  read_by        uuid not null references account (id),
  read_at        timestamptz not null
);
comment on table bank_statement is 'Statements of the treasury account that were read';

create table bank_statement_line (
  statement_id   uuid not null references bank_statement (id),
  line_no        integer not null check (line_no > 0),
  division_no    bigint not null,
  booked_on      date not null,
  amount_fen     bigint not null check (amount_fen > 0),
  direction      text not null check (direction in ('out', 'in')),
  reference      text not null check (char_length(reference) <= 200),
  file_no        text,
  -- Two equal lines of one day are two movements; the same line in an overlapping statement is one.
  occurrence     integer not null check (occurrence > 0),
  primary key (statement_id, line_no),
  unique (booked_on, amount_fen, direction, reference, occurrence)
);
comment on table bank_statement_line is 'Movements of the treasury account as the bank states them';
create index bank_statement_line_file on bank_statement_line (file_no) where file_no is not null;
create index bank_statement_line_day on bank_statement_line (booked_on);

do $$
declare t text;
begin
  foreach t in array array['bank_manifest', 'bank_file', 'bank_result', 'bank_statement', 'bank_statement_line'] loop
    perform secure_by_jurisdiction(t);
  end loop;
  foreach t in array array['bank_manifest', 'bank_result', 'bank_statement', 'bank_statement_line'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', t || '_fixed', t);
  end loop;
  foreach t in array array['bank_file', 'signing_key'] loop
    execute format('create trigger %I before delete on %I for each row execute function refuse_change()', t || '_kept', t);
  end loop;
  foreach t in array array['bank_manifest', 'bank_file', 'bank_result', 'bank_statement', 'bank_statement_line', 'signing_key'] loop
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', t || '_no_truncate', t);
  end loop;
end $$;

-- What is encrypted is encrypted again when keys rotate; nothing else of these rows ever changes.
create function only_cipher_changes() returns trigger language plpgsql as $$
declare moving text[] := array['content_cipher', 'private_key_cipher'];
begin
  if (to_jsonb(new) - moving) is distinct from (to_jsonb(old) - moving) then
    raise exception 'append-only: only the encryption of a row of % may change', tg_table_name using errcode = 'HM001';
  end if;
  return new;
end $$;
create trigger bank_file_fixed before update on bank_file for each row execute function only_cipher_changes();
create trigger signing_key_fixed before update on signing_key for each row execute function only_cipher_changes();

grant select, insert on signing_key, bank_manifest, bank_file, bank_result, bank_statement, bank_statement_line to huimin_app;
