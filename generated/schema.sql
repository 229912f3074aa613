-- The database as all migrations leave it. For reading: the migrations make it.

create table account (
  id uuid not null,
  username text not null,
  display_name text not null,
  role text not null,
  division_no bigint not null,
  active boolean not null default true,
  created_at timestamp with time zone not null default now(),
  constraint account_username_check CHECK ((username ~ '^[a-z][a-z0-9_.-]{1,39}$'::text)),
  constraint account_pkey PRIMARY KEY (id),
  constraint account_username_key UNIQUE (username)
);
comment on table account is 'Accounts that act in the system; one natural person has one account';

create table audit_block (
  no integer not null,
  xact_from bigint not null,
  xact_to bigint not null,
  row_count integer not null,
  algorithm text not null,
  previous_hash text not null,
  hash text not null,
  sealed_at timestamp with time zone not null default clock_timestamp(),
  constraint audit_block_algorithm_check CHECK ((algorithm = ANY (ARRAY['sha256'::text, 'sm3'::text]))),
  constraint audit_block_check CHECK ((xact_from < xact_to)),
  constraint audit_block_no_check CHECK ((no >= 1)),
  constraint audit_block_row_count_check CHECK ((row_count >= 0)),
  constraint audit_block_pkey PRIMARY KEY (no)
);
comment on table audit_block is 'Sealed blocks of audit rows; each hash covers its rows and the hash before it';

create table audit_row (
  id bigint not null generated as identity,
  at timestamp with time zone not null default clock_timestamp(),
  account_id uuid not null,
  action text not null,
  object_kind text,
  object_id text,
  purpose text,
  details jsonb not null default '{}'::jsonb,
  xact bigint not null default ((pg_current_xact_id())::text)::bigint,
  constraint audit_row_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint audit_row_pkey PRIMARY KEY (id)
);
comment on table audit_row is 'One row for every use case that changed something or read personal data';

create table award (
  id uuid not null,
  award_no text not null,
  programme text not null,
  subject_kind text not null,
  subject_id uuid not null,
  division_no bigint not null,
  payee_person_id uuid not null,
  basis text not null,
  recorded_by uuid not null,
  approved_by uuid not null,
  created_at timestamp with time zone not null,
  constraint award_check CHECK ((recorded_by <> approved_by)),
  constraint award_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['person'::text, 'household'::text]))),
  constraint award_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES account(id),
  constraint award_payee_person_id_fkey FOREIGN KEY (payee_person_id) REFERENCES person(id),
  constraint award_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(id),
  constraint award_pkey PRIMARY KEY (id),
  constraint award_award_no_key UNIQUE (award_no)
);
comment on table award is 'A confirmed entitlement of a person or household under one programme; in force while the fact award.status says so';
alter table award enable row level security;
alter table award force row level security;

create table district (
  id smallint not null default 1,
  division_no bigint not null,
  name text not null,
  demonstration boolean not null default false,
  data_from date not null,
  data_to date not null,
  ready_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint district_check CHECK ((data_from < data_to)),
  constraint district_id_check CHECK ((id = 1)),
  constraint district_pkey PRIMARY KEY (id)
);
comment on table district is 'The one district that lives in this schema';

create table fact (
  id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  kind text not null,
  division_no bigint not null,
  valid_from date not null,
  valid_to date,
  num bigint,
  code text,
  ref uuid,
  source text not null,
  reason text,
  recorded_at timestamp with time zone not null,
  recorded_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  recorded_by uuid not null,
  constraint fact_check CHECK (((valid_to IS NULL) OR (valid_from < valid_to))),
  constraint fact_check1 CHECK ((recorded_at < recorded_until)),
  constraint fact_check2 CHECK ((num_nonnulls(num, code, ref) >= 1)),
  constraint fact_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['person'::text, 'household'::text, 'award'::text]))),
  constraint fact_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(id),
  constraint fact_pkey PRIMARY KEY (id),
  constraint fact_one_truth EXCLUDE USING gist (subject_id WITH =, kind WITH =, daterange(valid_from, valid_to) WITH &&) WHERE ((recorded_until = 'infinity'::timestamp with time zone))
);
comment on table fact is 'Bitemporal facts: valid time and recorded time; nothing is overwritten';
alter table fact enable row level security;
alter table fact force row level security;

create table household (
  id uuid not null,
  household_no text not null,
  division_no bigint not null,
  head_person_id uuid not null,
  address text not null,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  constraint household_address_check CHECK (((char_length(address) >= 1) AND (char_length(address) <= 200))),
  constraint household_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint household_head_person_id_fkey FOREIGN KEY (head_person_id) REFERENCES person(id),
  constraint household_pkey PRIMARY KEY (id),
  constraint household_household_no_key UNIQUE (household_no)
);
comment on table household is 'Assistance family (not the hukou household); membership is a dated fact';
alter table household enable row level security;
alter table household force row level security;

create table ledger_account (
  code text not null,
  kind text not null,
  label text not null,
  floor_fen bigint,
  constraint ledger_account_code_check CHECK ((code ~ '^[a-z]+(:[a-z0-9-]+)*$'::text)),
  constraint ledger_account_kind_check CHECK ((kind = ANY (ARRAY['asset'::text, 'liability'::text, 'fund'::text]))),
  constraint ledger_account_pkey PRIMARY KEY (code)
);
comment on table ledger_account is 'Accounts of the double-entry ledger; floor is the lowest balance that is allowed';

create table ledger_balance (
  account_code text not null,
  balance_fen bigint not null default 0,
  constraint ledger_balance_account_code_fkey FOREIGN KEY (account_code) REFERENCES ledger_account(code),
  constraint ledger_balance_pkey PRIMARY KEY (account_code)
);
comment on table ledger_balance is 'Debit minus credit of each account, kept by the database with every entry';

create table ledger_entry (
  transaction_id uuid not null,
  seq integer not null,
  account_code text not null,
  amount_fen bigint not null,
  constraint ledger_entry_amount_fen_check CHECK ((amount_fen <> 0)),
  constraint ledger_entry_account_code_fkey FOREIGN KEY (account_code) REFERENCES ledger_account(code),
  constraint ledger_entry_transaction_id_fkey FOREIGN KEY (transaction_id) REFERENCES ledger_transaction(id),
  constraint ledger_entry_pkey PRIMARY KEY (transaction_id, seq)
);
comment on table ledger_entry is 'Debit (positive) or credit (negative) of one account';

create table ledger_transaction (
  id uuid not null,
  kind text not null,
  run_id uuid,
  booked_on date not null,
  memo text not null,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  constraint ledger_transaction_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint ledger_transaction_run_id_fkey FOREIGN KEY (run_id) REFERENCES payment_run(id),
  constraint ledger_transaction_pkey PRIMARY KEY (id)
);
comment on table ledger_transaction is 'A balanced group of ledger entries';

create table migration (
  name text not null,
  digest text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (name)
);

create table parameter_value (
  id uuid not null,
  key text not null,
  variant text not null,
  division_no bigint not null,
  effective_from date not null,
  effective_to date,
  value numeric(20,6) not null,
  document_title text not null,
  document_no text not null,
  article text not null,
  issued_on date,
  certainty text not null,
  note text,
  proposed_by uuid not null,
  approved_by uuid not null,
  recorded_at timestamp with time zone not null,
  recorded_until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  constraint parameter_value_certainty_check CHECK ((certainty = ANY (ARRAY['source'::text, 'assumption'::text]))),
  constraint parameter_value_check CHECK (((effective_to IS NULL) OR (effective_from < effective_to))),
  constraint parameter_value_check1 CHECK ((recorded_at < recorded_until)),
  constraint parameter_value_check2 CHECK ((proposed_by <> approved_by)),
  constraint parameter_value_check3 CHECK (((certainty <> 'assumption'::text) OR (note IS NOT NULL))),
  constraint parameter_value_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES account(id),
  constraint parameter_value_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES account(id),
  constraint parameter_value_pkey PRIMARY KEY (id),
  constraint parameter_one_truth EXCLUDE USING gist (key WITH =, variant WITH =, division_no WITH =, daterange(effective_from, effective_to) WITH &&) WHERE ((recorded_until = 'infinity'::timestamp with time zone))
);
comment on table parameter_value is 'Dated parameters with citation, approval and recorded time';

create table payment_item (
  run_id uuid not null,
  item_seq integer not null,
  attempt smallint not null default 1,
  payee_person_id uuid not null,
  division_no bigint not null,
  amount_fen bigint not null,
  account_cipher bytea,
  state text not null,
  return_reason text,
  file_no text,
  settled_on date,
  constraint payment_item_amount_fen_check CHECK ((amount_fen > 0)),
  constraint payment_item_attempt_check CHECK (((attempt >= 1) AND (attempt <= 99))),
  constraint payment_item_state_check CHECK ((state = ANY (ARRAY['ready'::text, 'held'::text, 'sent'::text, 'paid'::text, 'returned'::text]))),
  constraint payment_item_payee_person_id_fkey FOREIGN KEY (payee_person_id) REFERENCES person(id),
  constraint payment_item_run_id_fkey FOREIGN KEY (run_id) REFERENCES payment_run(id),
  constraint payment_item_pkey PRIMARY KEY (run_id, item_seq, attempt)
);
comment on table payment_item is 'Bank items by payee: ready, held (no account), sent, paid, returned';
alter table payment_item enable row level security;
alter table payment_item force row level security;

create table payment_line (
  run_id uuid not null,
  seq integer not null,
  award_id uuid not null,
  division_no bigint not null,
  person_id uuid,
  for_month date not null,
  component text not null,
  kind text not null,
  amount_fen bigint not null,
  reason text not null,
  item_seq integer,
  constraint payment_line_amount_fen_check CHECK ((amount_fen <> 0)),
  constraint payment_line_check CHECK (((kind = 'overpayment'::text) = (amount_fen < 0))),
  constraint payment_line_check1 CHECK (((item_seq IS NOT NULL) = (amount_fen > 0))),
  constraint payment_line_for_month_check CHECK ((EXTRACT(day FROM for_month) = (1)::numeric)),
  constraint payment_line_kind_check CHECK ((kind = ANY (ARRAY['regular'::text, 'arrears'::text, 'overpayment'::text]))),
  constraint payment_line_award_id_fkey FOREIGN KEY (award_id) REFERENCES award(id),
  constraint payment_line_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint payment_line_run_id_fkey FOREIGN KEY (run_id) REFERENCES payment_run(id),
  constraint payment_line_pkey PRIMARY KEY (run_id, seq)
);
comment on table payment_line is 'Regular, arrears and overpayment lines; person is empty when the line is for the whole household';
alter table payment_line enable row level security;
alter table payment_line force row level security;

create table payment_run (
  id uuid not null,
  run_no text not null,
  programme text not null,
  pay_month date not null,
  batch smallint not null,
  state text not null,
  known_at timestamp with time zone not null,
  rules_digest text not null,
  parameters_digest text not null,
  lines_digest text not null,
  line_count integer not null,
  total_fen bigint not null,
  overpaid_fen bigint not null,
  findings jsonb not null default '[]'::jsonb,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  approved_by uuid,
  approved_at timestamp with time zone,
  sent_at timestamp with time zone,
  settled_at timestamp with time zone,
  void_reason text,
  constraint payment_run_batch_check CHECK (((batch >= 1) AND (batch <= 99))),
  constraint payment_run_check CHECK (((approved_by IS NULL) OR (approved_by <> created_by))),
  constraint payment_run_check1 CHECK (((state = ANY (ARRAY['approved'::text, 'sent'::text, 'settled'::text])) = (approved_by IS NOT NULL))),
  constraint payment_run_line_count_check CHECK ((line_count >= 0)),
  constraint payment_run_pay_month_check CHECK ((EXTRACT(day FROM pay_month) = (1)::numeric)),
  constraint payment_run_state_check CHECK ((state = ANY (ARRAY['checked'::text, 'approved'::text, 'sent'::text, 'settled'::text, 'void'::text]))),
  constraint payment_run_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES account(id),
  constraint payment_run_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint payment_run_pkey PRIMARY KEY (id),
  constraint payment_run_run_no_key UNIQUE (run_no)
);
comment on table payment_run is 'One computation of what a programme owes in a month, with what was known';

create table person (
  id uuid not null,
  division_no bigint not null,
  name text not null,
  sex text not null,
  birth_date date not null,
  id_no_cipher bytea not null,
  id_no_index bytea not null,
  account_cipher bytea,
  account_index bytea,
  account_masked text,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  constraint person_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 50))),
  constraint person_sex_check CHECK ((sex = ANY (ARRAY['male'::text, 'female'::text, 'unknown'::text]))),
  constraint person_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint person_pkey PRIMARY KEY (id),
  constraint person_id_no_index_key UNIQUE (id_no_index)
);
comment on table person is 'One natural person, one row for life, in every business';
alter table person enable row level security;
alter table person force row level security;

create table place (
  division_no bigint not null,
  parent_no bigint,
  kind text not null,
  name text not null,
  service_unit boolean not null default true,
  valid_from date not null,
  valid_to date,
  successor_no bigint,
  constraint place_check CHECK (((valid_to IS NULL) OR (valid_from < valid_to))),
  constraint place_kind_check CHECK ((kind = ANY (ARRAY['district'::text, 'street'::text, 'community'::text, 'grid'::text]))),
  constraint place_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 60))),
  constraint place_parent_no_fkey FOREIGN KEY (parent_no) REFERENCES place(division_no),
  constraint place_successor_no_fkey FOREIGN KEY (successor_no) REFERENCES place(division_no),
  constraint place_pkey PRIMARY KEY (division_no)
);
comment on table place is 'Administrative divisions down to the grid, with validity and successor';

-- Views
create view award_in_force with (security_invoker=true) as
 SELECT a.id,
    a.award_no,
    a.programme,
    a.subject_kind,
    a.subject_id,
    a.division_no,
    a.payee_person_id,
    f.valid_from,
    f.valid_to
   FROM (award a
     JOIN fact f ON (((f.subject_id = a.id) AND (f.kind = 'award.status'::text) AND (f.code = 'active'::text) AND (f.recorded_until = 'infinity'::timestamp with time zone))));
create view household_membership with (security_invoker=true) as
 SELECT subject_id AS person_id,
    ref AS household_id,
    code AS member_class,
    division_no,
    valid_from,
    valid_to
   FROM fact f
  WHERE ((kind = 'household.member'::text) AND (recorded_until = 'infinity'::timestamp with time zone));
create view paid_line with (security_invoker=true) as
 SELECT l.run_id,
    l.seq,
    l.award_id,
    l.division_no,
    l.person_id,
    l.for_month,
    l.component,
    l.kind,
    l.amount_fen,
    r.programme,
    r.pay_month,
    r.run_no,
    i.payee_person_id,
    i.settled_on
   FROM ((payment_line l
     JOIN payment_run r ON ((r.id = l.run_id)))
     JOIN payment_item i ON (((i.run_id = l.run_id) AND (i.item_seq = l.item_seq) AND (i.state = 'paid'::text))));

-- Indexes (those of constraints are above)
CREATE INDEX audit_row_xact ON huimin.audit_row USING btree (xact, id);
CREATE INDEX award_programme ON huimin.award USING btree (programme, division_no);
CREATE INDEX award_scope ON huimin.award USING btree (division_no);
CREATE INDEX award_subject ON huimin.award USING btree (subject_id);
CREATE INDEX fact_kind ON huimin.fact USING btree (kind, division_no, valid_from);
CREATE INDEX fact_ref ON huimin.fact USING btree (ref, kind) WHERE (ref IS NOT NULL);
CREATE INDEX fact_subject ON huimin.fact USING btree (subject_id, kind, valid_from);
CREATE INDEX household_scope ON huimin.household USING btree (division_no);
CREATE INDEX ledger_entry_account ON huimin.ledger_entry USING btree (account_code);
CREATE INDEX payment_item_payee ON huimin.payment_item USING btree (payee_person_id);
CREATE INDEX payment_item_scope ON huimin.payment_item USING btree (division_no);
CREATE INDEX payment_line_award ON huimin.payment_line USING btree (award_id, for_month);
CREATE INDEX payment_line_scope ON huimin.payment_line USING btree (division_no);
CREATE UNIQUE INDEX payment_run_once ON huimin.payment_run USING btree (programme, pay_month, batch) WHERE (state <> 'void'::text);
CREATE INDEX person_scope ON huimin.person USING btree (division_no);

-- Triggers
CREATE TRIGGER audit_block_fixed BEFORE DELETE OR UPDATE ON huimin.audit_block FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_block_no_truncate BEFORE TRUNCATE ON huimin.audit_block FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_row_fixed BEFORE DELETE OR UPDATE ON huimin.audit_row FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_row_no_truncate BEFORE TRUNCATE ON huimin.audit_row FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_no_delete BEFORE DELETE ON huimin.fact FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON huimin.fact FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_only_closes BEFORE UPDATE ON huimin.fact FOR EACH ROW EXECUTE FUNCTION fact_only_closes();
CREATE TRIGGER ledger_open_balance AFTER INSERT ON huimin.ledger_account FOR EACH ROW EXECUTE FUNCTION ledger_open_balance();
CREATE TRIGGER ledger_entry_fixed BEFORE DELETE OR UPDATE ON huimin.ledger_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON huimin.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entry_with_its_transaction BEFORE INSERT ON huimin.ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_entry_with_its_transaction();
CREATE TRIGGER ledger_keep_balance AFTER INSERT ON huimin.ledger_entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep_balance();
CREATE CONSTRAINT TRIGGER ledger_balanced AFTER INSERT ON huimin.ledger_transaction DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balanced();
CREATE TRIGGER ledger_transaction_fixed BEFORE DELETE OR UPDATE ON huimin.ledger_transaction FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_transaction_no_truncate BEFORE TRUNCATE ON huimin.ledger_transaction FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER parameter_no_delete BEFORE DELETE ON huimin.parameter_value FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER parameter_no_truncate BEFORE TRUNCATE ON huimin.parameter_value FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER parameter_only_closes BEFORE UPDATE ON huimin.parameter_value FOR EACH ROW EXECUTE FUNCTION parameter_only_closes();
CREATE TRIGGER payment_line_fixed BEFORE DELETE OR UPDATE ON huimin.payment_line FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_line_no_truncate BEFORE TRUNCATE ON huimin.payment_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_run_kept BEFORE DELETE ON huimin.payment_run FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_run_only_moves BEFORE UPDATE ON huimin.payment_run FOR EACH ROW EXECUTE FUNCTION payment_run_only_moves();

-- Row-level security
create policy jurisdiction on award for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on award for all to huimin_owner using true with check true;
create policy jurisdiction on fact for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on fact for all to huimin_owner using true with check true;
create policy jurisdiction on household for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on household for all to huimin_owner using true with check true;
create policy jurisdiction on payment_item for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on payment_item for all to huimin_owner using true with check true;
create policy jurisdiction on payment_line for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on payment_line for all to huimin_owner using true with check true;
create policy jurisdiction on person for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on person for all to huimin_owner using true with check true;

-- Functions (their text is in migrations/)
function fact_only_closes() returns trigger language plpgsql; -- md5 327716f0059ccaded0f97d788211ae1f
function ledger_balanced() returns trigger language plpgsql; -- md5 d7b5082dd13c59775cda7be7af19b101
function ledger_entry_with_its_transaction() returns trigger language plpgsql; -- md5 217154124196b4c57920e8d577de30e9
function ledger_keep_balance() returns trigger language plpgsql security definer set search_path=huimin, public; -- md5 5ff186f8940900f7c1058b3d09d3da82
function ledger_open_balance() returns trigger language plpgsql security definer set search_path=huimin, public; -- md5 e94e1ab45b9bb59c8175de0ccf555157
function parameter_only_closes() returns trigger language plpgsql; -- md5 27b82b3101bd01e00b755d36a5ec7dec
function payment_run_only_moves() returns trigger language plpgsql; -- md5 2dda93a3125245895f13a257ee02f62a
function refuse_change() returns trigger language plpgsql; -- md5 9c30d6b6b14e3e0b52e562007e5ef1cd
function scope_from() returns bigint language sql; -- md5 1d8c6633e6ee8ba26dc964cf2d51fe74
function scope_to() returns bigint language sql; -- md5 c781b074cab8e6323002e9e1168139df

-- What the application may do: tables
grant select on account to huimin_app;
grant insert, select on audit_block to huimin_app;
grant insert, select on audit_row to huimin_app;
grant insert, select on award to huimin_app;
grant select on award_in_force to huimin_app;
grant select on district to huimin_app;
grant insert, select on fact to huimin_app;
grant insert, select on household to huimin_app;
grant select on household_membership to huimin_app;
grant insert, select on ledger_account to huimin_app;
grant select on ledger_balance to huimin_app;
grant insert, select on ledger_entry to huimin_app;
grant insert, select on ledger_transaction to huimin_app;
grant select on paid_line to huimin_app;
grant insert, select on parameter_value to huimin_app;
grant insert, select on payment_item to huimin_app;
grant insert, select on payment_line to huimin_app;
grant insert, select on payment_run to huimin_app;
grant insert, select on person to huimin_app;
grant insert, select on place to huimin_app;

-- What the application may do: columns
grant update (data_to) on district to huimin_app;
grant update (recorded_until) on fact to huimin_app;
grant update (recorded_until) on parameter_value to huimin_app;
grant update (account_cipher, file_no, return_reason, settled_on, state) on payment_item to huimin_app;
grant update (approved_at, approved_by, sent_at, settled_at, state, void_reason) on payment_run to huimin_app;
grant update (account_cipher, account_index, account_masked) on person to huimin_app;
