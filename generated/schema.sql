-- The database as all migrations leave it. For reading: the migrations make it.

create table access_policy (
  id smallint not null default 1,
  password_length_min smallint not null default 10,
  password_classes_min smallint not null default 3,
  password_history smallint not null default 5,
  password_age_days_max smallint not null default 90,
  failures_max smallint not null default 5,
  lock_minutes smallint not null default 15,
  address_failures_max smallint not null default 60,
  idle_minutes_staff smallint not null default 10,
  idle_minutes_public smallint not null default 30,
  session_hours_max smallint not null default 12,
  require_totp smallint not null default 0,
  grant_months_max smallint not null default 12,
  delegation_days_max smallint not null default 90,
  unmask_day_max smallint not null default 200,
  changed_by uuid,
  changed_at timestamp with time zone,
  constraint access_policy_address_failures_max_check CHECK (((address_failures_max >= 5) AND (address_failures_max <= 6000))),
  constraint access_policy_delegation_days_max_check CHECK (((delegation_days_max >= 1) AND (delegation_days_max <= 365))),
  constraint access_policy_failures_max_check CHECK (((failures_max >= 3) AND (failures_max <= 20))),
  constraint access_policy_grant_months_max_check CHECK (((grant_months_max >= 1) AND (grant_months_max <= 12))),
  constraint access_policy_id_check CHECK ((id = 1)),
  constraint access_policy_idle_minutes_public_check CHECK (((idle_minutes_public >= 1) AND (idle_minutes_public <= 480))),
  constraint access_policy_idle_minutes_staff_check CHECK (((idle_minutes_staff >= 1) AND (idle_minutes_staff <= 480))),
  constraint access_policy_lock_minutes_check CHECK (((lock_minutes >= 1) AND (lock_minutes <= 1440))),
  constraint access_policy_password_age_days_max_check CHECK (((password_age_days_max >= 1) AND (password_age_days_max <= 365))),
  constraint access_policy_password_classes_min_check CHECK (((password_classes_min >= 1) AND (password_classes_min <= 4))),
  constraint access_policy_password_history_check CHECK (((password_history >= 1) AND (password_history <= 24))),
  constraint access_policy_password_length_min_check CHECK (((password_length_min >= 8) AND (password_length_min <= 64))),
  constraint access_policy_require_totp_check CHECK ((require_totp = ANY (ARRAY[0, 1]))),
  constraint access_policy_session_hours_max_check CHECK (((session_hours_max >= 1) AND (session_hours_max <= 24))),
  constraint access_policy_unmask_day_max_check CHECK (((unmask_day_max >= 1) AND (unmask_day_max <= 2000))),
  constraint access_policy_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint access_policy_pkey PRIMARY KEY (id)
);
comment on table access_policy is 'The rules of passwords, sessions, grants and unmasking; one row, changed by the security administrator';

create table account (
  id uuid not null,
  username text not null,
  display_name text not null,
  role text not null,
  division_no bigint not null,
  active boolean not null default true,
  created_at timestamp with time zone not null default now(),
  created_by uuid,
  constraint account_username_check CHECK ((username ~ '^[a-z][a-z0-9_.-]{1,39}$'::text)),
  constraint account_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint account_pkey PRIMARY KEY (id),
  constraint account_username_key UNIQUE (username)
);
comment on table account is 'Accounts that act in the system; one natural person has one account';

create table account_credential (
  account_id uuid not null,
  password_hash text,
  password_changed_at timestamp with time zone,
  must_change boolean not null default true,
  failures integer not null default 0,
  locked_until timestamp with time zone,
  totp_cipher bytea,
  totp_confirmed_at timestamp with time zone,
  totp_step bigint,
  constraint account_credential_check CHECK (((totp_confirmed_at IS NULL) OR (totp_cipher IS NOT NULL))),
  constraint account_credential_failures_check CHECK ((failures >= 0)),
  constraint account_credential_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint account_credential_pkey PRIMARY KEY (account_id)
);
comment on table account_credential is 'Password hash, lock-out and second factor of an account';

create table annual_inspection (
  id uuid not null,
  division_no bigint not null,
  version integer not null default 1,
  ended_on date,
  end_reason text,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  changed_at timestamp with time zone,
  changed_by uuid,
  title text not null,
  organisation_id uuid not null,
  year bigint not null,
  unit_submitted_on date,
  unit_opinion text,
  unit_opinion_on date,
  registrar_submitted_on date,
  income_fen bigint,
  expenditure_fen bigint,
  net_assets_fen bigint,
  staff bigint,
  party_members bigint,
  activity_count bigint,
  donations_in_fen bigint,
  donations_out_fen bigint,
  light_issues text[],
  serious_issues text[],
  result text,
  concluded_on date,
  published_on date,
  fix_until date,
  fixed_on date,
  constraint annual_inspection_activity_count_check CHECK (((activity_count >= 0) AND (activity_count <= '999999999999'::bigint))),
  constraint annual_inspection_donations_in_fen_check CHECK ((donations_in_fen >= 0)),
  constraint annual_inspection_donations_out_fen_check CHECK ((donations_out_fen >= 0)),
  constraint annual_inspection_expenditure_fen_check CHECK ((expenditure_fen >= 0)),
  constraint annual_inspection_income_fen_check CHECK ((income_fen >= 0)),
  constraint annual_inspection_light_issues_check CHECK ((light_issues <@ ARRAY['A01'::text, 'A02'::text, 'A03'::text, 'A04'::text, 'A05'::text, 'A06'::text, 'A07'::text, 'A08'::text, 'A09'::text, 'A10'::text, 'A11'::text, 'A12'::text, 'A13'::text])),
  constraint annual_inspection_net_assets_fen_check CHECK ((net_assets_fen >= '-10000000000000'::bigint)),
  constraint annual_inspection_party_members_check CHECK (((party_members >= 0) AND (party_members <= '999999999999'::bigint))),
  constraint annual_inspection_result_check CHECK ((result = ANY (ARRAY['qualified'::text, 'basic'::text, 'unqualified'::text, 'not_taken'::text]))),
  constraint annual_inspection_serious_issues_check CHECK ((serious_issues <@ ARRAY['A01'::text, 'A02'::text, 'A03'::text, 'A04'::text, 'A05'::text, 'A06'::text, 'A07'::text, 'A08'::text, 'A09'::text, 'A10'::text, 'A11'::text, 'A12'::text, 'A13'::text])),
  constraint annual_inspection_staff_check CHECK (((staff >= 0) AND (staff <= '999999999999'::bigint))),
  constraint annual_inspection_title_check CHECK (((char_length(title) >= 1) AND (char_length(title) <= 120))),
  constraint annual_inspection_unit_opinion_check CHECK ((unit_opinion = ANY (ARRAY['agree'::text, 'disagree'::text, 'no-unit'::text]))),
  constraint annual_inspection_version_check CHECK ((version >= 1)),
  constraint annual_inspection_year_check CHECK (((year >= 1998) AND (year <= 2999))),
  constraint annual_inspection_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint annual_inspection_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint annual_inspection_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint annual_inspection_pkey PRIMARY KEY (id)
);
comment on table annual_inspection is 'Inspection of one organisation for one year, with report, issues and result';
alter table annual_inspection enable row level security;
alter table annual_inspection force row level security;

create table attachment (
  id uuid not null,
  object_kind text not null,
  object_id uuid not null,
  division_no bigint not null,
  sha256 text not null,
  sm3 text not null,
  media_type text not null,
  file_name text not null,
  byte_size bigint not null,
  page_count integer,
  has_thumbnail boolean not null,
  source text not null,
  label text not null,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  ended_reason text,
  constraint attachment_byte_size_check CHECK (((byte_size >= 1) AND (byte_size <= 20971520))),
  constraint attachment_check CHECK ((((ended_at IS NULL) = (ended_by IS NULL)) AND ((ended_at IS NULL) = (ended_reason IS NULL)))),
  constraint attachment_ended_reason_check CHECK (((char_length(ended_reason) >= 1) AND (char_length(ended_reason) <= 500))),
  constraint attachment_file_name_check CHECK (((char_length(file_name) >= 1) AND (char_length(file_name) <= 200))),
  constraint attachment_label_check CHECK (((char_length(label) >= 1) AND (char_length(label) <= 100))),
  constraint attachment_object_kind_check CHECK ((object_kind ~ '^[a-z][a-z0-9_.-]{0,60}$'::text)),
  constraint attachment_page_count_check CHECK ((page_count > 0)),
  constraint attachment_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint attachment_sm3_check CHECK ((sm3 ~ '^[0-9a-f]{64}$'::text)),
  constraint attachment_source_check CHECK ((source = ANY (ARRAY['uploaded'::text, 'e-licence'::text, 'scanned'::text]))),
  constraint attachment_added_by_fkey FOREIGN KEY (added_by) REFERENCES account(id),
  constraint attachment_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES account(id),
  constraint attachment_pkey PRIMARY KEY (id)
);
comment on table attachment is 'A file that belongs to a record, case or person; withdrawn with a reason, never deleted';
alter table attachment enable row level security;
alter table attachment force row level security;

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

create table bank_file (
  file_no text not null,
  run_id uuid not null,
  manifest_id uuid not null,
  division_no bigint not null,
  name text not null,
  items integer not null,
  total_fen bigint not null,
  hash_total text not null,
  sha256 text not null,
  content_cipher bytea not null,
  constraint bank_file_file_no_check CHECK (((char_length(file_no) >= 1) AND (char_length(file_no) <= 60))),
  constraint bank_file_hash_total_check CHECK ((hash_total ~ '^[0-9]{18}$'::text)),
  constraint bank_file_items_check CHECK ((items >= 0)),
  constraint bank_file_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint bank_file_total_fen_check CHECK ((total_fen >= 0)),
  constraint bank_file_manifest_id_fkey FOREIGN KEY (manifest_id) REFERENCES bank_manifest(id),
  constraint bank_file_run_id_fkey FOREIGN KEY (run_id) REFERENCES payment_run(id),
  constraint bank_file_pkey PRIMARY KEY (file_no)
);
comment on table bank_file is 'Files for the bank with their control totals; the content is encrypted';
alter table bank_file enable row level security;
alter table bank_file force row level security;

create table bank_limit (
  only_row boolean not null default true,
  items_per_file_max integer not null default 10000,
  amount_per_file_max_fen bigint not null default '5000000000'::bigint,
  changed_by uuid,
  changed_at timestamp with time zone,
  constraint bank_limit_amount_per_file_max_fen_check CHECK (((amount_per_file_max_fen >= 1) AND (amount_per_file_max_fen <= '100000000000000'::bigint))),
  constraint bank_limit_check CHECK (((changed_by IS NULL) = (changed_at IS NULL))),
  constraint bank_limit_items_per_file_max_check CHECK (((items_per_file_max >= 1) AND (items_per_file_max <= 1000000))),
  constraint bank_limit_only_row_check CHECK (only_row),
  constraint bank_limit_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint bank_limit_pkey PRIMARY KEY (only_row)
);
comment on table bank_limit is 'How many items and how much money one file for the bank may hold; one row, set by the finance officer';

create table bank_manifest (
  id uuid not null,
  run_id uuid not null,
  division_no bigint not null,
  name text not null,
  kind text not null,
  format text not null,
  document json not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  constraint bank_manifest_kind_check CHECK ((kind = ANY (ARRAY['sending'::text, 'reissue'::text]))),
  constraint bank_manifest_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 80))),
  constraint bank_manifest_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  constraint bank_manifest_run_id_fkey FOREIGN KEY (run_id) REFERENCES payment_run(id),
  constraint bank_manifest_pkey PRIMARY KEY (id),
  constraint bank_manifest_name_key UNIQUE (name)
);
comment on table bank_manifest is 'What was handed to the bank at one time: files with counts, sums and digests, signed';
alter table bank_manifest enable row level security;
alter table bank_manifest force row level security;

create table bank_result (
  id uuid not null,
  run_id uuid not null,
  division_no bigint not null,
  format text not null,
  sha256 text not null,
  rows integer not null,
  paid integer not null,
  returned integer not null,
  unknown integer not null,
  unchanged integer not null,
  read_by uuid not null,
  read_at timestamp with time zone not null,
  constraint bank_result_paid_check CHECK ((paid >= 0)),
  constraint bank_result_returned_check CHECK ((returned >= 0)),
  constraint bank_result_rows_check CHECK ((rows > 0)),
  constraint bank_result_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint bank_result_unchanged_check CHECK ((unchanged >= 0)),
  constraint bank_result_unknown_check CHECK ((unknown >= 0)),
  constraint bank_result_read_by_fkey FOREIGN KEY (read_by) REFERENCES account(id),
  constraint bank_result_run_id_fkey FOREIGN KEY (run_id) REFERENCES payment_run(id),
  constraint bank_result_pkey PRIMARY KEY (id)
);
comment on table bank_result is 'Result files of the bank that were read, and what each of them told that was new';
alter table bank_result enable row level security;
alter table bank_result force row level security;

create table bank_statement (
  id uuid not null,
  division_no bigint not null,
  sha256 text not null,
  rows integer not null,
  added integer not null,
  read_by uuid not null,
  read_at timestamp with time zone not null,
  constraint bank_statement_added_check CHECK ((added >= 0)),
  constraint bank_statement_rows_check CHECK ((rows > 0)),
  constraint bank_statement_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint bank_statement_read_by_fkey FOREIGN KEY (read_by) REFERENCES account(id),
  constraint bank_statement_pkey PRIMARY KEY (id),
  constraint bank_statement_sha256_key UNIQUE (sha256)
);
comment on table bank_statement is 'Statements of the treasury account that were read';
alter table bank_statement enable row level security;
alter table bank_statement force row level security;

create table bank_statement_line (
  statement_id uuid not null,
  line_no integer not null,
  division_no bigint not null,
  booked_on date not null,
  amount_fen bigint not null,
  direction text not null,
  reference text not null,
  file_no text,
  occurrence integer not null,
  constraint bank_statement_line_amount_fen_check CHECK ((amount_fen > 0)),
  constraint bank_statement_line_direction_check CHECK ((direction = ANY (ARRAY['out'::text, 'in'::text]))),
  constraint bank_statement_line_line_no_check CHECK ((line_no > 0)),
  constraint bank_statement_line_occurrence_check CHECK ((occurrence > 0)),
  constraint bank_statement_line_reference_check CHECK ((char_length(reference) <= 200)),
  constraint bank_statement_line_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES bank_statement(id),
  constraint bank_statement_line_pkey PRIMARY KEY (statement_id, line_no),
  constraint bank_statement_line_booked_on_amount_fen_direction_referenc_key UNIQUE (booked_on, amount_fen, direction, reference, occurrence)
);
comment on table bank_statement_line is 'Movements of the treasury account as the bank states them';
alter table bank_statement_line enable row level security;
alter table bank_statement_line force row level security;

create table card_review (
  id uuid not null,
  division_no bigint not null,
  version integer not null default 1,
  ended_on date,
  end_reason text,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  changed_at timestamp with time zone,
  changed_by uuid,
  review_no text not null,
  card_id uuid not null,
  year bigint not null,
  reviewed_on date not null,
  channel text not null,
  constraint card_review_channel_check CHECK ((channel = ANY (ARRAY['face'::text, 'window'::text, 'visit'::text, 'data'::text]))),
  constraint card_review_review_no_check CHECK (((char_length(review_no) >= 1) AND (char_length(review_no) <= 80))),
  constraint card_review_version_check CHECK ((version >= 1)),
  constraint card_review_year_check CHECK (((year >= 2000) AND (year <= 2999))),
  constraint card_review_card_id_fkey FOREIGN KEY (card_id) REFERENCES senior_card(id),
  constraint card_review_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint card_review_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint card_review_pkey PRIMARY KEY (id)
);
comment on table card_review is 'annual verification of a card';
alter table card_review enable row level security;
alter table card_review force row level security;

create table care_entry (
  id uuid not null,
  division_no bigint not null,
  version integer not null default 1,
  ended_on date,
  end_reason text,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  changed_at timestamp with time zone,
  changed_by uuid,
  entry_no text not null,
  institution_id uuid not null,
  kind text not null,
  name text not null,
  entered_on date not null,
  test text not null,
  isolated_until date,
  constraint care_entry_entry_no_check CHECK (((char_length(entry_no) >= 1) AND (char_length(entry_no) <= 80))),
  constraint care_entry_kind_check CHECK ((kind = ANY (ARRAY['returned'::text, 'admitted'::text, 'staff_back'::text, 'staff_new'::text, 'visitor'::text, 'left'::text]))),
  constraint care_entry_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 80))),
  constraint care_entry_test_check CHECK ((test = ANY (ARRAY['negative'::text, 'positive'::text, 'pending'::text, 'not_done'::text]))),
  constraint care_entry_version_check CHECK ((version >= 1)),
  constraint care_entry_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint care_entry_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint care_entry_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES care_institution(id),
  constraint care_entry_pkey PRIMARY KEY (id)
);
comment on table care_entry is 'entry and exit';
alter table care_entry enable row level security;
alter table care_entry force row level security;

create table care_facility (
  id uuid not null,
  division_no bigint not null,
  version integer not null default 1,
  ended_on date,
  end_reason text,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  changed_at timestamp with time zone,
  changed_by uuid,
  facility_no text not null,
  name text not null,
  kind text not null,
  is_independent boolean not null,
  opened_on date not null,
  closed_on date,
  constraint care_facility_facility_no_check CHECK (((char_length(facility_no) >= 1) AND (char_length(facility_no) <= 80))),
  constraint care_facility_kind_check CHECK ((kind = ANY (ARRAY['centre'::text, 'station'::text, 'rural_centre'::text, 'canteen'::text, 'service_area'::text]))),
  constraint care_facility_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 80))),
  constraint care_facility_version_check CHECK ((version >= 1)),
  constraint care_facility_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint care_facility_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint care_facility_pkey PRIMARY KEY (id)
);
comment on table care_facility is 'community facility for the aged';
alter table care_facility enable row level security;
alter table care_facility force row level security;

create table care_inspection (
  id uuid not null,
  division_no bigint not null,
  version integer not null default 1,
  ended_on date,
  end_reason text,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  changed_at timestamp with time zone,
  changed_by uuid,
  inspection_no text not null,
  institution_id uuid not null,
  kind text not null,
  campaign text,
  checked_on date not null,
  inspectors text not null,
  items_checked bigint not null,
  items_failed bigint not null,
  red_line boolean not null,
  is_passed boolean not null,
  mend_by date,
  mended_on date,
  evidence text,
  constraint care_inspection_campaign_check CHECK (((char_length(campaign) >= 1) AND (char_length(campaign) <= 80))),
  constraint care_inspection_evidence_check CHECK (((char_length(evidence) >= 1) AND (char_length(evidence) <= 80))),
  constraint care_inspection_inspection_no_check CHECK (((char_length(inspection_no) >= 1) AND (char_length(inspection_no) <= 80))),
  constraint care_inspection_inspectors_check CHECK (((char_length(inspectors) >= 1) AND (char_length(inspectors) <= 80))),
  constraint care_inspection_items_checked_check CHECK (((items_checked >= 0) AND (items_checked <= 1000000))),
  constraint care_inspection_items_failed_check CHECK (((items_failed >= 0) AND (items_failed <= 1000000))),
  constraint care_inspection_kind_check CHECK ((kind = ANY (ARRAY['safety'::text, 'epidemic'::text, 'quality'::text, 'routine'::text]))),
  constraint care_inspection_version_check CHECK ((version >= 1)),
  constraint care_inspection_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint care_inspection_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint care_inspection_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES care_institution(id),
  constraint care_inspection_pkey PRIMARY KEY (id)
);
comment on table care_inspection is 'inspection of a home';
alter table care_inspection enable row level security;
alter table care_inspection force row level security;

create table care_institution (
  id uuid not null,
  division_no bigint not null,
  version integer not null default 1,
  ended_on date,
  end_reason text,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  changed_at timestamp with time zone,
  changed_by uuid,
  filing_no text not null,
  name text not null,
  nature text not null,
  filed_on date not null,
  beds_total bigint not null,
  beds_open bigint not null,
  beds_nursing bigint not null,
  fire text not null,
  food_grade text not null,
  open_kitchen boolean not null,
  standard text not null,
  grade bigint,
  grade_until date,
  closing_notice_on date,
  closed_on date,
  constraint care_institution_beds_nursing_check CHECK (((beds_nursing >= 0) AND (beds_nursing <= 100000))),
  constraint care_institution_beds_open_check CHECK (((beds_open >= 0) AND (beds_open <= 100000))),
  constraint care_institution_beds_total_check CHECK (((beds_total >= 0) AND (beds_total <= 100000))),
  constraint care_institution_filing_no_check CHECK (((char_length(filing_no) >= 1) AND (char_length(filing_no) <= 80))),
  constraint care_institution_fire_check CHECK ((fire = ANY (ARRAY['acceptance'::text, 'filing'::text, 'below_limit'::text, 'none'::text]))),
  constraint care_institution_food_grade_check CHECK ((food_grade = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'none'::text]))),
  constraint care_institution_grade_check CHECK (((grade >= 1) AND (grade <= 5))),
  constraint care_institution_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 80))),
  constraint care_institution_nature_check CHECK ((nature = ANY (ARRAY['public'::text, 'public_private'::text, 'private_nonprofit'::text, 'private_profit'::text, 'rural_welfare_home'::text]))),
  constraint care_institution_standard_check CHECK ((standard = ANY (ARRAY['met'::text, 'partly'::text, 'not'::text]))),
  constraint care_institution_version_check CHECK ((version >= 1)),
  constraint care_institution_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint care_institution_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint care_institution_pkey PRIMARY KEY (id)
);
comment on table care_institution is 'home for the aged';
alter table care_institution enable row level security;
alter table care_institution force row level security;

create table care_project (
  id uuid not null,
  division_no bigint not null,
  version integer not null default 1,
  ended_on date,
  end_reason text,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  changed_at timestamp with time zone,
  changed_by uuid,
  project_no text not null,
  name text not null,
  kind text not null,
  budget_fen bigint not null,
  planned_on date not null,
  started_on date,
  planned_end_on date not null,
  accepted_on date,
  opened_on date,
  constraint care_project_budget_fen_check CHECK ((budget_fen >= 0)),
  constraint care_project_kind_check CHECK ((kind = ANY (ARRAY['centre'::text, 'station'::text, 'rural_centre'::text, 'canteen'::text, 'service_area'::text]))),
  constraint care_project_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 80))),
  constraint care_project_project_no_check CHECK (((char_length(project_no) >= 1) AND (char_length(project_no) <= 80))),
  constraint care_project_version_check CHECK ((version >= 1)),
  constraint care_project_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint care_project_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint care_project_pkey PRIMARY KEY (id)
);
comment on table care_project is 'building project';
alter table care_project enable row level security;
alter table care_project force row level security;

create table care_resident (
  id uuid not null,
  division_no bigint not null,
  version integer not null default 1,
  ended_on date,
  end_reason text,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  changed_at timestamp with time zone,
  changed_by uuid,
  agreement_no text not null,
  person_id uuid not null,
  institution_id uuid not null,
  bed_no text not null,
  risk_assessed_on date not null,
  care_level text not null,
  payer text not null,
  contact_phone_cipher bytea,
  contact_phone_index bytea,
  admitted_on date not null,
  left_on date,
  constraint care_resident_agreement_no_check CHECK (((char_length(agreement_no) >= 1) AND (char_length(agreement_no) <= 80))),
  constraint care_resident_bed_no_check CHECK (((char_length(bed_no) >= 1) AND (char_length(bed_no) <= 80))),
  constraint care_resident_care_level_check CHECK ((care_level = ANY (ARRAY['0'::text, '1'::text, '2'::text, '3'::text, '4'::text]))),
  constraint care_resident_payer_check CHECK ((payer = ANY (ARRAY['self'::text, 'tekun'::text, 'subsidy'::text]))),
  constraint care_resident_version_check CHECK ((version >= 1)),
  constraint care_resident_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint care_resident_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint care_resident_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES care_institution(id),
  constraint care_resident_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint care_resident_pkey PRIMARY KEY (id)
);
comment on table care_resident is 'resident';
alter table care_resident enable row level security;
alter table care_resident force row level security;

create table case_appeal (
  id uuid not null,
  case_id uuid not null,
  decision_id uuid not null,
  division_no bigint not null,
  kind text not null,
  filed_on date not null,
  authority text not null,
  file_no text,
  in_time boolean not null,
  recorded_by uuid not null,
  constraint case_appeal_authority_check CHECK (((char_length(authority) >= 1) AND (char_length(authority) <= 100))),
  constraint case_appeal_file_no_check CHECK ((char_length(file_no) <= 60)),
  constraint case_appeal_kind_check CHECK ((kind = ANY (ARRAY['reconsideration'::text, 'litigation'::text]))),
  constraint case_appeal_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint case_appeal_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decision(id),
  constraint case_appeal_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(id),
  constraint case_appeal_pkey PRIMARY KEY (id)
);
comment on table case_appeal is 'Reconsideration and litigation against a decision';
alter table case_appeal enable row level security;
alter table case_appeal force row level security;

create table case_event (
  seq bigint not null generated as identity,
  case_id uuid not null,
  division_no bigint not null,
  occurred_on date not null,
  at timestamp with time zone not null default clock_timestamp(),
  account_id uuid not null,
  actor_division bigint not null,
  action text not null,
  from_state text,
  to_state text not null,
  reason text,
  details jsonb not null default '{}'::jsonb,
  constraint case_event_reason_check CHECK ((char_length(reason) <= 500)),
  constraint case_event_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint case_event_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint case_event_pkey PRIMARY KEY (seq)
);
comment on table case_event is 'What happened in a case: who, when, which action, from and to which state, why';
alter table case_event enable row level security;
alter table case_event force row level security;

create table case_file (
  id uuid not null,
  case_no text not null,
  lifecycle text not null,
  state text not null,
  division_no bigint not null,
  subject_kind text not null,
  subject_id uuid not null,
  applicant_person_id uuid,
  opened_on date not null,
  opened_by uuid not null,
  handler_id uuid not null,
  version integer not null default 1,
  data jsonb not null default '{}'::jsonb,
  flags text[] not null default '{}'::text[],
  due_on date,
  amber_on date,
  paused boolean not null default false,
  closed_on date,
  constraint case_file_check CHECK (((due_on IS NULL) = (amber_on IS NULL))),
  constraint case_file_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['person'::text, 'household'::text, 'record'::text]))),
  constraint case_file_version_check CHECK ((version > 0)),
  constraint case_file_applicant_person_id_fkey FOREIGN KEY (applicant_person_id) REFERENCES person(id),
  constraint case_file_handler_id_fkey FOREIGN KEY (handler_id) REFERENCES account(id),
  constraint case_file_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES account(id),
  constraint case_file_pkey PRIMARY KEY (id),
  constraint case_file_case_no_key UNIQUE (case_no)
);
comment on table case_file is 'One matter that somebody asked for or that the bureau took up, from opening to decision';
alter table case_file enable row level security;
alter table case_file force row level security;

create table case_material (
  seq bigint not null generated as identity,
  case_id uuid not null,
  division_no bigint not null,
  material text not null,
  action text not null,
  form text,
  attachment_id uuid,
  reason text,
  occurred_on date not null,
  recorded_by uuid not null,
  constraint case_material_action_check CHECK ((action = ANY (ARRAY['received'::text, 'waived'::text, 'returned'::text]))),
  constraint case_material_check CHECK (((action = 'received'::text) = (form IS NOT NULL))),
  constraint case_material_check1 CHECK (((action = 'received'::text) OR (reason IS NOT NULL))),
  constraint case_material_form_check CHECK ((form = ANY (ARRAY['original'::text, 'copy'::text, 'share'::text, 'pledge'::text]))),
  constraint case_material_reason_check CHECK ((char_length(reason) <= 500)),
  constraint case_material_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint case_material_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(id),
  constraint case_material_pkey PRIMARY KEY (seq)
);
comment on table case_material is 'Materials received, waived or returned; the last row of a material says how it stands';
alter table case_material enable row level security;
alter table case_material force row level security;

create table case_pause (
  id uuid not null,
  case_id uuid not null,
  division_no bigint not null,
  reason text not null,
  note text,
  from_on date not null,
  until_on date,
  started_by uuid not null,
  ended_by uuid,
  constraint case_pause_check CHECK ((until_on >= from_on)),
  constraint case_pause_check1 CHECK (((until_on IS NULL) = (ended_by IS NULL))),
  constraint case_pause_note_check CHECK ((char_length(note) <= 500)),
  constraint case_pause_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint case_pause_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES account(id),
  constraint case_pause_started_by_fkey FOREIGN KEY (started_by) REFERENCES account(id),
  constraint case_pause_pkey PRIMARY KEY (id)
);
comment on table case_pause is 'Spans in which the clock of a case stands still';
alter table case_pause enable row level security;
alter table case_pause force row level security;

create table clue_dossier (
  id uuid not null,
  division_no bigint not null,
  version integer not null default 1,
  ended_on date,
  end_reason text,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  changed_at timestamp with time zone,
  changed_by uuid,
  dossier_no text not null,
  person_id uuid not null,
  household_id uuid,
  opened_on date not null,
  constraint clue_dossier_dossier_no_check CHECK (((char_length(dossier_no) >= 1) AND (char_length(dossier_no) <= 80))),
  constraint clue_dossier_version_check CHECK ((version >= 1)),
  constraint clue_dossier_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint clue_dossier_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint clue_dossier_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  constraint clue_dossier_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint clue_dossier_pkey PRIMARY KEY (id)
);
comment on table clue_dossier is 'One file for each household with clues (一户一档)';
alter table clue_dossier enable row level security;
alter table clue_dossier force row level security;

create table community_team (
  id uuid not null,
  division_no bigint not null,
  version integer not null default 1,
  ended_on date,
  end_reason text,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  changed_at timestamp with time zone,
  changed_by uuid,
  filing_no text not null,
  name text not null,
  kind text not null,
  leader_name text not null,
  members bigint not null,
  filed_on date not null,
  last_activity_on date,
  constraint community_team_filing_no_check CHECK (((char_length(filing_no) >= 1) AND (char_length(filing_no) <= 60))),
  constraint community_team_kind_check CHECK ((kind = ANY (ARRAY['culture'::text, 'charity'::text, 'mediation'::text, 'environment'::text, 'care'::text, 'security'::text, 'family'::text]))),
  constraint community_team_leader_name_check CHECK (((char_length(leader_name) >= 1) AND (char_length(leader_name) <= 60))),
  constraint community_team_members_check CHECK (((members >= 1) AND (members <= '999999999999'::bigint))),
  constraint community_team_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 60))),
  constraint community_team_version_check CHECK ((version >= 1)),
  constraint community_team_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint community_team_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint community_team_pkey PRIMARY KEY (id)
);
comment on table community_team is 'Community social organisations on file at the streets';
alter table community_team enable row level security;
alter table community_team force row level security;

create table credit_entry (
  id uuid not null,
  division_no bigint not null,
  version integer not null default 1,
  ended_on date,
  end_reason text,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  changed_at timestamp with time zone,
  changed_by uuid,
  organisation_id uuid not null,
  reason text not null,
  entered_on date not null,
  document text not null,
  removed_on date,
  removal_document text,
  constraint credit_entry_document_check CHECK (((char_length(document) >= 1) AND (char_length(document) <= 60))),
  constraint credit_entry_reason_check CHECK ((reason = ANY (ARRAY['no-report'::text, 'no-party-body'::text, 'not-mended'::text, 'unreachable'::text]))),
  constraint credit_entry_removal_document_check CHECK (((char_length(removal_document) >= 1) AND (char_length(removal_document) <= 60))),
  constraint credit_entry_version_check CHECK ((version >= 1)),
  constraint credit_entry_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint credit_entry_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint credit_entry_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint credit_entry_pkey PRIMARY KEY (id)
);
comment on table credit_entry is 'Entries on the list of abnormal activity, with their removal';
alter table credit_entry enable row level security;
alter table credit_entry force row level security;

create table decision (
  id uuid not null,
  case_id uuid not null,
  division_no bigint not null,
  decision_no text not null,
  action text not null,
  outcome text not null,
  basis jsonb not null,
  decided_on date not null,
  decided_by uuid not null,
  letter_cipher bytea not null,
  letter_digest text not null,
  serve_by date,
  constraint decision_letter_cipher_check CHECK ((octet_length(letter_cipher) <= 300000)),
  constraint decision_letter_digest_check CHECK ((letter_digest ~ '^[0-9a-f]{64}$'::text)),
  constraint decision_outcome_check CHECK ((outcome = ANY (ARRAY['granted'::text, 'refused'::text, 'ended'::text]))),
  constraint decision_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint decision_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
  constraint decision_pkey PRIMARY KEY (id),
  constraint decision_decision_no_key UNIQUE (decision_no)
);
comment on table decision is 'Decisions with their legal basis and the letter as it was issued';
alter table decision enable row level security;
alter table decision force row level security;

create table decision_service (
  id uuid not null,
  decision_id uuid not null,
  division_no bigint not null,
  served_on date not null,
  way text not null,
  receiver_cipher bytea not null,
  recorded_by uuid not null,
  constraint decision_service_way_check CHECK ((way = ANY (ARRAY['direct'::text, 'left'::text, 'entrusted'::text, 'post'::text, 'electronic'::text, 'announcement'::text]))),
  constraint decision_service_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decision(id),
  constraint decision_service_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(id),
  constraint decision_service_pkey PRIMARY KEY (id),
  constraint decision_service_decision_id_key UNIQUE (decision_id)
);
comment on table decision_service is 'Proof of service of a decision';
alter table decision_service enable row level security;
alter table decision_service force row level security;

create table delegation (
  id uuid not null,
  principal_id uuid not null,
  delegate_id uuid not null,
  valid_from date not null,
  valid_to date not null,
  reason text not null,
  given_by uuid not null,
  given_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  constraint delegation_check CHECK ((valid_from < valid_to)),
  constraint delegation_check1 CHECK ((principal_id <> delegate_id)),
  constraint delegation_check2 CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  constraint delegation_reason_check CHECK (((char_length(reason) >= 2) AND (char_length(reason) <= 200))),
  constraint delegation_delegate_id_fkey FOREIGN KEY (delegate_id) REFERENCES account(id),
  constraint delegation_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES account(id),
  constraint delegation_given_by_fkey FOREIGN KEY (given_by) REFERENCES account(id),
  constraint delegation_principal_id_fkey FOREIGN KEY (principal_id) REFERENCES account(id),
  constraint delegation_pkey PRIMARY KEY (id),
  constraint delegation_once EXCLUDE USING gist (principal_id WITH =, delegate_id WITH =, daterange(valid_from, valid_to) WITH &&) WHERE ((ended_at IS NULL))
);
comment on table delegation is 'A colleague of the same role acts for somebody on leave, within dates';

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

create table dues_receipt_batch (
  id uuid not null,
  division_no bigint not null,
  version integer not null default 1,
  ended_on date,
  end_reason text,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  changed_at timestamp with time zone,
  changed_by uuid,
  book_no text not null,
  organisation_id uuid not null,
  year bigint not null,
  from_no bigint not null,
  to_no bigint not null,
  copies bigint not null,
  issued_on date not null,
  used bigint not null,
  voided bigint not null,
  stock bigint not null,
  used_amount_fen bigint not null,
  writeoff_no text,
  writeoff_on date,
  first_signer text,
  second_signer text,
  constraint dues_receipt_batch_book_no_check CHECK (((char_length(book_no) >= 1) AND (char_length(book_no) <= 60))),
  constraint dues_receipt_batch_copies_check CHECK (((copies >= 1) AND (copies <= 100000))),
  constraint dues_receipt_batch_first_signer_check CHECK (((char_length(first_signer) >= 1) AND (char_length(first_signer) <= 60))),
  constraint dues_receipt_batch_from_no_check CHECK (((from_no >= 0) AND (from_no <= '999999999999'::bigint))),
  constraint dues_receipt_batch_second_signer_check CHECK (((char_length(second_signer) >= 1) AND (char_length(second_signer) <= 60))),
  constraint dues_receipt_batch_stock_check CHECK (((stock >= 0) AND (stock <= '999999999999'::bigint))),
  constraint dues_receipt_batch_to_no_check CHECK (((to_no >= 0) AND (to_no <= '999999999999'::bigint))),
  constraint dues_receipt_batch_used_amount_fen_check CHECK ((used_amount_fen >= 0)),
  constraint dues_receipt_batch_used_check CHECK (((used >= 0) AND (used <= '999999999999'::bigint))),
  constraint dues_receipt_batch_version_check CHECK ((version >= 1)),
  constraint dues_receipt_batch_voided_check CHECK (((voided >= 0) AND (voided <= '999999999999'::bigint))),
  constraint dues_receipt_batch_writeoff_no_check CHECK (((char_length(writeoff_no) >= 1) AND (char_length(writeoff_no) <= 60))),
  constraint dues_receipt_batch_year_check CHECK (((year >= 1998) AND (year <= 2999))),
  constraint dues_receipt_batch_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint dues_receipt_batch_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint dues_receipt_batch_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint dues_receipt_batch_pkey PRIMARY KEY (id),
  constraint dues_receipt_batch_from_no_overlap EXCLUDE USING gist (int8range(from_no, to_no, '[]'::text) WITH &&) WHERE ((ended_on IS NULL))
);
comment on table dues_receipt_batch is 'Books of printed dues receipts: issued, used, void, in stock, written off by two';
alter table dues_receipt_batch enable row level security;
alter table dues_receipt_batch force row level security;

create table epidemic_supply (
  id uuid not null,
  division_no bigint not null,
  version integer not null default 1,
  ended_on date,
  end_reason text,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  changed_at timestamp with time zone,
  changed_by uuid,
  line_no text not null,
  institution_id uuid not null,
  kind text not null,
  batch_no text,
  item text,
  quantity bigint,
  amount_fen bigint,
  issued_on date not null,
  receiver text not null,
  constraint epidemic_supply_amount_fen_check CHECK ((amount_fen >= 0)),
  constraint epidemic_supply_batch_no_check CHECK (((char_length(batch_no) >= 1) AND (char_length(batch_no) <= 80))),
  constraint epidemic_supply_item_check CHECK (((char_length(item) >= 1) AND (char_length(item) <= 80))),
  constraint epidemic_supply_kind_check CHECK ((kind = ANY (ARRAY['goods'::text, 'money'::text]))),
  constraint epidemic_supply_line_no_check CHECK (((char_length(line_no) >= 1) AND (char_length(line_no) <= 80))),
  constraint epidemic_supply_quantity_check CHECK (((quantity >= 1) AND (quantity <= 10000000))),
  constraint epidemic_supply_receiver_check CHECK (((char_length(receiver) >= 1) AND (char_length(receiver) <= 80))),
  constraint epidemic_supply_version_check CHECK ((version >= 1)),
  constraint epidemic_supply_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint epidemic_supply_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint epidemic_supply_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES care_institution(id),
  constraint epidemic_supply_pkey PRIMARY KEY (id)
);
comment on table epidemic_supply is 'supplies against the epidemic';
alter table epidemic_supply enable row level security;
alter table epidemic_supply force row level security;

create table event (
  id uuid not null,
  kind text not null,
  subject_kind text not null,
  subject_id text not null,
  division_no bigint not null,
  occurred_on date not null,
  payload jsonb not null default '{}'::jsonb,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  recorded_by uuid not null,
  dispatched_at timestamp with time zone,
  constraint event_kind_check CHECK ((kind ~ '^[a-z_]+(\.[a-z_]+)+$'::text)),
  constraint event_payload_check CHECK ((pg_column_size(payload) < 8192)),
  constraint event_subject_id_check CHECK (((char_length(subject_id) >= 1) AND (char_length(subject_id) <= 100))),
  constraint event_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(id),
  constraint event_pkey PRIMARY KEY (id)
);
comment on table event is 'Life events: what happened to a person, household, organisation or rule, and when';
alter table event enable row level security;
alter table event force row level security;

create table event_delivery (
  event_id uuid not null,
  reaction text not null,
  kind text not null,
  state text not null default 'pending'::text,
  attempts smallint not null default 0,
  next_at timestamp with time zone not null default clock_timestamp(),
  last_error text,
  settled_at timestamp with time zone,
  settled_by uuid,
  skip_reason text,
  constraint event_delivery_attempts_check CHECK ((attempts >= 0)),
  constraint event_delivery_check CHECK (((state = 'pending'::text) = (settled_at IS NULL))),
  constraint event_delivery_check1 CHECK (((state = 'skipped'::text) = (skip_reason IS NOT NULL))),
  constraint event_delivery_skip_reason_check CHECK (((char_length(skip_reason) >= 1) AND (char_length(skip_reason) <= 500))),
  constraint event_delivery_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'done'::text, 'failed'::text, 'skipped'::text]))),
  constraint event_delivery_event_id_fkey FOREIGN KEY (event_id) REFERENCES event(id),
  constraint event_delivery_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES account(id),
  constraint event_delivery_pkey PRIMARY KEY (event_id, reaction)
);
comment on table event_delivery is 'Delivery of an event to a reaction, at least once, with attempts and the last error code';

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

create table feed_row (
  id uuid not null,
  division_no bigint not null,
  version integer not null default 1,
  ended_on date,
  end_reason text,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  changed_at timestamp with time zone,
  changed_by uuid,
  kind text not null,
  source_document text not null,
  serial bigint not null,
  extracted_on date not null,
  name text not null,
  id_no_cipher bytea not null,
  id_no_index bytea not null,
  occurred_on date not null,
  ended_on_day date,
  detail text,
  constraint feed_row_detail_check CHECK (((char_length(detail) >= 1) AND (char_length(detail) <= 200))),
  constraint feed_row_kind_check CHECK ((kind = ANY (ARRAY['deaths'::text, 'prisoners'::text, 'public-employees'::text, 'business-owners'::text, 'vehicles'::text, 'property'::text, 'social-insurance'::text, 'institution-residents'::text, 'disability-certificates'::text, 'marriages'::text]))),
  constraint feed_row_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 80))),
  constraint feed_row_serial_check CHECK (((serial >= 1) AND (serial <= '999999999999'::bigint))),
  constraint feed_row_source_document_check CHECK (((char_length(source_document) >= 1) AND (char_length(source_document) <= 80))),
  constraint feed_row_version_check CHECK ((version >= 1)),
  constraint feed_row_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint feed_row_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint feed_row_pkey PRIMARY KEY (id)
);
comment on table feed_row is 'Rows of other departments'' files, kept as received';
alter table feed_row enable row level security;
alter table feed_row force row level security;

create table finance_proposal (
  id uuid not null,
  kind text not null,
  subject text not null,
  payload jsonb not null,
  state text not null default 'proposed'::text,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  note text,
  constraint finance_proposal_check CHECK (((state = 'proposed'::text) = (decided_by IS NULL))),
  constraint finance_proposal_check1 CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
  constraint finance_proposal_kind_check CHECK ((kind = ANY (ARRAY['split'::text, 'budget'::text, 'closing'::text, 'reopening'::text, 'year-closing'::text]))),
  constraint finance_proposal_note_check CHECK ((char_length(note) <= 200)),
  constraint finance_proposal_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text]))),
  constraint finance_proposal_two_people CHECK (((decided_by IS NULL) OR ((decided_by = proposed_by) = (state = 'withdrawn'::text)))),
  constraint finance_proposal_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
  constraint finance_proposal_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES account(id),
  constraint finance_proposal_pkey PRIMARY KEY (id)
);
comment on table finance_proposal is 'Splits, budgets and closings as proposed; a second person approves or refuses';

create table fund_budget (
  id uuid not null,
  account_code text not null,
  budget_year smallint not null,
  programme text not null,
  kind text not null,
  amount_fen bigint not null,
  reason text,
  document_title text not null,
  document_no text not null,
  certainty text not null,
  proposal_id uuid not null,
  recorded_at timestamp with time zone not null,
  constraint fund_budget_account_code_check CHECK ((account_code ~~ 'fund:%'::text)),
  constraint fund_budget_budget_year_check CHECK (((budget_year >= 2000) AND (budget_year <= 2999))),
  constraint fund_budget_certainty_check CHECK ((certainty = ANY (ARRAY['source'::text, 'assumption'::text]))),
  constraint fund_budget_check CHECK (
CASE kind
    WHEN 'approved'::text THEN (amount_fen > 0)
    ELSE ((amount_fen <> 0) AND (reason IS NOT NULL))
END),
  constraint fund_budget_kind_check CHECK ((kind = ANY (ARRAY['approved'::text, 'adjustment'::text]))),
  constraint fund_budget_account_code_fkey FOREIGN KEY (account_code) REFERENCES ledger_account(code),
  constraint fund_budget_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES finance_proposal(id),
  constraint fund_budget_pkey PRIMARY KEY (id),
  constraint fund_budget_proposal_id_key UNIQUE (proposal_id)
);
comment on table fund_budget is 'Budget of a fund for a programme in a year: the approved amount and its adjustments';

create table fund_split (
  id uuid not null,
  programme text not null,
  effective_from date not null,
  document_title text not null,
  document_no text not null,
  article text not null,
  issued_on date,
  certainty text not null,
  note text,
  proposal_id uuid not null,
  recorded_at timestamp with time zone not null,
  constraint fund_split_certainty_check CHECK ((certainty = ANY (ARRAY['source'::text, 'assumption'::text]))),
  constraint fund_split_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES finance_proposal(id),
  constraint fund_split_pkey PRIMARY KEY (id),
  constraint fund_split_proposal_id_key UNIQUE (proposal_id)
);
comment on table fund_split is 'Which sources pay a programme from a day on, until the next split begins';

create table fund_split_share (
  split_id uuid not null,
  source text not null,
  basis_points integer not null,
  constraint fund_split_share_basis_points_check CHECK (((basis_points >= 1) AND (basis_points <= 10000))),
  constraint fund_split_share_source_check CHECK ((source = ANY (ARRAY['central'::text, 'province'::text, 'city'::text, 'district'::text]))),
  constraint fund_split_share_split_id_fkey FOREIGN KEY (split_id) REFERENCES fund_split(id),
  constraint fund_split_share_pkey PRIMARY KEY (split_id, source)
);
comment on table fund_split_share is 'Share of a source in a split; the shares of a split make the whole';

create table han_pinyin (
  han text not null,
  syllable text not null,
  surname text,
  constraint han_pinyin_han_check CHECK ((char_length(han) = 1)),
  constraint han_pinyin_pkey PRIMARY KEY (han)
);
comment on table han_pinyin is 'Pinyin of Han characters without tone (ü as v), with the other reading that a surname has';

create table household (
  id uuid not null,
  household_no text not null,
  division_no bigint not null,
  head_person_id uuid not null,
  address text not null,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  version integer not null default 1,
  ended_on date,
  end_reason text,
  changed_at timestamp with time zone,
  changed_by uuid,
  constraint household_address_check CHECK (((char_length(address) >= 1) AND (char_length(address) <= 200))),
  constraint household_version_check CHECK ((version >= 1)),
  constraint household_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint household_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint household_head_person_id_fkey FOREIGN KEY (head_person_id) REFERENCES person(id),
  constraint household_pkey PRIMARY KEY (id),
  constraint household_household_no_key UNIQUE (household_no)
);
comment on table household is 'Assistance family (not the hukou household); membership is a dated fact';
alter table household enable row level security;
alter table household force row level security;

create table idempotency_key (
  account_id uuid not null,
  key text not null,
  route text not null,
  input_digest bytea not null,
  status smallint not null,
  answer_cipher bytea not null,
  created_at timestamp with time zone not null default now(),
  constraint idempotency_key_key_check CHECK ((key ~ '^[!-~]{8,80}$'::text)),
  constraint idempotency_key_status_check CHECK (((status >= 200) AND (status <= 299))),
  constraint idempotency_key_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint idempotency_key_pkey PRIMARY KEY (account_id, key)
);
comment on table idempotency_key is 'Answers kept for a day, so that a write sent twice is done once';
alter table idempotency_key enable row level security;
alter table idempotency_key force row level security;

create table identity_link (
  id uuid not null,
  account_id uuid not null,
  issuer text not null,
  subject text not null,
  linked_by uuid not null,
  linked_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  constraint identity_link_check CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  constraint identity_link_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint identity_link_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES account(id),
  constraint identity_link_linked_by_fkey FOREIGN KEY (linked_by) REFERENCES account(id),
  constraint identity_link_pkey PRIMARY KEY (id)
);
comment on table identity_link is 'Which subject of the single sign-on provider is which account';

create table import_batch (
  id uuid not null,
  record text not null,
  division_no bigint not null,
  file_name text not null,
  file_digest text not null,
  file_cipher bytea not null,
  state text not null,
  rows_new integer not null,
  rows_changed integer not null,
  rows_same integer not null,
  rows_bad integer not null,
  rows_applied integer,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  applied_at timestamp with time zone,
  constraint import_batch_file_name_check CHECK (((char_length(file_name) >= 1) AND (char_length(file_name) <= 200))),
  constraint import_batch_state_check CHECK ((state = ANY (ARRAY['staged'::text, 'applied'::text, 'cancelled'::text]))),
  constraint import_batch_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint import_batch_pkey PRIMARY KEY (id)
);
comment on table import_batch is 'A file of records that was read and checked; applied whole, or its good rows only';
alter table import_batch enable row level security;
alter table import_batch force row level security;

create table import_row (
  batch_id uuid not null,
  line integer not null,
  division_no bigint not null,
  outcome text not null,
  record_id uuid,
  base_version integer,
  place_no bigint,
  before jsonb not null default '{}'::jsonb,
  after jsonb not null default '{}'::jsonb,
  faults jsonb not null default '[]'::jsonb,
  constraint import_row_outcome_check CHECK ((outcome = ANY (ARRAY['new'::text, 'changed'::text, 'same'::text, 'bad'::text]))),
  constraint import_row_pkey PRIMARY KEY (batch_id, line)
);
comment on table import_row is 'Rows of an import: what each would do, and what is wrong with it; encrypted values stay encrypted';
alter table import_row enable row level security;
alter table import_row force row level security;

create table job_run (
  id uuid not null,
  job text not null,
  day date not null,
  started_by text not null,
  state text not null default 'running'::text,
  started_at timestamp with time zone not null default clock_timestamp(),
  finished_at timestamp with time zone,
  last_error text,
  constraint job_run_check CHECK (((state = 'running'::text) = (finished_at IS NULL))),
  constraint job_run_started_by_check CHECK ((started_by = ANY (ARRAY['schedule'::text, 'catch-up'::text, 'person'::text]))),
  constraint job_run_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text]))),
  constraint job_run_pkey PRIMARY KEY (id)
);
comment on table job_run is 'Runs of the regular jobs, with the error code of those that failed';

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

create table ledger_closing (
  seq bigint not null generated as identity,
  kind text not null,
  period date not null,
  transactions integer,
  debit_fen bigint,
  reason text,
  proposal_id uuid not null,
  account_id uuid not null,
  at timestamp with time zone not null,
  constraint ledger_closing_check CHECK (((kind <> 'year'::text) OR (EXTRACT(month FROM period) = (1)::numeric))),
  constraint ledger_closing_check1 CHECK ((((kind = 'month'::text) = (transactions IS NOT NULL)) AND ((kind = 'month'::text) = (debit_fen IS NOT NULL)))),
  constraint ledger_closing_check2 CHECK (((kind = 'reopening'::text) = (reason IS NOT NULL))),
  constraint ledger_closing_kind_check CHECK ((kind = ANY (ARRAY['month'::text, 'reopening'::text, 'year'::text]))),
  constraint ledger_closing_period_check CHECK ((EXTRACT(day FROM period) = (1)::numeric)),
  constraint ledger_closing_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint ledger_closing_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES finance_proposal(id),
  constraint ledger_closing_pkey PRIMARY KEY (seq),
  constraint ledger_closing_proposal_id_key UNIQUE (proposal_id)
);
comment on table ledger_closing is 'Months closed and reopened, and years closed, in the order in which it was done';

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

create table ledger_fund (
  code text not null,
  pool text not null,
  pool_label text not null,
  source text not null,
  budget_year smallint not null,
  opened_by uuid not null,
  opened_at timestamp with time zone not null,
  constraint ledger_fund_budget_year_check CHECK (((budget_year >= 2000) AND (budget_year <= 2999))),
  constraint ledger_fund_check CHECK ((code = ((((pool || '-'::text) || source) || '-'::text) || budget_year))),
  constraint ledger_fund_pool_check CHECK ((pool ~ '^[a-z][a-z0-9-]*$'::text)),
  constraint ledger_fund_pool_label_check CHECK (((char_length(pool_label) >= 1) AND (char_length(pool_label) <= 60))),
  constraint ledger_fund_source_check CHECK ((source = ANY (ARRAY['central'::text, 'province'::text, 'city'::text, 'district'::text]))),
  constraint ledger_fund_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES account(id),
  constraint ledger_fund_pkey PRIMARY KEY (code),
  constraint ledger_fund_pool_source_budget_year_key UNIQUE (pool, source, budget_year)
);
comment on table ledger_fund is 'Funds by source and budget year; the account of each is fund:<code>';

create table ledger_proof (
  seq bigint not null generated as identity,
  transactions integer not null,
  ok boolean not null,
  broken text[] not null,
  account_id uuid not null,
  at timestamp with time zone not null,
  constraint ledger_proof_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint ledger_proof_pkey PRIMARY KEY (seq)
);
comment on table ledger_proof is 'Verifications of the whole ledger: how many transactions there were, and what was broken';

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

create table number_series (
  series text not null,
  last_no integer not null,
  constraint number_series_last_no_check CHECK ((last_no > 0)),
  constraint number_series_pkey PRIMARY KEY (series)
);
comment on table number_series is 'Last number given out in each series: cases, documents, households, awards';

create table objection (
  id uuid not null,
  case_id uuid not null,
  notice_id uuid not null,
  division_no bigint not null,
  raised_on date not null,
  raised_by text not null,
  content_cipher bytea not null,
  recorded_by uuid not null,
  outcome text,
  outcome_reason text,
  decided_on date,
  decided_by uuid,
  constraint objection_check CHECK ((num_nonnulls(outcome, outcome_reason, decided_on, decided_by) = ANY (ARRAY[0, 4]))),
  constraint objection_check1 CHECK (((decided_by IS NULL) OR (decided_by <> recorded_by))),
  constraint objection_outcome_check CHECK ((outcome = ANY (ARRAY['upheld'::text, 'rejected'::text]))),
  constraint objection_outcome_reason_check CHECK ((char_length(outcome_reason) <= 500)),
  constraint objection_raised_by_check CHECK ((raised_by = ANY (ARRAY['resident'::text, 'applicant'::text, 'organisation'::text, 'anonymous'::text]))),
  constraint objection_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint objection_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
  constraint objection_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES public_notice(id),
  constraint objection_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(id),
  constraint objection_pkey PRIMARY KEY (id)
);
comment on table objection is 'Objections raised while a public notice ran, and what came of them';
alter table objection enable row level security;
alter table objection force row level security;

create table old_age_award (
  id uuid not null,
  division_no bigint not null,
  version integer not null default 1,
  ended_on date,
  end_reason text,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  changed_at timestamp with time zone,
  changed_by uuid,
  award_no text not null,
  person_id uuid not null,
  status text not null,
  from_month date not null,
  to_month date,
  ended_for text,
  last_verified_on date,
  channel text,
  constraint old_age_award_award_no_check CHECK (((char_length(award_no) >= 1) AND (char_length(award_no) <= 80))),
  constraint old_age_award_channel_check CHECK ((channel = ANY (ARRAY['face'::text, 'window'::text, 'visit'::text, 'data'::text]))),
  constraint old_age_award_ended_for_check CHECK ((ended_for = ANY (ARRAY['death'::text, 'moved'::text, 'waived'::text]))),
  constraint old_age_award_from_month_check CHECK ((EXTRACT(day FROM from_month) = (1)::numeric)),
  constraint old_age_award_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'paying'::text, 'suspended'::text, 'ended'::text]))),
  constraint old_age_award_to_month_check CHECK ((EXTRACT(day FROM to_month) = (1)::numeric)),
  constraint old_age_award_version_check CHECK ((version >= 1)),
  constraint old_age_award_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint old_age_award_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint old_age_award_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint old_age_award_pkey PRIMARY KEY (id)
);
comment on table old_age_award is 'old-age allowance';
alter table old_age_award enable row level security;
alter table old_age_award force row level security;

create table old_age_payment (
  id uuid not null,
  division_no bigint not null,
  version integer not null default 1,
  ended_on date,
  end_reason text,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  changed_at timestamp with time zone,
  changed_by uuid,
  payment_no text not null,
  award_id uuid not null,
  kind text not null,
  quarter date not null,
  months bigint not null,
  amount_fen bigint not null,
  paid_on date not null,
  constraint old_age_payment_amount_fen_check CHECK ((amount_fen >= 0)),
  constraint old_age_payment_kind_check CHECK ((kind = ANY (ARRAY['allowance'::text, 'district90'::text]))),
  constraint old_age_payment_months_check CHECK (((months >= 1) AND (months <= 3))),
  constraint old_age_payment_payment_no_check CHECK (((char_length(payment_no) >= 1) AND (char_length(payment_no) <= 80))),
  constraint old_age_payment_quarter_check CHECK ((EXTRACT(day FROM quarter) = (1)::numeric)),
  constraint old_age_payment_version_check CHECK ((version >= 1)),
  constraint old_age_payment_award_id_fkey FOREIGN KEY (award_id) REFERENCES old_age_award(id),
  constraint old_age_payment_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint old_age_payment_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint old_age_payment_pkey PRIMARY KEY (id)
);
comment on table old_age_payment is 'old-age payment';
alter table old_age_payment enable row level security;
alter table old_age_payment force row level security;

create table operating_subsidy (
  id uuid not null,
  division_no bigint not null,
  version integer not null default 1,
  ended_on date,
  end_reason text,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  changed_at timestamp with time zone,
  changed_by uuid,
  line_no text not null,
  kind text not null,
  institution_id uuid,
  facility_id uuid,
  from_month date not null,
  to_month date not null,
  units bigint not null,
  unit_fen bigint not null,
  uplift_percent bigint not null,
  cut_fen bigint not null,
  cut_reason text,
  pay_fen bigint not null,
  paid_on date not null,
  constraint operating_subsidy_cut_fen_check CHECK ((cut_fen >= 0)),
  constraint operating_subsidy_cut_reason_check CHECK (((char_length(cut_reason) >= 1) AND (char_length(cut_reason) <= 80))),
  constraint operating_subsidy_from_month_check CHECK ((EXTRACT(day FROM from_month) = (1)::numeric)),
  constraint operating_subsidy_kind_check CHECK ((kind = ANY (ARRAY['facility'::text, 'institution'::text, 'staff'::text]))),
  constraint operating_subsidy_line_no_check CHECK (((char_length(line_no) >= 1) AND (char_length(line_no) <= 80))),
  constraint operating_subsidy_pay_fen_check CHECK ((pay_fen >= 0)),
  constraint operating_subsidy_to_month_check CHECK ((EXTRACT(day FROM to_month) = (1)::numeric)),
  constraint operating_subsidy_unit_fen_check CHECK ((unit_fen >= 0)),
  constraint operating_subsidy_units_check CHECK (((units >= 1) AND (units <= 1000000))),
  constraint operating_subsidy_uplift_percent_check CHECK (((uplift_percent >= 0) AND (uplift_percent <= 100))),
  constraint operating_subsidy_version_check CHECK ((version >= 1)),
  constraint operating_subsidy_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint operating_subsidy_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint operating_subsidy_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES care_facility(id),
  constraint operating_subsidy_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES care_institution(id),
  constraint operating_subsidy_pkey PRIMARY KEY (id),
  constraint operating_subsidy_from_month_once EXCLUDE USING gist (COALESCE(institution_id, facility_id) WITH =, kind WITH =, daterange(from_month, to_month, '[]'::text) WITH &&) WHERE ((ended_on IS NULL))
);
comment on table operating_subsidy is 'operating and staff subsidy';
alter table operating_subsidy enable row level security;
alter table operating_subsidy force row level security;

create table organisation (
  id uuid not null,
  division_no bigint not null,
  version integer not null default 1,
  ended_on date,
  end_reason text,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  changed_at timestamp with time zone,
  changed_by uuid,
  usci text not null,
  kind text not null,
  name text not null,
  business text not null,
  legal_rep_name text not null,
  legal_rep_id_no_cipher bytea not null,
  legal_rep_id_no_index bytea not null,
  registered_on date not null,
  funds_fen bigint not null,
  members_individual bigint,
  members_unit bigint,
  supervising_unit text,
  dues_standard_fen bigint,
  party_state text not null,
  status text not null,
  address text not null,
  phone_cipher bytea,
  phone_index bytea,
  constraint organisation_address_check CHECK (((char_length(address) >= 1) AND (char_length(address) <= 80))),
  constraint organisation_business_check CHECK (((char_length(business) >= 1) AND (char_length(business) <= 1000))),
  constraint organisation_dues_standard_fen_check CHECK ((dues_standard_fen >= 0)),
  constraint organisation_funds_fen_check CHECK ((funds_fen >= 0)),
  constraint organisation_kind_check CHECK ((kind = ANY (ARRAY['group'::text, 'nonprofit_unit'::text, 'foundation'::text]))),
  constraint organisation_legal_rep_name_check CHECK (((char_length(legal_rep_name) >= 1) AND (char_length(legal_rep_name) <= 80))),
  constraint organisation_members_individual_check CHECK (((members_individual >= 0) AND (members_individual <= '999999999999'::bigint))),
  constraint organisation_members_unit_check CHECK (((members_unit >= 0) AND (members_unit <= '999999999999'::bigint))),
  constraint organisation_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 80))),
  constraint organisation_party_state_check CHECK ((party_state = ANY (ARRAY['covered'::text, 'joint'::text, 'none'::text]))),
  constraint organisation_status_check CHECK ((status = ANY (ARRAY['preparing'::text, 'active'::text, 'stopped'::text, 'deregistering'::text, 'dead'::text]))),
  constraint organisation_supervising_unit_check CHECK (((char_length(supervising_unit) >= 1) AND (char_length(supervising_unit) <= 80))),
  constraint organisation_usci_check CHECK ((char_length(usci) = 18)),
  constraint organisation_version_check CHECK ((version >= 1)),
  constraint organisation_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint organisation_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint organisation_pkey PRIMARY KEY (id)
);
comment on table organisation is 'Registered social organisations: groups, private nonprofit units, foundations';
alter table organisation enable row level security;
alter table organisation force row level security;

create table parameter_proposal (
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
  scenario_id uuid,
  state text not null default 'proposed'::text,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null default clock_timestamp(),
  decided_by uuid,
  decided_at timestamp with time zone,
  reason text,
  constraint parameter_proposal_article_check CHECK (((char_length(article) >= 1) AND (char_length(article) <= 100))),
  constraint parameter_proposal_certainty_check CHECK ((certainty = ANY (ARRAY['source'::text, 'assumption'::text]))),
  constraint parameter_proposal_check CHECK (((effective_to IS NULL) OR (effective_from < effective_to))),
  constraint parameter_proposal_check1 CHECK (((certainty <> 'assumption'::text) OR (note IS NOT NULL))),
  constraint parameter_proposal_check2 CHECK (((state = 'proposed'::text) = (decided_by IS NULL))),
  constraint parameter_proposal_check3 CHECK (((decided_by IS NULL) OR (decided_by <> proposed_by))),
  constraint parameter_proposal_check4 CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
  constraint parameter_proposal_check5 CHECK (((state <> 'rejected'::text) OR (reason IS NOT NULL))),
  constraint parameter_proposal_document_no_check CHECK (((char_length(document_no) >= 1) AND (char_length(document_no) <= 100))),
  constraint parameter_proposal_document_title_check CHECK (((char_length(document_title) >= 1) AND (char_length(document_title) <= 300))),
  constraint parameter_proposal_note_check CHECK (((char_length(note) >= 1) AND (char_length(note) <= 1000))),
  constraint parameter_proposal_reason_check CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 1000))),
  constraint parameter_proposal_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'rejected'::text]))),
  constraint parameter_proposal_value_check CHECK ((value >= (0)::numeric)),
  constraint parameter_proposal_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
  constraint parameter_proposal_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES account(id),
  constraint parameter_proposal_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES simulation_scenario(id),
  constraint parameter_proposal_pkey PRIMARY KEY (id),
  constraint parameter_proposal_one EXCLUDE USING gist (key WITH =, variant WITH =, division_no WITH =, daterange(effective_from, effective_to) WITH &&) WHERE ((state = 'proposed'::text))
);
comment on table parameter_proposal is 'Parameter values with their documents that await approval by another person';

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

create table password_history (
  account_id uuid not null,
  changed_at timestamp with time zone not null,
  password_hash text not null,
  constraint password_history_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint password_history_pkey PRIMARY KEY (account_id, changed_at)
);
comment on table password_history is 'Hashes of former passwords, so that none comes back too soon';

create table payment_deduction (
  run_id uuid not null,
  seq integer not null,
  item_seq integer not null,
  case_id uuid not null,
  award_id uuid not null,
  division_no bigint not null,
  kind text not null,
  line_seq integer,
  amount_fen bigint not null,
  constraint payment_deduction_amount_fen_check CHECK ((amount_fen > 0)),
  constraint payment_deduction_check CHECK (((kind = 'offset'::text) = (line_seq IS NOT NULL))),
  constraint payment_deduction_kind_check CHECK ((kind = ANY (ARRAY['deduction'::text, 'offset'::text]))),
  constraint payment_deduction_seq_check CHECK ((seq > 0)),
  constraint payment_deduction_award_id_fkey FOREIGN KEY (award_id) REFERENCES award(id),
  constraint payment_deduction_case_id_fkey FOREIGN KEY (case_id) REFERENCES recovery_case(case_id),
  constraint payment_deduction_run_id_fkey FOREIGN KEY (run_id) REFERENCES payment_run(id),
  constraint payment_deduction_pkey PRIMARY KEY (run_id, seq)
);
comment on table payment_deduction is 'What a run keeps back from an item at the bank, and for which claim';
alter table payment_deduction enable row level security;
alter table payment_deduction force row level security;

create table payment_finding (
  run_id uuid not null,
  seq integer not null,
  kind text not null,
  award_id uuid not null,
  division_no bigint not null,
  before_fen bigint not null,
  now_fen bigint not null,
  decision text,
  reason text,
  answered_by uuid,
  answered_at timestamp with time zone,
  constraint payment_finding_check CHECK ((num_nulls(decision, reason, answered_by, answered_at) = ANY (ARRAY[0, 4]))),
  constraint payment_finding_decision CHECK (((kind = ANY (ARRAY['no-account'::text, 'shared-account'::text, 'dead-account'::text])) = (decision = ANY (ARRAY['hold'::text, 'pay'::text])))),
  constraint payment_finding_decision_check CHECK ((decision = ANY (ARRAY['confirm'::text, 'hold'::text, 'pay'::text]))),
  constraint payment_finding_kind_check CHECK ((kind = ANY (ARRAY['new'::text, 'stopped'::text, 'changed'::text, 'overpayment'::text, 'no-account'::text, 'shared-account'::text, 'dead-account'::text]))),
  constraint payment_finding_reason_check CHECK (((char_length(reason) >= 2) AND (char_length(reason) <= 200))),
  constraint payment_finding_seq_check CHECK ((seq > 0)),
  constraint payment_finding_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES account(id),
  constraint payment_finding_award_id_fkey FOREIGN KEY (award_id) REFERENCES award(id),
  constraint payment_finding_run_id_fkey FOREIGN KEY (run_id) REFERENCES payment_run(id),
  constraint payment_finding_pkey PRIMARY KEY (run_id, seq)
);
comment on table payment_finding is 'What a person has to look at before a run is approved, and how it was answered';
alter table payment_finding enable row level security;
alter table payment_finding force row level security;

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
  held_by uuid,
  held_at timestamp with time zone,
  hold_reason text,
  released_by uuid,
  released_at timestamp with time zone,
  release_reason text,
  return_code text,
  unknown_since date,
  sent_name text,
  part uuid not null default '00000000-0000-0000-0000-000000000000'::uuid,
  constraint payment_item_amount_fen_check CHECK ((amount_fen > 0)),
  constraint payment_item_attempt_check CHECK (((attempt >= 1) AND (attempt <= 99))),
  constraint payment_item_hold CHECK ((num_nulls(held_by, held_at, hold_reason) = ANY (ARRAY[0, 3]))),
  constraint payment_item_release CHECK (((num_nulls(released_by, released_at, release_reason) = ANY (ARRAY[0, 3])) AND ((released_by IS NULL) OR (held_by IS NOT NULL)))),
  constraint payment_item_return_code_check CHECK ((return_code = ANY (ARRAY['closed'::text, 'name_mismatch'::text, 'frozen'::text, 'limit'::text, 'other'::text]))),
  constraint payment_item_sent_name_check CHECK (((char_length(sent_name) >= 1) AND (char_length(sent_name) <= 200))),
  constraint payment_item_state_check CHECK ((state = ANY (ARRAY['ready'::text, 'held'::text, 'sent'::text, 'paid'::text, 'returned'::text]))),
  constraint payment_item_held_by_fkey1 FOREIGN KEY (held_by) REFERENCES account(id),
  constraint payment_item_payee_person_id_fkey1 FOREIGN KEY (payee_person_id) REFERENCES person(id),
  constraint payment_item_released_by_fkey1 FOREIGN KEY (released_by) REFERENCES account(id),
  constraint payment_item_run_id_fkey1 FOREIGN KEY (run_id) REFERENCES payment_run(id),
  constraint payment_item_pkey PRIMARY KEY (run_id, item_seq, attempt, part)
);
comment on table payment_item is 'Bank items by payee: ready, held (no account), sent, paid, returned';
alter table payment_item enable row level security;
alter table payment_item force row level security;

create table payment_item_small (
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
  held_by uuid,
  held_at timestamp with time zone,
  hold_reason text,
  released_by uuid,
  released_at timestamp with time zone,
  release_reason text,
  return_code text,
  unknown_since date,
  sent_name text,
  part uuid not null default '00000000-0000-0000-0000-000000000000'::uuid,
  constraint payment_item_amount_fen_check CHECK ((amount_fen > 0)),
  constraint payment_item_attempt_check CHECK (((attempt >= 1) AND (attempt <= 99))),
  constraint payment_item_hold CHECK ((num_nulls(held_by, held_at, hold_reason) = ANY (ARRAY[0, 3]))),
  constraint payment_item_release CHECK (((num_nulls(released_by, released_at, release_reason) = ANY (ARRAY[0, 3])) AND ((released_by IS NULL) OR (held_by IS NOT NULL)))),
  constraint payment_item_return_code_check CHECK ((return_code = ANY (ARRAY['closed'::text, 'name_mismatch'::text, 'frozen'::text, 'limit'::text, 'other'::text]))),
  constraint payment_item_sent_name_check CHECK (((char_length(sent_name) >= 1) AND (char_length(sent_name) <= 200))),
  constraint payment_item_state_check CHECK ((state = ANY (ARRAY['ready'::text, 'held'::text, 'sent'::text, 'paid'::text, 'returned'::text]))),
  constraint payment_item_held_by_fkey FOREIGN KEY (held_by) REFERENCES account(id),
  constraint payment_item_payee_person_id_fkey FOREIGN KEY (payee_person_id) REFERENCES person(id),
  constraint payment_item_released_by_fkey FOREIGN KEY (released_by) REFERENCES account(id),
  constraint payment_item_run_id_fkey FOREIGN KEY (run_id) REFERENCES payment_run(id),
  constraint payment_item_small_pkey PRIMARY KEY (run_id, item_seq, attempt, part)
);
comment on table payment_item_small is 'Items of the runs that share one partition';
alter table payment_item_small enable row level security;
alter table payment_item_small force row level security;

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
  part uuid not null default '00000000-0000-0000-0000-000000000000'::uuid,
  constraint payment_line_amount_fen_check CHECK ((amount_fen <> 0)),
  constraint payment_line_check CHECK (((kind = 'overpayment'::text) = (amount_fen < 0))),
  constraint payment_line_check1 CHECK (((item_seq IS NOT NULL) = (amount_fen > 0))),
  constraint payment_line_for_month_check CHECK ((EXTRACT(day FROM for_month) = (1)::numeric)),
  constraint payment_line_kind_check CHECK ((kind = ANY (ARRAY['regular'::text, 'arrears'::text, 'overpayment'::text]))),
  constraint payment_line_award_id_fkey1 FOREIGN KEY (award_id) REFERENCES award(id),
  constraint payment_line_person_id_fkey1 FOREIGN KEY (person_id) REFERENCES person(id),
  constraint payment_line_run_id_fkey1 FOREIGN KEY (run_id) REFERENCES payment_run(id),
  constraint payment_line_pkey PRIMARY KEY (run_id, seq, part)
);
comment on table payment_line is 'Regular, arrears and overpayment lines; person is empty when the line is for the whole household';
alter table payment_line enable row level security;
alter table payment_line force row level security;

create table payment_line_small (
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
  part uuid not null default '00000000-0000-0000-0000-000000000000'::uuid,
  constraint payment_line_amount_fen_check CHECK ((amount_fen <> 0)),
  constraint payment_line_check CHECK (((kind = 'overpayment'::text) = (amount_fen < 0))),
  constraint payment_line_check1 CHECK (((item_seq IS NOT NULL) = (amount_fen > 0))),
  constraint payment_line_for_month_check CHECK ((EXTRACT(day FROM for_month) = (1)::numeric)),
  constraint payment_line_kind_check CHECK ((kind = ANY (ARRAY['regular'::text, 'arrears'::text, 'overpayment'::text]))),
  constraint payment_line_award_id_fkey FOREIGN KEY (award_id) REFERENCES award(id),
  constraint payment_line_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint payment_line_run_id_fkey FOREIGN KEY (run_id) REFERENCES payment_run(id),
  constraint payment_line_small_pkey PRIMARY KEY (run_id, seq, part)
);
comment on table payment_line_small is 'Lines of the runs that share one partition';
alter table payment_line_small enable row level security;
alter table payment_line_small force row level security;

create table payment_policy (
  id uuid not null,
  valid_from date not null,
  change_percent smallint not null,
  second_approval_fen bigint,
  basis text not null,
  certainty text not null,
  state text not null,
  proposed_by uuid,
  proposed_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  constraint payment_policy_basis_check CHECK (((char_length(basis) >= 2) AND (char_length(basis) <= 200))),
  constraint payment_policy_certainty_check CHECK ((certainty = ANY (ARRAY['source'::text, 'assumption'::text]))),
  constraint payment_policy_change_percent_check CHECK (((change_percent >= 1) AND (change_percent <= 1000))),
  constraint payment_policy_check CHECK (((state = 'proposed'::text) = (decided_at IS NULL))),
  constraint payment_policy_check1 CHECK (((decided_by IS NULL) OR (decided_by <> proposed_by))),
  constraint payment_policy_second_approval_fen_check CHECK ((second_approval_fen > 0)),
  constraint payment_policy_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'rejected'::text]))),
  constraint payment_policy_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
  constraint payment_policy_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES account(id),
  constraint payment_policy_pkey PRIMARY KEY (id)
);
comment on table payment_policy is 'By date: which change of an amount must be looked at, and above which sum a second approval is needed';

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
  created_by uuid not null,
  created_at timestamp with time zone not null,
  approved_by uuid,
  approved_at timestamp with time zone,
  sent_at timestamp with time zone,
  settled_at timestamp with time zone,
  void_reason text,
  findings_total integer not null default 0,
  findings_answered integer not null default 0,
  posted_by uuid,
  posted_at timestamp with time zone,
  constraint payment_run_answered CHECK (((findings_answered <= findings_total) AND ((state = ANY (ARRAY['draft'::text, 'void'::text])) OR (findings_answered = findings_total)))),
  constraint payment_run_approved CHECK (((state = ANY (ARRAY['approved'::text, 'posted'::text, 'sent'::text, 'settled'::text])) = (approved_by IS NOT NULL))),
  constraint payment_run_batch_check CHECK (((batch >= 1) AND (batch <= 99))),
  constraint payment_run_check CHECK (((approved_by IS NULL) OR (approved_by <> created_by))),
  constraint payment_run_findings_answered_check CHECK ((findings_answered >= 0)),
  constraint payment_run_findings_total_check CHECK ((findings_total >= 0)),
  constraint payment_run_line_count_check CHECK ((line_count >= 0)),
  constraint payment_run_pay_month_check CHECK ((EXTRACT(day FROM pay_month) = (1)::numeric)),
  constraint payment_run_posted CHECK (((state = ANY (ARRAY['posted'::text, 'sent'::text, 'settled'::text])) = (posted_by IS NOT NULL))),
  constraint payment_run_state CHECK ((state = ANY (ARRAY['draft'::text, 'checked'::text, 'approved'::text, 'posted'::text, 'sent'::text, 'settled'::text, 'void'::text]))),
  constraint payment_run_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES account(id),
  constraint payment_run_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint payment_run_posted_by_fkey FOREIGN KEY (posted_by) REFERENCES account(id),
  constraint payment_run_pkey PRIMARY KEY (id),
  constraint payment_run_run_no_key UNIQUE (run_no)
);
comment on table payment_run is 'One computation of what a programme owes in a month, with what was known';

create table payment_signature (
  run_id uuid not null,
  account_id uuid not null,
  signed_at timestamp with time zone not null,
  constraint payment_signature_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint payment_signature_run_id_fkey FOREIGN KEY (run_id) REFERENCES payment_run(id),
  constraint payment_signature_pkey PRIMARY KEY (run_id, account_id)
);
comment on table payment_signature is 'Who has signed the approval of a run; who computed it is named in the run';

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
  version integer not null default 1,
  ended_on date,
  end_reason text,
  changed_at timestamp with time zone,
  changed_by uuid,
  phone_cipher bytea,
  phone_index bytea,
  constraint person_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 50))),
  constraint person_sex_check CHECK ((sex = ANY (ARRAY['male'::text, 'female'::text, 'unknown'::text]))),
  constraint person_version_check CHECK ((version >= 1)),
  constraint person_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
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

create table public_notice (
  id uuid not null,
  case_id uuid not null,
  division_no bigint not null,
  kind text not null,
  shown_name text not null,
  community text not null,
  people integer not null,
  amount_fen bigint,
  posted_on date not null,
  first_day date not null,
  last_day date not null,
  ended_on date,
  end_reason text,
  posted_by uuid not null,
  constraint public_notice_amount_fen_check CHECK ((amount_fen >= 0)),
  constraint public_notice_check CHECK (((posted_on < first_day) AND (first_day <= last_day))),
  constraint public_notice_check1 CHECK (((ended_on IS NULL) = (end_reason IS NULL))),
  constraint public_notice_end_reason_check CHECK ((end_reason = ANY (ARRAY['over'::text, 'withdrawn'::text]))),
  constraint public_notice_people_check CHECK ((people > 0)),
  constraint public_notice_shown_name_check CHECK (((char_length(shown_name) >= 1) AND (char_length(shown_name) <= 60))),
  constraint public_notice_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint public_notice_posted_by_fkey FOREIGN KEY (posted_by) REFERENCES account(id),
  constraint public_notice_pkey PRIMARY KEY (id)
);
comment on table public_notice is 'Public notices (公示) with the lawful fields only';
alter table public_notice enable row level security;
alter table public_notice force row level security;

create table record_change (
  id uuid not null,
  record text not null,
  record_id uuid not null,
  division_no bigint not null,
  version integer not null,
  action text not null,
  at timestamp with time zone not null default clock_timestamp(),
  account_id uuid not null,
  approved_by uuid,
  reason text,
  source text,
  before jsonb not null,
  after jsonb not null,
  constraint record_change_action_check CHECK ((action = ANY (ARRAY['create'::text, 'edit'::text, 'correct'::text, 'end'::text, 'resume'::text, 'import'::text]))),
  constraint record_change_check CHECK (((approved_by IS NULL) OR (approved_by <> account_id))),
  constraint record_change_check1 CHECK (((action <> ALL (ARRAY['correct'::text, 'end'::text, 'resume'::text])) OR (reason IS NOT NULL))),
  constraint record_change_version_check CHECK ((version >= 1)),
  constraint record_change_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint record_change_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES account(id),
  constraint record_change_pkey PRIMARY KEY (id)
);
comment on table record_change is 'History of every record: who changed what, when, why, before and after';
alter table record_change enable row level security;
alter table record_change force row level security;

create table record_correction (
  id uuid not null,
  record text not null,
  record_id uuid not null,
  division_no bigint not null,
  base_version integer not null,
  changes jsonb not null,
  reason text not null,
  state text not null,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null default now(),
  decided_by uuid,
  decided_at timestamp with time zone,
  decision text,
  constraint record_correction_check CHECK (((decided_by IS NULL) OR (decided_by <> proposed_by))),
  constraint record_correction_check1 CHECK (((state = 'proposed'::text) = (decided_by IS NULL))),
  constraint record_correction_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'refused'::text]))),
  constraint record_correction_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
  constraint record_correction_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES account(id),
  constraint record_correction_pkey PRIMARY KEY (id)
);
comment on table record_correction is 'Corrections of records that wait for a second person, with their decision';
alter table record_correction enable row level security;
alter table record_correction force row level security;

create table recovery_case (
  case_id uuid not null,
  division_no bigint not null,
  award_id uuid not null,
  programme text not null,
  payee_person_id uuid not null,
  opened_run_id uuid not null,
  cause_proposed text not null,
  cause text,
  constraint recovery_case_cause_check CHECK ((cause = ANY (ARRAY['death_late'::text, 'income_hidden'::text, 'duplicate'::text, 'staff_error'::text, 'other'::text]))),
  constraint recovery_case_cause_proposed_check CHECK ((cause_proposed = ANY (ARRAY['death_late'::text, 'income_hidden'::text, 'duplicate'::text, 'staff_error'::text, 'other'::text]))),
  constraint recovery_case_award_id_fkey FOREIGN KEY (award_id) REFERENCES award(id),
  constraint recovery_case_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint recovery_case_opened_run_id_fkey FOREIGN KEY (opened_run_id) REFERENCES payment_run(id),
  constraint recovery_case_payee_person_id_fkey FOREIGN KEY (payee_person_id) REFERENCES person(id),
  constraint recovery_case_pkey PRIMARY KEY (case_id)
);
comment on table recovery_case is 'Claims for what was paid too much: award, payee and cause; state and history are the case''s';
alter table recovery_case enable row level security;
alter table recovery_case force row level security;

create table recovery_code (
  id uuid not null,
  account_id uuid not null,
  code_hash bytea not null,
  created_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint recovery_code_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint recovery_code_pkey PRIMARY KEY (id)
);
comment on table recovery_code is 'Single-use codes for a lost second factor, hashed';

create table recovery_entry (
  seq bigint not null generated as identity,
  case_id uuid not null,
  division_no bigint not null,
  kind text not null,
  amount_fen bigint not null,
  run_id uuid,
  reference text,
  booked_on date not null,
  account_id uuid not null,
  at timestamp with time zone not null default clock_timestamp(),
  constraint recovery_entry_amount_fen_check CHECK ((amount_fen <> 0)),
  constraint recovery_entry_kind_check CHECK ((kind = ANY (ARRAY['claim'::text, 'offset'::text, 'deduction'::text, 'bank'::text, 'waiver'::text, 'withdrawal'::text]))),
  constraint recovery_entry_reference_check CHECK ((char_length(reference) <= 200)),
  constraint recovery_entry_sign CHECK (
CASE kind
    WHEN 'claim'::text THEN (amount_fen > 0)
    WHEN 'waiver'::text THEN true
    WHEN 'withdrawal'::text THEN true
    ELSE (amount_fen < 0)
END),
  constraint recovery_entry_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint recovery_entry_case_id_fkey FOREIGN KEY (case_id) REFERENCES recovery_case(case_id),
  constraint recovery_entry_run_id_fkey FOREIGN KEY (run_id) REFERENCES payment_run(id),
  constraint recovery_entry_pkey PRIMARY KEY (seq)
);
comment on table recovery_entry is 'What made a claim and what brought it down: offset, deduction, bank, waiver, withdrawal';
alter table recovery_entry enable row level security;
alter table recovery_entry force row level security;

create table recovery_instalment (
  plan_id uuid not null,
  seq smallint not null,
  division_no bigint not null,
  due_on date not null,
  amount_fen bigint not null,
  constraint recovery_instalment_amount_fen_check CHECK ((amount_fen > 0)),
  constraint recovery_instalment_seq_check CHECK (((seq >= 1) AND (seq <= 120))),
  constraint recovery_instalment_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES recovery_plan(id),
  constraint recovery_instalment_pkey PRIMARY KEY (plan_id, seq)
);
comment on table recovery_instalment is 'Instalments of an agreed plan; their sum is the claim';
alter table recovery_instalment enable row level security;
alter table recovery_instalment force row level security;

create table recovery_line (
  run_id uuid not null,
  seq integer not null,
  case_id uuid not null,
  division_no bigint not null,
  for_month date not null,
  component text not null,
  person_id uuid,
  amount_fen bigint not null,
  constraint recovery_line_amount_fen_check CHECK ((amount_fen <> 0)),
  constraint recovery_line_for_month_check CHECK ((EXTRACT(day FROM for_month) = (1)::numeric)),
  constraint recovery_line_case_id_fkey FOREIGN KEY (case_id) REFERENCES recovery_case(case_id),
  constraint recovery_line_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint recovery_line_run_id_fkey FOREIGN KEY (run_id) REFERENCES payment_run(id),
  constraint recovery_line_pkey PRIMARY KEY (run_id, seq, case_id)
);
comment on table recovery_line is 'Months and components of a claim, from the overpayment lines of approved runs';
alter table recovery_line enable row level security;
alter table recovery_line force row level security;

create table recovery_plan (
  id uuid not null,
  case_id uuid not null,
  division_no bigint not null,
  way text not null,
  award_id uuid,
  agreed_on date not null,
  agreement text not null,
  since_seq bigint not null,
  created_by uuid not null,
  ended_on date,
  constraint recovery_plan_agreement_check CHECK (((char_length(agreement) >= 1) AND (char_length(agreement) <= 200))),
  constraint recovery_plan_check CHECK (((way = 'deduction'::text) = (award_id IS NOT NULL))),
  constraint recovery_plan_way_check CHECK ((way = ANY (ARRAY['bank'::text, 'deduction'::text]))),
  constraint recovery_plan_award_id_fkey FOREIGN KEY (award_id) REFERENCES award(id),
  constraint recovery_plan_case_id_fkey FOREIGN KEY (case_id) REFERENCES recovery_case(case_id),
  constraint recovery_plan_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint recovery_plan_pkey PRIMARY KEY (id)
);
comment on table recovery_plan is 'What was agreed with the payee: instalments by bank, or deduction from coming payments';
alter table recovery_plan enable row level security;
alter table recovery_plan force row level security;

create table role_grant (
  id uuid not null,
  account_id uuid not null,
  role text not null,
  division_no bigint not null,
  valid_from date not null,
  valid_to date not null,
  reason text not null,
  granted_by uuid not null,
  granted_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  end_reason text,
  constraint role_grant_check CHECK (((valid_from < valid_to) AND (valid_to <= (valid_from + '1 year'::interval)))),
  constraint role_grant_check1 CHECK ((granted_by <> account_id)),
  constraint role_grant_check2 CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  constraint role_grant_reason_check CHECK (((char_length(reason) >= 2) AND (char_length(reason) <= 200))),
  constraint role_grant_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint role_grant_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES account(id),
  constraint role_grant_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES account(id),
  constraint role_grant_pkey PRIMARY KEY (id),
  constraint role_grant_one_at_a_time EXCLUDE USING gist (account_id WITH =, daterange(valid_from, valid_to) WITH &&) WHERE ((ended_at IS NULL))
);
comment on table role_grant is 'Which role an account holds where and from when to when; ended, never deleted';

create table search_entry (
  object_kind text not null,
  object_id uuid not null,
  division_no bigint not null,
  title text not null,
  code text,
  plain text not null,
  sounds text not null,
  terms text[] not null,
  constraint search_entry_pkey PRIMARY KEY (object_kind, object_id)
);
comment on table search_entry is 'What the search box finds: one row for each searchable record, kept by triggers';
alter table search_entry enable row level security;
alter table search_entry force row level security;

create table senior_card (
  id uuid not null,
  division_no bigint not null,
  version integer not null default 1,
  ended_on date,
  end_reason text,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  changed_at timestamp with time zone,
  changed_by uuid,
  card_no text not null,
  person_id uuid not null,
  approved_on date not null,
  verified_until date not null,
  constraint senior_card_card_no_check CHECK (((char_length(card_no) >= 1) AND (char_length(card_no) <= 80))),
  constraint senior_card_version_check CHECK ((version >= 1)),
  constraint senior_card_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint senior_card_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint senior_card_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint senior_card_pkey PRIMARY KEY (id)
);
comment on table senior_card is 'senior card';
alter table senior_card enable row level security;
alter table senior_card force row level security;

create table sensitive_access (
  id bigint not null generated as identity,
  at timestamp with time zone not null default clock_timestamp(),
  account_id uuid not null,
  on_behalf_of uuid,
  object_kind text not null,
  object_id text not null,
  fields text[] not null,
  purpose text not null,
  note text not null,
  case_no text,
  constraint sensitive_access_fields_check CHECK (((cardinality(fields) >= 1) AND (cardinality(fields) <= 50))),
  constraint sensitive_access_note_check CHECK (((char_length(note) >= 4) AND (char_length(note) <= 200))),
  constraint sensitive_access_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint sensitive_access_on_behalf_of_fkey FOREIGN KEY (on_behalf_of) REFERENCES account(id),
  constraint sensitive_access_pkey PRIMARY KEY (id)
);
comment on table sensitive_access is 'Every showing of unmasked personal data: who, whose, which fields, why';

create table session (
  id uuid not null,
  token_hash bytea not null,
  account_id uuid not null,
  method text not null,
  address text not null,
  device text not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  acting_for uuid,
  ended_at timestamp with time zone,
  end_reason text,
  constraint session_check CHECK ((created_at < expires_at)),
  constraint session_method_check CHECK ((method = ANY (ARRAY['password'::text, 'totp'::text, 'oidc'::text]))),
  constraint session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint session_acting_for_fkey FOREIGN KEY (acting_for) REFERENCES delegation(id),
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_hash_key UNIQUE (token_hash)
);
comment on table session is 'Who is signed in; of the token only its SHA-256 is kept';

create table signing_key (
  id text not null,
  algorithm text not null,
  public_key bytea not null,
  private_key_cipher bytea not null,
  created_at timestamp with time zone not null default now(),
  constraint signing_key_algorithm_check CHECK ((algorithm = 'ed25519'::text)),
  constraint signing_key_id_check CHECK ((id ~ '^s-[0-9a-f]{8}$'::text)),
  constraint signing_key_pkey PRIMARY KEY (id)
);
comment on table signing_key is 'Keys of this installation that sign manifests; the newest signs, the others still verify';

create table simulation_award (
  result_id uuid not null,
  programme text not null,
  case_id uuid not null,
  award_id uuid,
  subject_kind text not null,
  subject_id uuid not null,
  division_no bigint not null,
  area text not null,
  outcome text not null,
  people integer not null,
  baseline_fen bigint not null,
  scenario_fen bigint not null,
  baseline_month_fen bigint not null,
  scenario_month_fen bigint not null,
  refusal text,
  constraint simulation_award_area_check CHECK ((area = ANY (ARRAY['urban'::text, 'rural'::text, 'unknown'::text]))),
  constraint simulation_award_outcome_check CHECK ((outcome = ANY (ARRAY['enter'::text, 'gain'::text, 'lose'::text, 'leave'::text]))),
  constraint simulation_award_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['person'::text, 'household'::text]))),
  constraint simulation_award_award_id_fkey FOREIGN KEY (award_id) REFERENCES award(id),
  constraint simulation_award_result_id_fkey FOREIGN KEY (result_id) REFERENCES simulation_result(id),
  constraint simulation_award_pkey PRIMARY KEY (result_id, programme, case_id)
);
comment on table simulation_award is 'The largest changes of a forecast, award by award';
alter table simulation_award enable row level security;
alter table simulation_award force row level security;

create table simulation_month (
  result_id uuid not null,
  division_no bigint not null,
  programme text not null,
  area text not null,
  month date not null,
  baseline_fen bigint not null,
  scenario_fen bigint not null,
  baseline_awards integer not null,
  scenario_awards integer not null,
  baseline_arrears_fen bigint not null,
  scenario_arrears_fen bigint not null,
  baseline_overpaid_fen bigint not null,
  scenario_overpaid_fen bigint not null,
  constraint simulation_month_area_check CHECK ((area = ANY (ARRAY['urban'::text, 'rural'::text, 'unknown'::text]))),
  constraint simulation_month_result_id_fkey FOREIGN KEY (result_id) REFERENCES simulation_result(id),
  constraint simulation_month_pkey PRIMARY KEY (result_id, division_no, programme, area, month)
);
comment on table simulation_month is 'Forecast cost by street, programme, town or country and month, without and with the scenario';
alter table simulation_month enable row level security;
alter table simulation_month force row level security;

create table simulation_outcome (
  result_id uuid not null,
  division_no bigint not null,
  programme text not null,
  area text not null,
  category text not null,
  outcome text not null,
  awards integer not null,
  people integer not null,
  baseline_fen bigint not null,
  scenario_fen bigint not null,
  constraint simulation_outcome_area_check CHECK ((area = ANY (ARRAY['urban'::text, 'rural'::text, 'unknown'::text]))),
  constraint simulation_outcome_outcome_check CHECK ((outcome = ANY (ARRAY['enter'::text, 'gain'::text, 'same'::text, 'lose'::text, 'leave'::text]))),
  constraint simulation_outcome_result_id_fkey FOREIGN KEY (result_id) REFERENCES simulation_result(id),
  constraint simulation_outcome_pkey PRIMARY KEY (result_id, division_no, programme, area, category, outcome)
);
comment on table simulation_outcome is 'Who gains, loses, enters and leaves by street, programme, town or country and category';
alter table simulation_outcome enable row level security;
alter table simulation_outcome force row level security;

create table simulation_result (
  id uuid not null,
  scenario_id uuid not null,
  division_no bigint not null,
  division_to bigint not null,
  state text not null default 'queued'::text,
  known_at timestamp with time zone,
  first_month date,
  done integer not null default 0,
  total integer not null default 0,
  cancel_requested boolean not null default false,
  rules_digest text,
  parameters_digest text,
  summary jsonb not null default '{}'::jsonb,
  error jsonb,
  started_by uuid not null,
  started_at timestamp with time zone not null default clock_timestamp(),
  heartbeat_at timestamp with time zone not null default clock_timestamp(),
  finished_at timestamp with time zone,
  constraint simulation_result_check CHECK ((division_to > division_no)),
  constraint simulation_result_check1 CHECK (((state = ANY (ARRAY['queued'::text, 'running'::text])) = (finished_at IS NULL))),
  constraint simulation_result_check2 CHECK (((state <> 'done'::text) OR ((known_at IS NOT NULL) AND (first_month IS NOT NULL)))),
  constraint simulation_result_done_check CHECK ((done >= 0)),
  constraint simulation_result_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'failed'::text]))),
  constraint simulation_result_total_check CHECK ((total >= 0)),
  constraint simulation_result_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES simulation_scenario(id),
  constraint simulation_result_started_by_fkey FOREIGN KEY (started_by) REFERENCES account(id),
  constraint simulation_result_pkey PRIMARY KEY (id)
);
comment on table simulation_result is 'One computation of a scenario: what it knew, how far it is, how it ended';
alter table simulation_result enable row level security;
alter table simulation_result force row level security;

create table simulation_scenario (
  id uuid not null,
  name text not null,
  definition jsonb not null,
  division_no bigint not null,
  division_to bigint not null,
  created_by uuid not null,
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint simulation_scenario_check CHECK ((division_to > division_no)),
  constraint simulation_scenario_definition_check CHECK ((pg_column_size(definition) < 65536)),
  constraint simulation_scenario_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100))),
  constraint simulation_scenario_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint simulation_scenario_pkey PRIMARY KEY (id)
);
comment on table simulation_scenario is 'What is tried out: changed parameters and rule versions over a population; nothing in force';
alter table simulation_scenario enable row level security;
alter table simulation_scenario force row level security;

create table staff_relative (
  id uuid not null,
  account_id uuid not null,
  relation text not null,
  person_index bytea not null,
  declared_on date not null,
  recorded_by uuid not null,
  ended_on date,
  constraint staff_relative_check CHECK (((ended_on IS NULL) OR (ended_on >= declared_on))),
  constraint staff_relative_relation_check CHECK ((relation = ANY (ARRAY['self'::text, 'spouse'::text, 'parent'::text, 'child'::text, 'sibling'::text, 'other'::text]))),
  constraint staff_relative_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint staff_relative_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(id),
  constraint staff_relative_pkey PRIMARY KEY (id)
);
comment on table staff_relative is 'Declared near relatives of staff and community members, by blind index of the identity number';

create table supervision_clue (
  id uuid not null,
  division_no bigint not null,
  version integer not null default 1,
  ended_on date,
  end_reason text,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  changed_at timestamp with time zone,
  changed_by uuid,
  clue_no text not null,
  dossier_id uuid not null,
  person_id uuid not null,
  award_no text not null,
  programme text not null,
  origin text not null,
  rule text not null,
  severity text not null,
  source_document text not null,
  received_on date not null,
  own_side text not null,
  other_side text not null,
  risk_fen bigint not null,
  method text,
  visited_on date,
  second_verifier text,
  found text,
  conclusion text,
  fault_type text,
  recover_fen bigint,
  concluded_on date,
  measure text,
  recovery_no text,
  closed_on date,
  constraint supervision_clue_award_no_check CHECK (((char_length(award_no) >= 1) AND (char_length(award_no) <= 80))),
  constraint supervision_clue_clue_no_check CHECK (((char_length(clue_no) >= 1) AND (char_length(clue_no) <= 80))),
  constraint supervision_clue_conclusion_check CHECK ((conclusion = ANY (ARRAY['untrue'::text, 'true_violation'::text, 'true_no_fault'::text, 'data_error'::text, 'unable'::text]))),
  constraint supervision_clue_fault_type_check CHECK ((fault_type = ANY (ARRAY['none'::text, 'beneficiary_concealed'::text, 'staff_error'::text, 'data_lag'::text, 'policy_gap'::text]))),
  constraint supervision_clue_found_check CHECK (((char_length(found) >= 1) AND (char_length(found) <= 1000))),
  constraint supervision_clue_measure_check CHECK (((char_length(measure) >= 1) AND (char_length(measure) <= 1000))),
  constraint supervision_clue_method_check CHECK ((method = ANY (ARRAY['visit'::text, 'register'::text, 'phone'::text, 'document'::text, 'letter'::text]))),
  constraint supervision_clue_origin_check CHECK ((origin = ANY (ARRAY['upper'::text, 'own'::text]))),
  constraint supervision_clue_other_side_check CHECK (((char_length(other_side) >= 1) AND (char_length(other_side) <= 500))),
  constraint supervision_clue_own_side_check CHECK (((char_length(own_side) >= 1) AND (char_length(own_side) <= 500))),
  constraint supervision_clue_programme_check CHECK (((char_length(programme) >= 1) AND (char_length(programme) <= 80))),
  constraint supervision_clue_recover_fen_check CHECK ((recover_fen >= 0)),
  constraint supervision_clue_recovery_no_check CHECK (((char_length(recovery_no) >= 1) AND (char_length(recovery_no) <= 80))),
  constraint supervision_clue_risk_fen_check CHECK ((risk_fen >= 0)),
  constraint supervision_clue_rule_check CHECK (((char_length(rule) >= 1) AND (char_length(rule) <= 80))),
  constraint supervision_clue_second_verifier_check CHECK (((char_length(second_verifier) >= 1) AND (char_length(second_verifier) <= 80))),
  constraint supervision_clue_severity_check CHECK ((severity = ANY (ARRAY['A'::text, 'B'::text, 'C'::text]))),
  constraint supervision_clue_source_document_check CHECK (((char_length(source_document) >= 1) AND (char_length(source_document) <= 80))),
  constraint supervision_clue_version_check CHECK ((version >= 1)),
  constraint supervision_clue_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint supervision_clue_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint supervision_clue_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES clue_dossier(id),
  constraint supervision_clue_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint supervision_clue_pkey PRIMARY KEY (id)
);
comment on table supervision_clue is 'Suspicions that a payment was not due, with both sides of the evidence, verification and conclusion';
alter table supervision_clue enable row level security;
alter table supervision_clue force row level security;

create table take_up_finding (
  id uuid not null,
  programme text not null,
  subject_kind text not null,
  subject_id uuid not null,
  division_no bigint not null,
  month date not null,
  amount_fen bigint not null,
  reason jsonb not null,
  missing jsonb not null default '[]'::jsonb,
  facts_digest text not null,
  task_id uuid not null,
  found_by uuid not null,
  found_at timestamp with time zone not null default clock_timestamp(),
  constraint take_up_finding_amount_fen_check CHECK ((amount_fen > 0)),
  constraint take_up_finding_facts_digest_check CHECK ((facts_digest ~ '^[0-9a-f]{64}$'::text)),
  constraint take_up_finding_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['person'::text, 'household'::text]))),
  constraint take_up_finding_found_by_fkey FOREIGN KEY (found_by) REFERENCES account(id),
  constraint take_up_finding_task_id_fkey FOREIGN KEY (task_id) REFERENCES task(id),
  constraint take_up_finding_pkey PRIMARY KEY (id),
  constraint take_up_finding_programme_subject_id_facts_digest_key UNIQUE (programme, subject_id, facts_digest)
);
comment on table take_up_finding is 'Who appears entitled to a programme without an award, why, and what is missing';
alter table take_up_finding enable row level security;
alter table take_up_finding force row level security;

create table task (
  id uuid not null,
  key text not null,
  kind text not null,
  title_zh text not null,
  title_en text not null,
  about_kind text not null,
  about_id text not null,
  division_no bigint not null,
  role text not null,
  assignee uuid,
  state text not null default 'open'::text,
  due_on date,
  reasons jsonb not null default '[]'::jsonb,
  proposal jsonb,
  event_id uuid,
  note text,
  created_at timestamp with time zone not null default clock_timestamp(),
  created_by uuid not null,
  closed_at timestamp with time zone,
  closed_by uuid,
  closing_reason text,
  version integer not null default 1,
  ends_with jsonb,
  constraint task_check CHECK (((state = ANY (ARRAY['done'::text, 'rejected'::text, 'cancelled'::text])) = (closed_at IS NOT NULL))),
  constraint task_check1 CHECK (((state <> 'claimed'::text) OR (assignee IS NOT NULL))),
  constraint task_check2 CHECK (((state <> 'rejected'::text) OR (closing_reason IS NOT NULL))),
  constraint task_closing_reason_check CHECK (((char_length(closing_reason) >= 1) AND (char_length(closing_reason) <= 1000))),
  constraint task_key_check CHECK (((char_length(key) >= 1) AND (char_length(key) <= 300))),
  constraint task_note_check CHECK (((char_length(note) >= 1) AND (char_length(note) <= 1000))),
  constraint task_state_check CHECK ((state = ANY (ARRAY['open'::text, 'claimed'::text, 'done'::text, 'rejected'::text, 'cancelled'::text]))),
  constraint task_title_en_check CHECK (((char_length(title_en) >= 1) AND (char_length(title_en) <= 300))),
  constraint task_title_zh_check CHECK (((char_length(title_zh) >= 1) AND (char_length(title_zh) <= 300))),
  constraint task_version_check CHECK ((version >= 1)),
  constraint task_assignee_fkey FOREIGN KEY (assignee) REFERENCES account(id),
  constraint task_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES account(id),
  constraint task_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint task_event_id_fkey FOREIGN KEY (event_id) REFERENCES event(id),
  constraint task_pkey PRIMARY KEY (id),
  constraint task_key_key UNIQUE (key)
);
comment on table task is 'Tasks of a role in a jurisdiction, with reasons and, where there is one, the proposed change';
alter table task enable row level security;
alter table task force row level security;

create table visited_elder (
  id uuid not null,
  division_no bigint not null,
  version integer not null default 1,
  ended_on date,
  end_reason text,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  changed_at timestamp with time zone,
  changed_by uuid,
  file_no text not null,
  person_id uuid not null,
  kind text not null,
  interval_days bigint not null,
  last_visit_on date not null,
  needs text,
  constraint visited_elder_file_no_check CHECK (((char_length(file_no) >= 1) AND (char_length(file_no) <= 80))),
  constraint visited_elder_interval_days_check CHECK (((interval_days >= 1) AND (interval_days <= 92))),
  constraint visited_elder_kind_check CHECK ((kind = ANY (ARRAY['left_behind'::text, 'alone'::text, 'empty_nest'::text]))),
  constraint visited_elder_needs_check CHECK (((char_length(needs) >= 1) AND (char_length(needs) <= 300))),
  constraint visited_elder_version_check CHECK ((version >= 1)),
  constraint visited_elder_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint visited_elder_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint visited_elder_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint visited_elder_pkey PRIMARY KEY (id)
);
comment on table visited_elder is 'elder to be visited';
alter table visited_elder enable row level security;
alter table visited_elder force row level security;

-- Views
create view acting_account with (security_invoker=true) as
 SELECT a.id,
    a.username,
    a.display_name,
    a.active,
    COALESCE(g.role, a.role) AS role,
    COALESCE(g.division_no, a.division_no) AS division_no,
    g.valid_to AS granted_until
   FROM (account a
     LEFT JOIN role_grant g ON (((g.account_id = a.id) AND (g.ended_at IS NULL) AND (g.valid_from <= CURRENT_DATE) AND (g.valid_to > CURRENT_DATE))));
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
create view fund_use with (security_invoker=true) as
 SELECT e.account_code,
    t.booked_on,
    COALESCE(r.programme, substr(p.account_code, 11)) AS programme,
    t.run_id,
    t.kind,
    e.amount_fen
   FROM (((ledger_entry e
     JOIN ledger_transaction t ON ((t.id = e.transaction_id)))
     LEFT JOIN payment_run r ON ((r.id = t.run_id)))
     LEFT JOIN ledger_entry p ON (((p.transaction_id = t.id) AND (t.kind = 'recovery'::text) AND (p.account_code ~~ 'recovered:%'::text))))
  WHERE ((e.account_code ~~ 'fund:%'::text) AND ((r.id IS NOT NULL) OR (p.account_code IS NOT NULL)));
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
create view public_notice_posted as
 SELECT id,
    kind,
    shown_name,
    community,
    people,
    amount_fen,
    posted_on,
    first_day,
    last_day
   FROM public_notice
  WHERE (ended_on IS NULL);

-- Indexes (those of constraints are above)
CREATE INDEX annual_inspection_organisation_id ON huimin.annual_inspection USING btree (organisation_id);
CREATE INDEX annual_inspection_scope ON huimin.annual_inspection USING btree (division_no, id);
CREATE INDEX annual_inspection_year_order ON huimin.annual_inspection USING btree (year, id);
CREATE UNIQUE INDEX annual_inspection_key ON huimin.annual_inspection USING btree (organisation_id, year) WHERE (ended_on IS NULL);
CREATE INDEX attachment_content ON huimin.attachment USING btree (sha256);
CREATE INDEX attachment_object ON huimin.attachment USING btree (object_id, object_kind);
CREATE INDEX attachment_scope ON huimin.attachment USING btree (division_no);
CREATE INDEX audit_row_xact ON huimin.audit_row USING btree (xact, id);
CREATE INDEX award_programme ON huimin.award USING btree (programme, division_no);
CREATE INDEX award_scope ON huimin.award USING btree (division_no);
CREATE INDEX award_subject ON huimin.award USING btree (subject_id);
CREATE INDEX bank_file_run ON huimin.bank_file USING btree (run_id);
CREATE INDEX bank_manifest_run ON huimin.bank_manifest USING btree (run_id);
CREATE INDEX bank_result_run ON huimin.bank_result USING btree (run_id);
CREATE INDEX bank_statement_line_day ON huimin.bank_statement_line USING btree (booked_on);
CREATE INDEX bank_statement_line_file ON huimin.bank_statement_line USING btree (file_no) WHERE (file_no IS NOT NULL);
CREATE INDEX card_review_card_id ON huimin.card_review USING btree (card_id);
CREATE INDEX card_review_reviewed_on_order ON huimin.card_review USING btree (reviewed_on, id);
CREATE INDEX card_review_scope ON huimin.card_review USING btree (division_no, id);
CREATE UNIQUE INDEX card_review_key ON huimin.card_review USING btree (card_id, year) WHERE (ended_on IS NULL);
CREATE INDEX care_entry_entered_on_order ON huimin.care_entry USING btree (entered_on, id);
CREATE INDEX care_entry_entry_no_order ON huimin.care_entry USING btree (entry_no, id);
CREATE INDEX care_entry_institution_id ON huimin.care_entry USING btree (institution_id);
CREATE INDEX care_entry_scope ON huimin.care_entry USING btree (division_no, id);
CREATE UNIQUE INDEX care_entry_key ON huimin.care_entry USING btree (entry_no) WHERE (ended_on IS NULL);
CREATE INDEX care_facility_facility_no_order ON huimin.care_facility USING btree (facility_no, id);
CREATE INDEX care_facility_opened_on_order ON huimin.care_facility USING btree (opened_on, id);
CREATE INDEX care_facility_scope ON huimin.care_facility USING btree (division_no, id);
CREATE UNIQUE INDEX care_facility_key ON huimin.care_facility USING btree (facility_no) WHERE (ended_on IS NULL);
CREATE INDEX care_inspection_checked_on_order ON huimin.care_inspection USING btree (checked_on, id);
CREATE INDEX care_inspection_inspection_no_order ON huimin.care_inspection USING btree (inspection_no, id);
CREATE INDEX care_inspection_institution_id ON huimin.care_inspection USING btree (institution_id);
CREATE INDEX care_inspection_scope ON huimin.care_inspection USING btree (division_no, id);
CREATE UNIQUE INDEX care_inspection_key ON huimin.care_inspection USING btree (inspection_no) WHERE (ended_on IS NULL);
CREATE INDEX care_institution_filing_no_order ON huimin.care_institution USING btree (filing_no, id);
CREATE INDEX care_institution_name_order ON huimin.care_institution USING btree (name, id);
CREATE INDEX care_institution_scope ON huimin.care_institution USING btree (division_no, id);
CREATE UNIQUE INDEX care_institution_key ON huimin.care_institution USING btree (filing_no) WHERE (ended_on IS NULL);
CREATE INDEX care_project_planned_on_order ON huimin.care_project USING btree (planned_on, id);
CREATE INDEX care_project_project_no_order ON huimin.care_project USING btree (project_no, id);
CREATE INDEX care_project_scope ON huimin.care_project USING btree (division_no, id);
CREATE UNIQUE INDEX care_project_key ON huimin.care_project USING btree (project_no) WHERE (ended_on IS NULL);
CREATE INDEX care_resident_admitted_on_order ON huimin.care_resident USING btree (admitted_on, id);
CREATE INDEX care_resident_agreement_no_order ON huimin.care_resident USING btree (agreement_no, id);
CREATE INDEX care_resident_institution_id ON huimin.care_resident USING btree (institution_id);
CREATE INDEX care_resident_person_id ON huimin.care_resident USING btree (person_id);
CREATE INDEX care_resident_scope ON huimin.care_resident USING btree (division_no, id);
CREATE UNIQUE INDEX care_resident_bed_no_taken ON huimin.care_resident USING btree (institution_id, bed_no) WHERE ((left_on IS NULL) AND (ended_on IS NULL));
CREATE UNIQUE INDEX care_resident_key ON huimin.care_resident USING btree (agreement_no) WHERE (ended_on IS NULL);
CREATE UNIQUE INDEX care_resident_person_id_one ON huimin.care_resident USING btree (person_id) WHERE ((left_on IS NULL) AND (ended_on IS NULL));
CREATE INDEX case_appeal_case ON huimin.case_appeal USING btree (case_id);
CREATE INDEX case_appeal_scope ON huimin.case_appeal USING btree (division_no);
CREATE INDEX case_event_case ON huimin.case_event USING btree (case_id, seq);
CREATE INDEX case_event_scope ON huimin.case_event USING btree (division_no);
CREATE INDEX case_file_due ON huimin.case_file USING btree (due_on) WHERE (due_on IS NOT NULL);
CREATE INDEX case_file_handler ON huimin.case_file USING btree (handler_id, id);
CREATE INDEX case_file_number ON huimin.case_file USING btree (case_no text_pattern_ops);
CREATE INDEX case_file_scope ON huimin.case_file USING btree (division_no, id);
CREATE INDEX case_file_subject ON huimin.case_file USING btree (subject_id);
CREATE INDEX case_material_case ON huimin.case_material USING btree (case_id, seq);
CREATE INDEX case_material_scope ON huimin.case_material USING btree (division_no);
CREATE INDEX case_pause_scope ON huimin.case_pause USING btree (division_no);
CREATE UNIQUE INDEX case_pause_one_open ON huimin.case_pause USING btree (case_id) WHERE (until_on IS NULL);
CREATE INDEX clue_dossier_dossier_no_order ON huimin.clue_dossier USING btree (dossier_no, id);
CREATE INDEX clue_dossier_household_id ON huimin.clue_dossier USING btree (household_id);
CREATE INDEX clue_dossier_person_id ON huimin.clue_dossier USING btree (person_id);
CREATE INDEX clue_dossier_scope ON huimin.clue_dossier USING btree (division_no, id);
CREATE UNIQUE INDEX clue_dossier_key ON huimin.clue_dossier USING btree (dossier_no) WHERE (ended_on IS NULL);
CREATE INDEX community_team_filing_no_order ON huimin.community_team USING btree (filing_no, id);
CREATE INDEX community_team_scope ON huimin.community_team USING btree (division_no, id);
CREATE UNIQUE INDEX community_team_key ON huimin.community_team USING btree (filing_no) WHERE (ended_on IS NULL);
CREATE INDEX credit_entry_entered_on_order ON huimin.credit_entry USING btree (entered_on, id);
CREATE INDEX credit_entry_organisation_id ON huimin.credit_entry USING btree (organisation_id);
CREATE INDEX credit_entry_scope ON huimin.credit_entry USING btree (division_no, id);
CREATE UNIQUE INDEX credit_entry_key ON huimin.credit_entry USING btree (organisation_id, reason, entered_on) WHERE (ended_on IS NULL);
CREATE INDEX decision_case ON huimin.decision USING btree (case_id);
CREATE INDEX decision_scope ON huimin.decision USING btree (division_no);
CREATE INDEX decision_service_scope ON huimin.decision_service USING btree (division_no);
CREATE INDEX delegation_delegate ON huimin.delegation USING btree (delegate_id) WHERE (ended_at IS NULL);
CREATE INDEX delegation_principal ON huimin.delegation USING btree (principal_id) WHERE (ended_at IS NULL);
CREATE INDEX dues_receipt_batch_book_no_order ON huimin.dues_receipt_batch USING btree (book_no, id);
CREATE INDEX dues_receipt_batch_organisation_id ON huimin.dues_receipt_batch USING btree (organisation_id);
CREATE INDEX dues_receipt_batch_scope ON huimin.dues_receipt_batch USING btree (division_no, id);
CREATE INDEX dues_receipt_batch_year_order ON huimin.dues_receipt_batch USING btree (year, id);
CREATE UNIQUE INDEX dues_receipt_batch_key ON huimin.dues_receipt_batch USING btree (book_no) WHERE (ended_on IS NULL);
CREATE INDEX epidemic_supply_institution_id ON huimin.epidemic_supply USING btree (institution_id);
CREATE INDEX epidemic_supply_issued_on_order ON huimin.epidemic_supply USING btree (issued_on, id);
CREATE INDEX epidemic_supply_line_no_order ON huimin.epidemic_supply USING btree (line_no, id);
CREATE INDEX epidemic_supply_scope ON huimin.epidemic_supply USING btree (division_no, id);
CREATE UNIQUE INDEX epidemic_supply_key ON huimin.epidemic_supply USING btree (line_no) WHERE (ended_on IS NULL);
CREATE INDEX event_scope ON huimin.event USING btree (division_no, id);
CREATE INDEX event_subject ON huimin.event USING btree (subject_id, id);
CREATE INDEX event_waiting ON huimin.event USING btree (id) WHERE (dispatched_at IS NULL);
CREATE UNIQUE INDEX event_age_once ON huimin.event USING btree (subject_id, ((payload ->> 'age'::text))) WHERE (kind = 'person.turned_age'::text);
CREATE INDEX event_delivery_due ON huimin.event_delivery USING btree (next_at) WHERE (state = 'pending'::text);
CREATE INDEX event_delivery_failed ON huimin.event_delivery USING btree (event_id) WHERE (state = 'failed'::text);
CREATE INDEX fact_kind ON huimin.fact USING btree (kind, division_no, valid_from);
CREATE INDEX fact_ref ON huimin.fact USING btree (ref, kind) WHERE (ref IS NOT NULL);
CREATE INDEX fact_subject ON huimin.fact USING btree (subject_id, kind, valid_from);
CREATE INDEX feed_row_kind_order ON huimin.feed_row USING btree (kind, id);
CREATE INDEX feed_row_person ON huimin.feed_row USING btree (id_no_index, kind) WHERE (ended_on IS NULL);
CREATE INDEX feed_row_scope ON huimin.feed_row USING btree (division_no, id);
CREATE UNIQUE INDEX feed_row_key ON huimin.feed_row USING btree (kind, source_document, serial) WHERE (ended_on IS NULL);
CREATE UNIQUE INDEX finance_proposal_open ON huimin.finance_proposal USING btree (kind, subject) WHERE (state = 'proposed'::text);
CREATE INDEX fund_budget_row ON huimin.fund_budget USING btree (account_code, budget_year, programme);
CREATE UNIQUE INDEX fund_budget_once ON huimin.fund_budget USING btree (account_code, budget_year, programme) WHERE (kind = 'approved'::text);
CREATE UNIQUE INDEX fund_split_day ON huimin.fund_split USING btree (programme, effective_from);
CREATE INDEX household_order ON huimin.household USING btree (id, division_no);
CREATE INDEX household_scope ON huimin.household USING btree (division_no);
CREATE INDEX idempotency_key_age ON huimin.idempotency_key USING btree (created_at);
CREATE UNIQUE INDEX identity_link_account ON huimin.identity_link USING btree (account_id, issuer) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX identity_link_subject ON huimin.identity_link USING btree (issuer, subject) WHERE (ended_at IS NULL);
CREATE INDEX import_batch_record ON huimin.import_batch USING btree (record, created_at);
CREATE INDEX job_run_latest ON huimin.job_run USING btree (job, started_at DESC);
CREATE UNIQUE INDEX ledger_closing_year ON huimin.ledger_closing USING btree (period) WHERE (kind = 'year'::text);
CREATE INDEX ledger_entry_account ON huimin.ledger_entry USING btree (account_code);
CREATE INDEX ledger_transaction_booked ON huimin.ledger_transaction USING btree (booked_on);
CREATE INDEX ledger_transaction_run ON huimin.ledger_transaction USING btree (run_id);
CREATE INDEX objection_case ON huimin.objection USING btree (case_id);
CREATE INDEX objection_scope ON huimin.objection USING btree (division_no);
CREATE INDEX old_age_award_award_no_order ON huimin.old_age_award USING btree (award_no, id);
CREATE INDEX old_age_award_last_verified_on_order ON huimin.old_age_award USING btree (last_verified_on, id);
CREATE INDEX old_age_award_person_id ON huimin.old_age_award USING btree (person_id);
CREATE INDEX old_age_award_scope ON huimin.old_age_award USING btree (division_no, id);
CREATE UNIQUE INDEX old_age_award_key ON huimin.old_age_award USING btree (award_no) WHERE (ended_on IS NULL);
CREATE UNIQUE INDEX old_age_award_person_id_one ON huimin.old_age_award USING btree (person_id) WHERE ((status <> 'ended'::text) AND (ended_on IS NULL));
CREATE INDEX old_age_payment_award_id ON huimin.old_age_payment USING btree (award_id);
CREATE INDEX old_age_payment_of_quarter ON huimin.old_age_payment USING btree (quarter, payment_no) WHERE (ended_on IS NULL);
CREATE INDEX old_age_payment_paid_on_order ON huimin.old_age_payment USING btree (paid_on, id);
CREATE INDEX old_age_payment_payment_no_order ON huimin.old_age_payment USING btree (payment_no, id);
CREATE INDEX old_age_payment_scope ON huimin.old_age_payment USING btree (division_no, id);
CREATE UNIQUE INDEX old_age_payment_key ON huimin.old_age_payment USING btree (payment_no) WHERE (ended_on IS NULL);
CREATE UNIQUE INDEX old_age_payment_quarter_once ON huimin.old_age_payment USING btree (award_id, kind, quarter) WHERE (ended_on IS NULL);
CREATE INDEX operating_subsidy_facility_id ON huimin.operating_subsidy USING btree (facility_id);
CREATE INDEX operating_subsidy_institution_id ON huimin.operating_subsidy USING btree (institution_id);
CREATE INDEX operating_subsidy_line_no_order ON huimin.operating_subsidy USING btree (line_no, id);
CREATE INDEX operating_subsidy_paid_on_order ON huimin.operating_subsidy USING btree (paid_on, id);
CREATE INDEX operating_subsidy_scope ON huimin.operating_subsidy USING btree (division_no, id);
CREATE UNIQUE INDEX operating_subsidy_key ON huimin.operating_subsidy USING btree (line_no) WHERE (ended_on IS NULL);
CREATE INDEX organisation_legal_rep ON huimin.organisation USING btree (legal_rep_id_no_index);
CREATE INDEX organisation_name_order ON huimin.organisation USING btree (name, id);
CREATE INDEX organisation_registered_on_order ON huimin.organisation USING btree (registered_on, id);
CREATE INDEX organisation_scope ON huimin.organisation USING btree (division_no, id);
CREATE INDEX organisation_usci_order ON huimin.organisation USING btree (usci, id);
CREATE UNIQUE INDEX organisation_key ON huimin.organisation USING btree (usci) WHERE (ended_on IS NULL);
CREATE UNIQUE INDEX organisation_legal_rep_id_no_group ON huimin.organisation USING btree (legal_rep_id_no_index) WHERE ((kind = 'group'::text) AND (ended_on IS NULL));
CREATE UNIQUE INDEX organisation_name_once ON huimin.organisation USING btree (name) WHERE (ended_on IS NULL);
CREATE INDEX parameter_proposal_scenario ON huimin.parameter_proposal USING btree (scenario_id);
CREATE INDEX payment_deduction_case ON huimin.payment_deduction USING btree (case_id);
CREATE INDEX payment_deduction_scope ON huimin.payment_deduction USING btree (division_no);
CREATE INDEX payment_finding_kind ON huimin.payment_finding USING btree (run_id, kind, seq);
CREATE INDEX payment_finding_scope ON huimin.payment_finding USING btree (run_id, division_no);
CREATE INDEX payment_item_payee ON ONLY huimin.payment_item USING btree (payee_person_id);
CREATE INDEX payment_item_scope ON ONLY huimin.payment_item USING btree (division_no);
CREATE INDEX payment_item_sent ON ONLY huimin.payment_item USING btree (run_id) WHERE (state = 'sent'::text);
CREATE INDEX payment_item_small_payee ON huimin.payment_item_small USING btree (payee_person_id);
CREATE INDEX payment_item_small_scope ON huimin.payment_item_small USING btree (division_no);
CREATE INDEX payment_item_small_sent ON huimin.payment_item_small USING btree (run_id) WHERE (state = 'sent'::text);
CREATE INDEX payment_line_award ON ONLY huimin.payment_line USING btree (award_id, for_month);
CREATE INDEX payment_line_scope ON ONLY huimin.payment_line USING btree (division_no);
CREATE INDEX payment_line_small_award ON huimin.payment_line_small USING btree (award_id, for_month);
CREATE INDEX payment_line_small_scope ON huimin.payment_line_small USING btree (division_no);
CREATE UNIQUE INDEX payment_run_once ON huimin.payment_run USING btree (programme, pay_month, batch) WHERE (state <> 'void'::text);
CREATE INDEX person_order ON huimin.person USING btree (id, division_no);
CREATE INDEX person_phone ON huimin.person USING btree (phone_index) WHERE (phone_index IS NOT NULL);
CREATE INDEX person_scope ON huimin.person USING btree (division_no);
CREATE INDEX public_notice_last ON huimin.public_notice USING btree (last_day) WHERE (ended_on IS NULL);
CREATE INDEX public_notice_scope ON huimin.public_notice USING btree (division_no);
CREATE UNIQUE INDEX public_notice_one_open ON huimin.public_notice USING btree (case_id) WHERE (ended_on IS NULL);
CREATE UNIQUE INDEX record_change_version ON huimin.record_change USING btree (record_id, version);
CREATE INDEX record_correction_open ON huimin.record_correction USING btree (division_no) WHERE (state = 'proposed'::text);
CREATE INDEX record_correction_record ON huimin.record_correction USING btree (record_id);
CREATE INDEX recovery_case_award ON huimin.recovery_case USING btree (award_id);
CREATE INDEX recovery_case_scope ON huimin.recovery_case USING btree (division_no);
CREATE INDEX recovery_code_account ON huimin.recovery_code USING btree (account_id) WHERE (used_at IS NULL);
CREATE INDEX recovery_entry_case ON huimin.recovery_entry USING btree (case_id);
CREATE INDEX recovery_entry_run ON huimin.recovery_entry USING btree (run_id);
CREATE INDEX recovery_entry_scope ON huimin.recovery_entry USING btree (division_no);
CREATE UNIQUE INDEX recovery_entry_receipt ON huimin.recovery_entry USING btree (case_id, reference) WHERE (kind = 'bank'::text);
CREATE INDEX recovery_instalment_due ON huimin.recovery_instalment USING btree (due_on);
CREATE INDEX recovery_instalment_scope ON huimin.recovery_instalment USING btree (division_no);
CREATE INDEX recovery_line_case ON huimin.recovery_line USING btree (case_id);
CREATE INDEX recovery_line_scope ON huimin.recovery_line USING btree (division_no);
CREATE INDEX recovery_plan_award ON huimin.recovery_plan USING btree (award_id) WHERE (ended_on IS NULL);
CREATE INDEX recovery_plan_scope ON huimin.recovery_plan USING btree (division_no);
CREATE UNIQUE INDEX recovery_plan_one_open ON huimin.recovery_plan USING btree (case_id) WHERE (ended_on IS NULL);
CREATE INDEX search_entry_plain ON huimin.search_entry USING btree (plain, division_no);
CREATE INDEX search_entry_sounds ON huimin.search_entry USING gin (sounds gin_trgm_ops) WITH (gin_pending_list_limit='256');
CREATE INDEX search_entry_spelling ON huimin.search_entry USING btree (sounds, division_no);
CREATE INDEX search_entry_terms ON huimin.search_entry USING gin (terms) WITH (gin_pending_list_limit='1024');
CREATE INDEX senior_card_approved_on_order ON huimin.senior_card USING btree (approved_on, id);
CREATE INDEX senior_card_card_no_order ON huimin.senior_card USING btree (card_no, id);
CREATE INDEX senior_card_person_id ON huimin.senior_card USING btree (person_id);
CREATE INDEX senior_card_scope ON huimin.senior_card USING btree (division_no, id);
CREATE UNIQUE INDEX senior_card_key ON huimin.senior_card USING btree (card_no) WHERE (ended_on IS NULL);
CREATE INDEX sensitive_access_account ON huimin.sensitive_access USING btree (account_id, at);
CREATE INDEX session_account ON huimin.session USING btree (account_id) WHERE (ended_at IS NULL);
CREATE INDEX simulation_award_scope ON huimin.simulation_award USING btree (result_id, division_no);
CREATE INDEX simulation_result_scenario ON huimin.simulation_result USING btree (scenario_id, started_at DESC);
CREATE INDEX simulation_scenario_scope ON huimin.simulation_scenario USING btree (division_no, id);
CREATE INDEX staff_relative_person ON huimin.staff_relative USING btree (person_index) WHERE (ended_on IS NULL);
CREATE UNIQUE INDEX staff_relative_once ON huimin.staff_relative USING btree (account_id, person_index) WHERE (ended_on IS NULL);
CREATE INDEX supervision_clue_clue_no_order ON huimin.supervision_clue USING btree (clue_no, id);
CREATE INDEX supervision_clue_dossier_id ON huimin.supervision_clue USING btree (dossier_id);
CREATE INDEX supervision_clue_person_id ON huimin.supervision_clue USING btree (person_id);
CREATE INDEX supervision_clue_received_on_order ON huimin.supervision_clue USING btree (received_on, id);
CREATE INDEX supervision_clue_scope ON huimin.supervision_clue USING btree (division_no, id);
CREATE UNIQUE INDEX supervision_clue_key ON huimin.supervision_clue USING btree (clue_no) WHERE (ended_on IS NULL);
CREATE INDEX take_up_finding_scope ON huimin.take_up_finding USING btree (division_no, found_at DESC);
CREATE INDEX take_up_finding_task ON huimin.take_up_finding USING btree (task_id);
CREATE INDEX task_about ON huimin.task USING btree (about_kind, about_id);
CREATE INDEX task_assignee ON huimin.task USING btree (assignee, due_on, id) WHERE (state = ANY (ARRAY['open'::text, 'claimed'::text]));
CREATE INDEX task_open ON huimin.task USING btree (role, division_no, due_on, id) WHERE (state = ANY (ARRAY['open'::text, 'claimed'::text]));
CREATE INDEX task_scope ON huimin.task USING btree (division_no, id);
CREATE INDEX visited_elder_file_no_order ON huimin.visited_elder USING btree (file_no, id);
CREATE INDEX visited_elder_last_visit_on_order ON huimin.visited_elder USING btree (last_visit_on, id);
CREATE INDEX visited_elder_person_id ON huimin.visited_elder USING btree (person_id);
CREATE INDEX visited_elder_scope ON huimin.visited_elder USING btree (division_no, id);
CREATE UNIQUE INDEX visited_elder_key ON huimin.visited_elder USING btree (file_no) WHERE (ended_on IS NULL);

-- Triggers
CREATE TRIGGER access_policy_by_security_administrator BEFORE UPDATE ON huimin.access_policy FOR EACH ROW EXECUTE FUNCTION access_policy_by_security_administrator();
CREATE TRIGGER access_policy_kept BEFORE DELETE ON huimin.access_policy FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER account_keeps_administrators_apart AFTER INSERT OR UPDATE OF role ON huimin.account FOR EACH ROW EXECUTE FUNCTION account_keeps_administrators_apart();
CREATE TRIGGER annual_inspection_carries_along AFTER UPDATE OF division_no ON huimin.annual_inspection FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('annual-inspection');
CREATE TRIGGER annual_inspection_no_delete BEFORE DELETE ON huimin.annual_inspection FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER annual_inspection_no_truncate BEFORE TRUNCATE ON huimin.annual_inspection FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attachment_no_delete BEFORE DELETE ON huimin.attachment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attachment_no_truncate BEFORE TRUNCATE ON huimin.attachment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attachment_only_ends BEFORE UPDATE ON huimin.attachment FOR EACH ROW EXECUTE FUNCTION attachment_only_ends();
CREATE TRIGGER audit_block_fixed BEFORE DELETE OR UPDATE ON huimin.audit_block FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_block_no_truncate BEFORE TRUNCATE ON huimin.audit_block FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_row_fixed BEFORE DELETE OR UPDATE ON huimin.audit_row FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_row_no_truncate BEFORE TRUNCATE ON huimin.audit_row FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER award_carries_along AFTER UPDATE OF division_no ON huimin.award FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('award');
CREATE TRIGGER search_delete AFTER DELETE ON huimin.award REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('award', '', 'award_no', '');
CREATE TRIGGER search_insert AFTER INSERT ON huimin.award REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('award', '', 'award_no', '');
CREATE TRIGGER search_update AFTER UPDATE ON huimin.award REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('award', '', 'award_no', '');
CREATE TRIGGER bank_file_fixed BEFORE UPDATE ON huimin.bank_file FOR EACH ROW EXECUTE FUNCTION only_cipher_changes();
CREATE TRIGGER bank_file_kept BEFORE DELETE ON huimin.bank_file FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_file_no_truncate BEFORE TRUNCATE ON huimin.bank_file FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_limit_kept BEFORE DELETE ON huimin.bank_limit FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_limit_no_truncate BEFORE TRUNCATE ON huimin.bank_limit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_manifest_fixed BEFORE DELETE OR UPDATE ON huimin.bank_manifest FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_manifest_no_truncate BEFORE TRUNCATE ON huimin.bank_manifest FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_result_fixed BEFORE DELETE OR UPDATE ON huimin.bank_result FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_result_no_truncate BEFORE TRUNCATE ON huimin.bank_result FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_statement_fixed BEFORE DELETE OR UPDATE ON huimin.bank_statement FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_statement_no_truncate BEFORE TRUNCATE ON huimin.bank_statement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_statement_line_fixed BEFORE DELETE OR UPDATE ON huimin.bank_statement_line FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_statement_line_no_truncate BEFORE TRUNCATE ON huimin.bank_statement_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER card_review_carries_along AFTER UPDATE OF division_no ON huimin.card_review FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('card-review');
CREATE TRIGGER card_review_no_delete BEFORE DELETE ON huimin.card_review FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER card_review_no_truncate BEFORE TRUNCATE ON huimin.card_review FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER care_entry_carries_along AFTER UPDATE OF division_no ON huimin.care_entry FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('care-entry');
CREATE TRIGGER care_entry_no_delete BEFORE DELETE ON huimin.care_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER care_entry_no_truncate BEFORE TRUNCATE ON huimin.care_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER search_delete AFTER DELETE ON huimin.care_entry REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('care-entry', '', 'entry_no', '');
CREATE TRIGGER search_insert AFTER INSERT ON huimin.care_entry REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('care-entry', '', 'entry_no', '');
CREATE TRIGGER search_update AFTER UPDATE ON huimin.care_entry REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('care-entry', '', 'entry_no', '');
CREATE TRIGGER care_facility_carries_along AFTER UPDATE OF division_no ON huimin.care_facility FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('care-facility');
CREATE TRIGGER care_facility_no_delete BEFORE DELETE ON huimin.care_facility FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER care_facility_no_truncate BEFORE TRUNCATE ON huimin.care_facility FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER search_delete AFTER DELETE ON huimin.care_facility REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('care-facility', 'name', 'facility_no', '');
CREATE TRIGGER search_insert AFTER INSERT ON huimin.care_facility REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('care-facility', 'name', 'facility_no', '');
CREATE TRIGGER search_update AFTER UPDATE ON huimin.care_facility REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('care-facility', 'name', 'facility_no', '');
CREATE TRIGGER care_inspection_carries_along AFTER UPDATE OF division_no ON huimin.care_inspection FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('care-inspection');
CREATE TRIGGER care_inspection_no_delete BEFORE DELETE ON huimin.care_inspection FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER care_inspection_no_truncate BEFORE TRUNCATE ON huimin.care_inspection FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER search_delete AFTER DELETE ON huimin.care_inspection REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('care-inspection', '', 'inspection_no', '');
CREATE TRIGGER search_insert AFTER INSERT ON huimin.care_inspection REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('care-inspection', '', 'inspection_no', '');
CREATE TRIGGER search_update AFTER UPDATE ON huimin.care_inspection REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('care-inspection', '', 'inspection_no', '');
CREATE TRIGGER care_institution_carries_along AFTER UPDATE OF division_no ON huimin.care_institution FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('care-institution');
CREATE TRIGGER care_institution_no_delete BEFORE DELETE ON huimin.care_institution FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER care_institution_no_truncate BEFORE TRUNCATE ON huimin.care_institution FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER search_delete AFTER DELETE ON huimin.care_institution REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('care-institution', 'name', 'filing_no', '');
CREATE TRIGGER search_insert AFTER INSERT ON huimin.care_institution REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('care-institution', 'name', 'filing_no', '');
CREATE TRIGGER search_update AFTER UPDATE ON huimin.care_institution REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('care-institution', 'name', 'filing_no', '');
CREATE TRIGGER care_project_carries_along AFTER UPDATE OF division_no ON huimin.care_project FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('care-project');
CREATE TRIGGER care_project_no_delete BEFORE DELETE ON huimin.care_project FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER care_project_no_truncate BEFORE TRUNCATE ON huimin.care_project FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER search_delete AFTER DELETE ON huimin.care_project REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('care-project', 'name', 'project_no', '');
CREATE TRIGGER search_insert AFTER INSERT ON huimin.care_project REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('care-project', 'name', 'project_no', '');
CREATE TRIGGER search_update AFTER UPDATE ON huimin.care_project REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('care-project', 'name', 'project_no', '');
CREATE TRIGGER care_resident_carries_along AFTER UPDATE OF division_no ON huimin.care_resident FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('care-resident');
CREATE TRIGGER care_resident_no_delete BEFORE DELETE ON huimin.care_resident FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER care_resident_no_truncate BEFORE TRUNCATE ON huimin.care_resident FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER search_delete AFTER DELETE ON huimin.care_resident REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('care-resident', '', 'agreement_no', '');
CREATE TRIGGER search_insert AFTER INSERT ON huimin.care_resident REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('care-resident', '', 'agreement_no', '');
CREATE TRIGGER search_update AFTER UPDATE ON huimin.care_resident REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('care-resident', '', 'agreement_no', '');
CREATE TRIGGER case_appeal_fixed BEFORE DELETE OR UPDATE ON huimin.case_appeal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_appeal_no_truncate BEFORE TRUNCATE ON huimin.case_appeal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_event_fixed BEFORE DELETE OR UPDATE ON huimin.case_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_event_no_truncate BEFORE TRUNCATE ON huimin.case_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_file_carries_along AFTER UPDATE OF division_no ON huimin.case_file FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('case');
CREATE TRIGGER search_delete AFTER DELETE ON huimin.case_file REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('case', '', 'case_no', '');
CREATE TRIGGER search_insert AFTER INSERT ON huimin.case_file REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('case', '', 'case_no', '');
CREATE TRIGGER search_update AFTER UPDATE ON huimin.case_file REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('case', '', 'case_no', '');
CREATE TRIGGER case_material_fixed BEFORE DELETE OR UPDATE ON huimin.case_material FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_material_no_truncate BEFORE TRUNCATE ON huimin.case_material FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER clue_dossier_carries_along AFTER UPDATE OF division_no ON huimin.clue_dossier FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('clue-dossier');
CREATE TRIGGER clue_dossier_no_delete BEFORE DELETE ON huimin.clue_dossier FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER clue_dossier_no_truncate BEFORE TRUNCATE ON huimin.clue_dossier FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER search_delete AFTER DELETE ON huimin.clue_dossier REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('clue-dossier', '', 'dossier_no', '');
CREATE TRIGGER search_insert AFTER INSERT ON huimin.clue_dossier REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('clue-dossier', '', 'dossier_no', '');
CREATE TRIGGER search_update AFTER UPDATE ON huimin.clue_dossier REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('clue-dossier', '', 'dossier_no', '');
CREATE TRIGGER community_team_carries_along AFTER UPDATE OF division_no ON huimin.community_team FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('community-team');
CREATE TRIGGER community_team_no_delete BEFORE DELETE ON huimin.community_team FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER community_team_no_truncate BEFORE TRUNCATE ON huimin.community_team FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER search_delete AFTER DELETE ON huimin.community_team REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('community-team', 'name', 'filing_no', '');
CREATE TRIGGER search_insert AFTER INSERT ON huimin.community_team REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('community-team', 'name', 'filing_no', '');
CREATE TRIGGER search_update AFTER UPDATE ON huimin.community_team REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('community-team', 'name', 'filing_no', '');
CREATE TRIGGER credit_entry_carries_along AFTER UPDATE OF division_no ON huimin.credit_entry FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('credit-entry');
CREATE TRIGGER credit_entry_no_delete BEFORE DELETE ON huimin.credit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credit_entry_no_truncate BEFORE TRUNCATE ON huimin.credit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_fixed BEFORE UPDATE ON huimin.decision FOR EACH ROW EXECUTE FUNCTION decision_only_rekeys();
CREATE TRIGGER decision_no_delete BEFORE DELETE ON huimin.decision FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_no_truncate BEFORE TRUNCATE ON huimin.decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_service_fixed BEFORE UPDATE ON huimin.decision_service FOR EACH ROW EXECUTE FUNCTION decision_only_rekeys();
CREATE TRIGGER decision_service_no_delete BEFORE DELETE ON huimin.decision_service FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_service_no_truncate BEFORE TRUNCATE ON huimin.decision_service FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER delegation_no_delete BEFORE DELETE ON huimin.delegation FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER delegation_no_truncate BEFORE TRUNCATE ON huimin.delegation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER delegation_only_ends BEFORE UPDATE ON huimin.delegation FOR EACH ROW EXECUTE FUNCTION only_ends();
CREATE TRIGGER dues_receipt_batch_carries_along AFTER UPDATE OF division_no ON huimin.dues_receipt_batch FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('dues-receipt-batch');
CREATE TRIGGER dues_receipt_batch_no_delete BEFORE DELETE ON huimin.dues_receipt_batch FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER dues_receipt_batch_no_truncate BEFORE TRUNCATE ON huimin.dues_receipt_batch FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER search_delete AFTER DELETE ON huimin.dues_receipt_batch REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('dues-receipt-batch', '', 'book_no', '');
CREATE TRIGGER search_insert AFTER INSERT ON huimin.dues_receipt_batch REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('dues-receipt-batch', '', 'book_no', '');
CREATE TRIGGER search_update AFTER UPDATE ON huimin.dues_receipt_batch REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('dues-receipt-batch', '', 'book_no', '');
CREATE TRIGGER epidemic_supply_carries_along AFTER UPDATE OF division_no ON huimin.epidemic_supply FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('epidemic-supply');
CREATE TRIGGER epidemic_supply_no_delete BEFORE DELETE ON huimin.epidemic_supply FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER epidemic_supply_no_truncate BEFORE TRUNCATE ON huimin.epidemic_supply FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER search_delete AFTER DELETE ON huimin.epidemic_supply REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('epidemic-supply', '', 'line_no', '');
CREATE TRIGGER search_insert AFTER INSERT ON huimin.epidemic_supply REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('epidemic-supply', '', 'line_no', '');
CREATE TRIGGER search_update AFTER UPDATE ON huimin.epidemic_supply REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('epidemic-supply', '', 'line_no', '');
CREATE TRIGGER event_no_delete BEFORE DELETE ON huimin.event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON huimin.event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_only_dispatches BEFORE UPDATE ON huimin.event FOR EACH ROW EXECUTE FUNCTION event_only_dispatches();
CREATE TRIGGER event_delivery_no_delete BEFORE DELETE ON huimin.event_delivery FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_delivery_no_truncate BEFORE TRUNCATE ON huimin.event_delivery FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_no_delete BEFORE DELETE ON huimin.fact FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON huimin.fact FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_only_closes BEFORE UPDATE ON huimin.fact FOR EACH ROW EXECUTE FUNCTION fact_only_closes();
CREATE TRIGGER feed_row_carries_along AFTER UPDATE OF division_no ON huimin.feed_row FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('feed-row');
CREATE TRIGGER feed_row_no_delete BEFORE DELETE ON huimin.feed_row FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER feed_row_no_truncate BEFORE TRUNCATE ON huimin.feed_row FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER finance_proposal_decided_once BEFORE UPDATE ON huimin.finance_proposal FOR EACH ROW EXECUTE FUNCTION finance_proposal_decided_once();
CREATE TRIGGER finance_proposal_kept BEFORE DELETE ON huimin.finance_proposal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fund_budget_fixed BEFORE DELETE OR UPDATE ON huimin.fund_budget FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fund_budget_no_truncate BEFORE TRUNCATE ON huimin.fund_budget FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fund_split_fixed BEFORE DELETE OR UPDATE ON huimin.fund_split FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fund_split_no_truncate BEFORE TRUNCATE ON huimin.fund_split FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE CONSTRAINT TRIGGER fund_split_whole AFTER INSERT ON huimin.fund_split DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fund_split_whole();
CREATE TRIGGER fund_split_share_fixed BEFORE DELETE OR UPDATE ON huimin.fund_split_share FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fund_split_share_no_truncate BEFORE TRUNCATE ON huimin.fund_split_share FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fund_split_share_with_its_split BEFORE INSERT ON huimin.fund_split_share FOR EACH ROW EXECUTE FUNCTION fund_split_share_with_its_split();
CREATE TRIGGER household_carries_along AFTER UPDATE OF division_no ON huimin.household FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('household');
CREATE TRIGGER household_no_delete BEFORE DELETE ON huimin.household FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER search_delete AFTER DELETE ON huimin.household REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('household', '', 'household_no', '');
CREATE TRIGGER search_insert AFTER INSERT ON huimin.household REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('household', '', 'household_no', '');
CREATE TRIGGER search_update AFTER UPDATE ON huimin.household REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('household', '', 'household_no', '');
CREATE TRIGGER identity_link_no_delete BEFORE DELETE ON huimin.identity_link FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER identity_link_no_truncate BEFORE TRUNCATE ON huimin.identity_link FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER identity_link_only_ends BEFORE UPDATE ON huimin.identity_link FOR EACH ROW EXECUTE FUNCTION only_ends();
CREATE TRIGGER import_batch_no_delete BEFORE DELETE ON huimin.import_batch FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER import_batch_no_truncate BEFORE TRUNCATE ON huimin.import_batch FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER import_row_batch AFTER INSERT ON huimin.import_row REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION import_row_has_batch();
CREATE TRIGGER job_run_no_delete BEFORE DELETE ON huimin.job_run FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER job_run_no_truncate BEFORE TRUNCATE ON huimin.job_run FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_open_balance AFTER INSERT ON huimin.ledger_account FOR EACH ROW EXECUTE FUNCTION ledger_open_balance();
CREATE TRIGGER ledger_closing_fixed BEFORE DELETE OR UPDATE ON huimin.ledger_closing FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_closing_no_truncate BEFORE TRUNCATE ON huimin.ledger_closing FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entry_fixed BEFORE DELETE OR UPDATE ON huimin.ledger_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON huimin.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entry_with_its_transaction BEFORE INSERT ON huimin.ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_entry_with_its_transaction();
CREATE TRIGGER ledger_keep_balance AFTER INSERT ON huimin.ledger_entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep_balance();
CREATE TRIGGER ledger_year_open AFTER INSERT ON huimin.ledger_entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_year_open();
CREATE TRIGGER ledger_fund_fixed BEFORE DELETE OR UPDATE ON huimin.ledger_fund FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_fund_no_truncate BEFORE TRUNCATE ON huimin.ledger_fund FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_proof_fixed BEFORE DELETE OR UPDATE ON huimin.ledger_proof FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_proof_no_truncate BEFORE TRUNCATE ON huimin.ledger_proof FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE CONSTRAINT TRIGGER ledger_balanced AFTER INSERT ON huimin.ledger_transaction DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balanced();
CREATE TRIGGER ledger_month_open BEFORE INSERT ON huimin.ledger_transaction FOR EACH ROW EXECUTE FUNCTION ledger_month_open();
CREATE TRIGGER ledger_transaction_fixed BEFORE DELETE OR UPDATE ON huimin.ledger_transaction FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_transaction_no_truncate BEFORE TRUNCATE ON huimin.ledger_transaction FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER old_age_award_carries_along AFTER UPDATE OF division_no ON huimin.old_age_award FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('old-age-award');
CREATE TRIGGER old_age_award_no_delete BEFORE DELETE ON huimin.old_age_award FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER old_age_award_no_truncate BEFORE TRUNCATE ON huimin.old_age_award FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER search_delete AFTER DELETE ON huimin.old_age_award REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('old-age-award', '', 'award_no', '');
CREATE TRIGGER search_insert AFTER INSERT ON huimin.old_age_award REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('old-age-award', '', 'award_no', '');
CREATE TRIGGER search_update AFTER UPDATE ON huimin.old_age_award REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('old-age-award', '', 'award_no', '');
CREATE TRIGGER old_age_payment_carries_along AFTER UPDATE OF division_no ON huimin.old_age_payment FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('old-age-payment');
CREATE TRIGGER old_age_payment_no_delete BEFORE DELETE ON huimin.old_age_payment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER old_age_payment_no_truncate BEFORE TRUNCATE ON huimin.old_age_payment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER operating_subsidy_carries_along AFTER UPDATE OF division_no ON huimin.operating_subsidy FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('operating-subsidy');
CREATE TRIGGER operating_subsidy_no_delete BEFORE DELETE ON huimin.operating_subsidy FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER operating_subsidy_no_truncate BEFORE TRUNCATE ON huimin.operating_subsidy FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER search_delete AFTER DELETE ON huimin.operating_subsidy REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('operating-subsidy', '', 'line_no', '');
CREATE TRIGGER search_insert AFTER INSERT ON huimin.operating_subsidy REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('operating-subsidy', '', 'line_no', '');
CREATE TRIGGER search_update AFTER UPDATE ON huimin.operating_subsidy REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('operating-subsidy', '', 'line_no', '');
CREATE TRIGGER organisation_carries_along AFTER UPDATE OF division_no ON huimin.organisation FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('organisation');
CREATE TRIGGER organisation_no_delete BEFORE DELETE ON huimin.organisation FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER organisation_no_truncate BEFORE TRUNCATE ON huimin.organisation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER search_delete AFTER DELETE ON huimin.organisation REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('organisation', 'name', 'usci', '');
CREATE TRIGGER search_insert AFTER INSERT ON huimin.organisation REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('organisation', 'name', 'usci', '');
CREATE TRIGGER search_update AFTER UPDATE ON huimin.organisation REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('organisation', 'name', 'usci', '');
CREATE TRIGGER parameter_proposal_decided_once BEFORE UPDATE ON huimin.parameter_proposal FOR EACH ROW EXECUTE FUNCTION parameter_proposal_decided_once();
CREATE TRIGGER parameter_proposal_no_delete BEFORE DELETE ON huimin.parameter_proposal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER parameter_proposal_no_truncate BEFORE TRUNCATE ON huimin.parameter_proposal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER parameter_no_delete BEFORE DELETE ON huimin.parameter_value FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER parameter_no_truncate BEFORE TRUNCATE ON huimin.parameter_value FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER parameter_only_closes BEFORE UPDATE ON huimin.parameter_value FOR EACH ROW EXECUTE FUNCTION parameter_only_closes();
CREATE TRIGGER password_history_fixed BEFORE DELETE OR UPDATE ON huimin.password_history FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER password_history_no_truncate BEFORE TRUNCATE ON huimin.password_history FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_deduction_fixed BEFORE DELETE OR UPDATE ON huimin.payment_deduction FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_deduction_no_truncate BEFORE TRUNCATE ON huimin.payment_deduction FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_item_deducted AFTER INSERT ON huimin.payment_deduction REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION payment_item_deducted();
CREATE TRIGGER payment_finding_answered_once BEFORE UPDATE ON huimin.payment_finding FOR EACH ROW EXECUTE FUNCTION payment_finding_answered_once();
CREATE TRIGGER payment_finding_counted AFTER INSERT ON huimin.payment_finding REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION payment_finding_counted();
CREATE TRIGGER payment_finding_kept BEFORE DELETE ON huimin.payment_finding FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_finding_no_truncate BEFORE TRUNCATE ON huimin.payment_finding FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_finding_progress AFTER UPDATE ON huimin.payment_finding REFERENCING NEW TABLE AS answered FOR EACH STATEMENT EXECUTE FUNCTION payment_finding_progress();
CREATE TRIGGER payment_line_fixed BEFORE DELETE OR UPDATE ON huimin.payment_line FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_line_no_truncate BEFORE TRUNCATE ON huimin.payment_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_line_fixed BEFORE DELETE OR UPDATE ON huimin.payment_line_small FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_line_no_truncate BEFORE TRUNCATE ON huimin.payment_line_small FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_policy_by_two BEFORE INSERT OR UPDATE ON huimin.payment_policy FOR EACH ROW EXECUTE FUNCTION payment_policy_by_two();
CREATE TRIGGER payment_policy_kept BEFORE DELETE ON huimin.payment_policy FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_policy_no_truncate BEFORE TRUNCATE ON huimin.payment_policy FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_run_kept BEFORE DELETE ON huimin.payment_run FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_run_only_moves BEFORE UPDATE ON huimin.payment_run FOR EACH ROW EXECUTE FUNCTION payment_run_only_moves();
CREATE TRIGGER payment_signature_by_another BEFORE INSERT ON huimin.payment_signature FOR EACH ROW EXECUTE FUNCTION payment_signature_by_another();
CREATE TRIGGER payment_signature_fixed BEFORE DELETE OR UPDATE ON huimin.payment_signature FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_signature_no_truncate BEFORE TRUNCATE ON huimin.payment_signature FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER person_carries_along AFTER UPDATE OF division_no ON huimin.person FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('person');
CREATE TRIGGER person_no_delete BEFORE DELETE ON huimin.person FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER search_delete AFTER DELETE ON huimin.person REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('person', 'name', '', 'id_no_index,phone_index');
CREATE TRIGGER search_insert AFTER INSERT ON huimin.person REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('person', 'name', '', 'id_no_index,phone_index');
CREATE TRIGGER search_update AFTER UPDATE ON huimin.person REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('person', 'name', '', 'id_no_index,phone_index');
CREATE TRIGGER record_change_fixed BEFORE DELETE OR UPDATE ON huimin.record_change FOR EACH ROW EXECUTE FUNCTION change_stays_but_moves();
CREATE TRIGGER record_change_no_truncate BEFORE TRUNCATE ON huimin.record_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER recovery_entry_fixed BEFORE DELETE OR UPDATE ON huimin.recovery_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER recovery_entry_no_truncate BEFORE TRUNCATE ON huimin.recovery_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER recovery_not_below_nothing AFTER INSERT ON huimin.recovery_entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION recovery_not_below_nothing();
CREATE TRIGGER recovery_instalment_fixed BEFORE DELETE OR UPDATE ON huimin.recovery_instalment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER recovery_instalment_no_truncate BEFORE TRUNCATE ON huimin.recovery_instalment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER recovery_line_fixed BEFORE DELETE OR UPDATE ON huimin.recovery_line FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER recovery_line_no_truncate BEFORE TRUNCATE ON huimin.recovery_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER role_grant_by_security_administrator BEFORE INSERT ON huimin.role_grant FOR EACH ROW EXECUTE FUNCTION role_grant_by_security_administrator();
CREATE TRIGGER role_grant_no_delete BEFORE DELETE ON huimin.role_grant FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER role_grant_no_truncate BEFORE TRUNCATE ON huimin.role_grant FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER role_grant_only_ends BEFORE UPDATE ON huimin.role_grant FOR EACH ROW EXECUTE FUNCTION only_ends();
CREATE TRIGGER search_delete AFTER DELETE ON huimin.senior_card REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('senior-card', '', 'card_no', '');
CREATE TRIGGER search_insert AFTER INSERT ON huimin.senior_card REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('senior-card', '', 'card_no', '');
CREATE TRIGGER search_update AFTER UPDATE ON huimin.senior_card REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('senior-card', '', 'card_no', '');
CREATE TRIGGER senior_card_carries_along AFTER UPDATE OF division_no ON huimin.senior_card FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('senior-card');
CREATE TRIGGER senior_card_no_delete BEFORE DELETE ON huimin.senior_card FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER senior_card_no_truncate BEFORE TRUNCATE ON huimin.senior_card FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sensitive_access_fixed BEFORE DELETE OR UPDATE ON huimin.sensitive_access FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sensitive_access_no_truncate BEFORE TRUNCATE ON huimin.sensitive_access FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER signing_key_fixed BEFORE UPDATE ON huimin.signing_key FOR EACH ROW EXECUTE FUNCTION only_cipher_changes();
CREATE TRIGGER signing_key_kept BEFORE DELETE ON huimin.signing_key FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER signing_key_no_truncate BEFORE TRUNCATE ON huimin.signing_key FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER simulation_award_fixed BEFORE DELETE OR UPDATE ON huimin.simulation_award FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER simulation_award_no_truncate BEFORE TRUNCATE ON huimin.simulation_award FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER simulation_month_fixed BEFORE DELETE OR UPDATE ON huimin.simulation_month FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER simulation_month_no_truncate BEFORE TRUNCATE ON huimin.simulation_month FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER simulation_outcome_fixed BEFORE DELETE OR UPDATE ON huimin.simulation_outcome FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER simulation_outcome_no_truncate BEFORE TRUNCATE ON huimin.simulation_outcome FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER simulation_result_no_delete BEFORE DELETE ON huimin.simulation_result FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER simulation_result_no_truncate BEFORE TRUNCATE ON huimin.simulation_result FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER simulation_result_stays BEFORE UPDATE ON huimin.simulation_result FOR EACH ROW EXECUTE FUNCTION simulation_result_stays();
CREATE TRIGGER simulation_scenario_fixed BEFORE DELETE OR UPDATE ON huimin.simulation_scenario FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER simulation_scenario_no_truncate BEFORE TRUNCATE ON huimin.simulation_scenario FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER search_delete AFTER DELETE ON huimin.supervision_clue REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('supervision-clue', '', 'clue_no', '');
CREATE TRIGGER search_insert AFTER INSERT ON huimin.supervision_clue REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('supervision-clue', '', 'clue_no', '');
CREATE TRIGGER search_update AFTER UPDATE ON huimin.supervision_clue REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('supervision-clue', '', 'clue_no', '');
CREATE TRIGGER supervision_clue_carries_along AFTER UPDATE OF division_no ON huimin.supervision_clue FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('supervision-clue');
CREATE TRIGGER supervision_clue_no_delete BEFORE DELETE ON huimin.supervision_clue FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER supervision_clue_no_truncate BEFORE TRUNCATE ON huimin.supervision_clue FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER take_up_finding_fixed BEFORE DELETE OR UPDATE ON huimin.take_up_finding FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER take_up_finding_no_truncate BEFORE TRUNCATE ON huimin.take_up_finding FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER task_no_delete BEFORE DELETE ON huimin.task FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER task_no_truncate BEFORE TRUNCATE ON huimin.task FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER task_stays_closed BEFORE UPDATE ON huimin.task FOR EACH ROW EXECUTE FUNCTION task_stays_closed();
CREATE TRIGGER search_delete AFTER DELETE ON huimin.visited_elder REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('visited-elder', '', 'file_no', '');
CREATE TRIGGER search_insert AFTER INSERT ON huimin.visited_elder REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('visited-elder', '', 'file_no', '');
CREATE TRIGGER search_update AFTER UPDATE ON huimin.visited_elder REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry('visited-elder', '', 'file_no', '');
CREATE TRIGGER visited_elder_carries_along AFTER UPDATE OF division_no ON huimin.visited_elder FOR EACH ROW WHEN ((old.division_no IS DISTINCT FROM new.division_no)) EXECUTE FUNCTION carry_along('visited-elder');
CREATE TRIGGER visited_elder_no_delete BEFORE DELETE ON huimin.visited_elder FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER visited_elder_no_truncate BEFORE TRUNCATE ON huimin.visited_elder FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Row-level security
create policy jurisdiction on annual_inspection for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on annual_inspection for all to huimin_owner using true with check true;
create policy jurisdiction on attachment for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on attachment for all to huimin_owner using true with check true;
create policy jurisdiction on award for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on award for all to huimin_owner using true with check true;
create policy jurisdiction on bank_file for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on bank_file for all to huimin_owner using true with check true;
create policy jurisdiction on bank_manifest for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on bank_manifest for all to huimin_owner using true with check true;
create policy jurisdiction on bank_result for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on bank_result for all to huimin_owner using true with check true;
create policy jurisdiction on bank_statement for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on bank_statement for all to huimin_owner using true with check true;
create policy jurisdiction on bank_statement_line for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on bank_statement_line for all to huimin_owner using true with check true;
create policy jurisdiction on card_review for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on card_review for all to huimin_owner using true with check true;
create policy jurisdiction on care_entry for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on care_entry for all to huimin_owner using true with check true;
create policy jurisdiction on care_facility for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on care_facility for all to huimin_owner using true with check true;
create policy jurisdiction on care_inspection for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on care_inspection for all to huimin_owner using true with check true;
create policy jurisdiction on care_institution for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on care_institution for all to huimin_owner using true with check true;
create policy jurisdiction on care_project for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on care_project for all to huimin_owner using true with check true;
create policy jurisdiction on care_resident for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on care_resident for all to huimin_owner using true with check true;
create policy jurisdiction on case_appeal for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on case_appeal for all to huimin_owner using true with check true;
create policy jurisdiction on case_event for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on case_event for all to huimin_owner using true with check true;
create policy jurisdiction on case_file for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on case_file for all to huimin_owner using true with check true;
create policy jurisdiction on case_material for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on case_material for all to huimin_owner using true with check true;
create policy jurisdiction on case_pause for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on case_pause for all to huimin_owner using true with check true;
create policy jurisdiction on clue_dossier for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on clue_dossier for all to huimin_owner using true with check true;
create policy jurisdiction on community_team for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on community_team for all to huimin_owner using true with check true;
create policy jurisdiction on credit_entry for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on credit_entry for all to huimin_owner using true with check true;
create policy jurisdiction on decision for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on decision for all to huimin_owner using true with check true;
create policy jurisdiction on decision_service for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on decision_service for all to huimin_owner using true with check true;
create policy jurisdiction on dues_receipt_batch for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on dues_receipt_batch for all to huimin_owner using true with check true;
create policy jurisdiction on epidemic_supply for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on epidemic_supply for all to huimin_owner using true with check true;
create policy jurisdiction on event for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on event for all to huimin_owner using true with check true;
create policy jurisdiction on fact for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on fact for all to huimin_owner using true with check true;
create policy jurisdiction on feed_row for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on feed_row for all to huimin_owner using true with check true;
create policy jurisdiction on household for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on household for all to huimin_owner using true with check true;
create policy own_keys on idempotency_key for all to huimin_app using (account_id = (NULLIF(current_setting('huimin.actor'::text, true), ''::text))::uuid) with check (account_id = (NULLIF(current_setting('huimin.actor'::text, true), ''::text))::uuid);
create policy owner_maintenance on idempotency_key for all to huimin_owner using true with check true;
create policy jurisdiction on import_batch for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on import_batch for all to huimin_owner using true with check true;
create policy jurisdiction on import_row for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on import_row for all to huimin_owner using true with check true;
create policy jurisdiction on objection for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on objection for all to huimin_owner using true with check true;
create policy jurisdiction on old_age_award for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on old_age_award for all to huimin_owner using true with check true;
create policy jurisdiction on old_age_payment for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on old_age_payment for all to huimin_owner using true with check true;
create policy jurisdiction on operating_subsidy for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on operating_subsidy for all to huimin_owner using true with check true;
create policy jurisdiction on organisation for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on organisation for all to huimin_owner using true with check true;
create policy jurisdiction on payment_deduction for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on payment_deduction for all to huimin_owner using true with check true;
create policy jurisdiction on payment_finding for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on payment_finding for all to huimin_owner using true with check true;
create policy jurisdiction on payment_item for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on payment_item for all to huimin_owner using true with check true;
create policy owner_maintenance on payment_item_small for all to huimin_owner using true with check true;
create policy jurisdiction on payment_line for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on payment_line for all to huimin_owner using true with check true;
create policy owner_maintenance on payment_line_small for all to huimin_owner using true with check true;
create policy jurisdiction on person for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on person for all to huimin_owner using true with check true;
create policy jurisdiction on public_notice for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on public_notice for all to huimin_owner using true with check true;
create policy jurisdiction on record_change for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on record_change for all to huimin_owner using true with check true;
create policy jurisdiction on record_correction for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on record_correction for all to huimin_owner using true with check true;
create policy jurisdiction on recovery_case for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on recovery_case for all to huimin_owner using true with check true;
create policy jurisdiction on recovery_entry for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on recovery_entry for all to huimin_owner using true with check true;
create policy jurisdiction on recovery_instalment for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on recovery_instalment for all to huimin_owner using true with check true;
create policy jurisdiction on recovery_line for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on recovery_line for all to huimin_owner using true with check true;
create policy jurisdiction on recovery_plan for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on recovery_plan for all to huimin_owner using true with check true;
create policy jurisdiction on search_entry for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on search_entry for all to huimin_owner using true with check true;
create policy jurisdiction on senior_card for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on senior_card for all to huimin_owner using true with check true;
create policy jurisdiction on simulation_award for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on simulation_award for all to huimin_owner using true with check true;
create policy jurisdiction on simulation_month for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on simulation_month for all to huimin_owner using true with check true;
create policy jurisdiction on simulation_outcome for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on simulation_outcome for all to huimin_owner using true with check true;
create policy changing on simulation_result for update to huimin_app using ((division_no >= scope_from()) AND (division_to <= scope_to())) with check ((division_no >= scope_from()) AND (division_to <= scope_to()));
create policy owner_maintenance on simulation_result for all to huimin_owner using true with check true;
create policy reading on simulation_result for select to huimin_app using (((division_no >= scope_from()) AND (division_to <= scope_to())) OR ((scope_from() >= division_no) AND (scope_to() <= division_to)));
create policy recording on simulation_result for insert to huimin_app with check ((division_no >= scope_from()) AND (division_to <= scope_to()));
create policy changing on simulation_scenario for update to huimin_app using ((division_no >= scope_from()) AND (division_to <= scope_to())) with check ((division_no >= scope_from()) AND (division_to <= scope_to()));
create policy owner_maintenance on simulation_scenario for all to huimin_owner using true with check true;
create policy reading on simulation_scenario for select to huimin_app using (((division_no >= scope_from()) AND (division_to <= scope_to())) OR ((scope_from() >= division_no) AND (scope_to() <= division_to)));
create policy recording on simulation_scenario for insert to huimin_app with check ((division_no >= scope_from()) AND (division_to <= scope_to()));
create policy jurisdiction on supervision_clue for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on supervision_clue for all to huimin_owner using true with check true;
create policy jurisdiction on take_up_finding for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on take_up_finding for all to huimin_owner using true with check true;
create policy jurisdiction on task for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on task for all to huimin_owner using true with check true;
create policy jurisdiction on visited_elder for all to huimin_app using ((division_no >= scope_from()) AND (division_no < scope_to())) with check ((division_no >= scope_from()) AND (division_no < scope_to()));
create policy owner_maintenance on visited_elder for all to huimin_owner using true with check true;

-- Functions (their text is in migrations/)
function access_policy_by_security_administrator() returns trigger language plpgsql; -- md5 a4b65025251562b6c1ae851bdcb61806
function account_keeps_administrators_apart() returns trigger language plpgsql; -- md5 f56c8401ee0e411d7f8b9d227eabb351
function attach_search(source text, kind text, names text, codes text, indexes text) returns void language plpgsql; -- md5 9fd2a325a04f2c8e685648953db494a2
function attachment_only_ends() returns trigger language plpgsql; -- md5 63251541a22786e846bab4448de64440
function carries_along(t text) returns void language plpgsql; -- md5 92d6b9460865f742eefdf204d2264997
function carry_along() returns trigger language plpgsql security definer set search_path=huimin, public; -- md5 29015ff23be6dce4fcb00e2f73de68d6
function change_stays_but_moves() returns trigger language plpgsql; -- md5 ffb229a5fca739fd28adc16f35303e77
function decision_only_rekeys() returns trigger language plpgsql; -- md5 78d534c70ab0b02760de1328522db276
function event_only_dispatches() returns trigger language plpgsql; -- md5 c6452be50a04b49a0b378def4c50d4a3
function fact_only_closes() returns trigger language plpgsql; -- md5 327716f0059ccaded0f97d788211ae1f
function finance_proposal_decided_once() returns trigger language plpgsql; -- md5 6252293b8cfdb1762a6c6b659a44177f
function fund_split_share_with_its_split() returns trigger language plpgsql; -- md5 585ee59263fd29b4315701d35e8c2a35
function fund_split_whole() returns trigger language plpgsql; -- md5 111814c525f172c7ade35d8137431369
function import_row_has_batch() returns trigger language plpgsql; -- md5 548f341871c90d7ad4f01b0ea8e9a65c
function initials_of(syllables text[]) returns text[] language plpgsql; -- md5 d30ad3c860c3ee0eb83f67e2ee3bedcd
function is_administrator(role text) returns boolean language sql; -- md5 2f333d0780de733fcbce99bec253808a
function keep_search_entry() returns trigger language plpgsql security definer set search_path=huimin, public; -- md5 2ac27436277d6e2c6879b3fe1491199e
function ledger_balanced() returns trigger language plpgsql; -- md5 d7b5082dd13c59775cda7be7af19b101
function ledger_closed_through() returns date language sql; -- md5 4ef51ef029271d58291806d53728bc63
function ledger_entry_with_its_transaction() returns trigger language plpgsql; -- md5 217154124196b4c57920e8d577de30e9
function ledger_keep_balance() returns trigger language plpgsql security definer set search_path=huimin, public; -- md5 5ff186f8940900f7c1058b3d09d3da82
function ledger_month_open() returns trigger language plpgsql; -- md5 927eb38dfcf44fb38fd7b65b42c4f8dc
function ledger_open_balance() returns trigger language plpgsql security definer set search_path=huimin, public; -- md5 e94e1ab45b9bb59c8175de0ccf555157
function ledger_posting_lock() returns bigint language sql; -- md5 ae4831cc4d420932bda71fcf06abdcd3
function ledger_year_open() returns trigger language plpgsql; -- md5 be742baba06c67a8314e6c76dfa4c84e
function only_cipher_changes() returns trigger language plpgsql; -- md5 f2631cf9dc99c1a050d3bb92763f1fc6
function only_ends() returns trigger language plpgsql; -- md5 cf47a68f22c56101a6eb7c9d719b31f1
function operating_counts() returns TABLE(name text, counted bigint) language sql security definer set search_path=huimin, public; -- md5 4661d5b1917230077793f50f3f1c0eba
function parameter_only_closes() returns trigger language plpgsql; -- md5 27b82b3101bd01e00b755d36a5ec7dec
function parameter_proposal_decided_once() returns trigger language plpgsql; -- md5 0ef9d3d6d79a3be9fd36895afdb3af80
function payment_finding_answered_once() returns trigger language plpgsql; -- md5 21b1185557d9dfb4ac9bcf86374eea2f
function payment_finding_counted() returns trigger language plpgsql security definer set search_path=huimin, public; -- md5 32673f76b6c174ba39fc82a331bec107
function payment_finding_progress() returns trigger language plpgsql security definer set search_path=huimin, public; -- md5 542dea16984d607c3692029bc9b6e000
function payment_item_deducted() returns trigger language plpgsql security definer set search_path=huimin, public; -- md5 a481783b1e139a4c55d9a55abd225da7
function payment_part_name(parent text, run uuid) returns text language sql; -- md5 035cbaaab4f11ecc2c6e51abdf5634d7
function payment_part_open(parent text, run uuid) returns text language plpgsql security definer set search_path=huimin, public; -- md5 cf888d6fe0185fe218d8330052f5af63
function payment_part_publish(parent text, run uuid) returns void language plpgsql security definer set search_path=huimin, public, maintenance_work_mem=256MB; -- md5 18ca1c99fe6c764856b6a2ed8a7963c9
function payment_policy_by_two() returns trigger language plpgsql; -- md5 9416e82a542549668d619b34968d5248
function payment_run_only_moves() returns trigger language plpgsql; -- md5 fcb6cc8bdf735d02e655a792dce94cfc
function payment_signature_by_another() returns trigger language plpgsql; -- md5 7f8548c8f6537ba1f5318a1d9fbaf0c2
function recovery_not_below_nothing() returns trigger language plpgsql security definer set search_path=huimin, public; -- md5 c742aabdc0a1b6077eb306caf00107b5
function refuse_change() returns trigger language plpgsql; -- md5 9c30d6b6b14e3e0b52e562007e5ef1cd
function refuse_mixed_administrator(who uuid, wanted text) returns void language plpgsql; -- md5 1e33d5433183dd82f07a19608926d295
function role_grant_by_security_administrator() returns trigger language plpgsql; -- md5 86b6d767524c90215e8d1ffa891ae1a1
function scope_from() returns bigint language sql; -- md5 1d8c6633e6ee8ba26dc964cf2d51fe74
function scope_to() returns bigint language sql; -- md5 c781b074cab8e6323002e9e1168139df
function search_candidates(kinds text[], said text, keys text[], most integer) returns TABLE(object_kind text, object_id uuid, tier smallint) language plpgsql security definer set search_path=huimin, public, plan_cache_mode=force_generic_plan, enable_seqscan=off, pg_trgm.word_similarity_threshold=0.55; -- md5 fe6d54428c5c9173fbdf5f78923e90eb
function search_entry_of(kind text, given jsonb, name_columns text[], code_columns text[], index_columns text[]) returns search_entry language plpgsql; -- md5 b3234744b62a81b6120d9d8401a1dbdb
function search_plain(said text) returns text language sql; -- md5 4ba630abce735aa1696162b564337bb2
function search_runs(mark text, parts text[], shortest integer, longest integer) returns text[] language plpgsql; -- md5 ae0446c57fd36e4456f7be94de16d9cd
function search_words(plain text, OUT sounds text, OUT terms text[]) returns record language plpgsql; -- md5 d08e15886a0204ea20ac33839da7eba4
function secure_by_jurisdiction(t text) returns void language plpgsql; -- md5 d81cb0a44f08d780420b7243e61cb57b
function simulation_result_stays() returns trigger language plpgsql; -- md5 162a80ec86fb6313dbeaf2a70e1bc6d9
function staff_relatives_of(about_kind text, about_id uuid, applicant_id uuid) returns TABLE(account_id uuid, relation text) language sql security definer set search_path=huimin, public; -- md5 32239f364c0a4af8d2112c5541500a79
function sweep_idempotency_keys() returns bigint language sql security definer set search_path=huimin, public; -- md5 71e13d9b2724628f8301702b61e62ddb
function syllables_of(characters text[], OUT usual text[], OUT surname text[]) returns record language plpgsql; -- md5 573daff98da23b9a2b09c912ebe1a381
function task_stays_closed() returns trigger language plpgsql; -- md5 5af51577cdeb6b25ad7192f791480e14
function without_one(mark text, parts text[]) returns text[] language plpgsql; -- md5 5e4bfe84221e61e92c07621167d72983

-- What the application may do: tables
grant select on access_policy to huimin_app;
grant select on account to huimin_app;
grant insert, select on account_credential to huimin_app;
grant select on acting_account to huimin_app;
grant insert, select on annual_inspection to huimin_app;
grant insert, select on attachment to huimin_app;
grant insert, select on audit_block to huimin_app;
grant insert, select on audit_row to huimin_app;
grant insert, select on award to huimin_app;
grant select on award_in_force to huimin_app;
grant insert, select on bank_file to huimin_app;
grant select on bank_limit to huimin_app;
grant insert, select on bank_manifest to huimin_app;
grant insert, select on bank_result to huimin_app;
grant insert, select on bank_statement to huimin_app;
grant insert, select on bank_statement_line to huimin_app;
grant insert, select on card_review to huimin_app;
grant insert, select on care_entry to huimin_app;
grant insert, select on care_facility to huimin_app;
grant insert, select on care_inspection to huimin_app;
grant insert, select on care_institution to huimin_app;
grant insert, select on care_project to huimin_app;
grant insert, select on care_resident to huimin_app;
grant insert, select on case_appeal to huimin_app;
grant insert, select on case_event to huimin_app;
grant insert, select on case_file to huimin_app;
grant insert, select on case_material to huimin_app;
grant insert, select on case_pause to huimin_app;
grant insert, select on clue_dossier to huimin_app;
grant insert, select on community_team to huimin_app;
grant insert, select on credit_entry to huimin_app;
grant insert, select on decision to huimin_app;
grant insert, select on decision_service to huimin_app;
grant insert, select on delegation to huimin_app;
grant select on district to huimin_app;
grant insert, select on dues_receipt_batch to huimin_app;
grant insert, select on epidemic_supply to huimin_app;
grant insert, select on event to huimin_app;
grant insert, select on event_delivery to huimin_app;
grant insert, select on fact to huimin_app;
grant insert, select on feed_row to huimin_app;
grant insert, select on finance_proposal to huimin_app;
grant insert, select on fund_budget to huimin_app;
grant insert, select on fund_split to huimin_app;
grant insert, select on fund_split_share to huimin_app;
grant select on fund_use to huimin_app;
grant select on han_pinyin to huimin_app;
grant insert, select on household to huimin_app;
grant select on household_membership to huimin_app;
grant insert, select on idempotency_key to huimin_app;
grant insert, select on identity_link to huimin_app;
grant insert, select on import_batch to huimin_app;
grant insert, select on import_row to huimin_app;
grant insert, select on job_run to huimin_app;
grant insert, select on ledger_account to huimin_app;
grant select on ledger_balance to huimin_app;
grant insert, select on ledger_closing to huimin_app;
grant insert, select on ledger_entry to huimin_app;
grant insert, select on ledger_fund to huimin_app;
grant insert, select on ledger_proof to huimin_app;
grant insert, select on ledger_transaction to huimin_app;
grant select on migration to huimin_app;
grant insert, select on number_series to huimin_app;
grant insert, select on objection to huimin_app;
grant insert, select on old_age_award to huimin_app;
grant insert, select on old_age_payment to huimin_app;
grant insert, select on operating_subsidy to huimin_app;
grant insert, select on organisation to huimin_app;
grant select on paid_line to huimin_app;
grant insert, select on parameter_proposal to huimin_app;
grant insert, select on parameter_value to huimin_app;
grant insert, select on password_history to huimin_app;
grant insert, select on payment_deduction to huimin_app;
grant insert, select on payment_finding to huimin_app;
grant insert, select on payment_item to huimin_app;
grant insert, select on payment_line to huimin_app;
grant insert, select on payment_policy to huimin_app;
grant insert, select on payment_run to huimin_app;
grant insert, select on payment_signature to huimin_app;
grant insert, select on person to huimin_app;
grant insert, select on place to huimin_app;
grant insert, select on public_notice to huimin_app;
grant select on public_notice_posted to huimin_app;
grant insert, select on record_change to huimin_app;
grant insert, select on record_correction to huimin_app;
grant insert, select on recovery_case to huimin_app;
grant insert, select on recovery_code to huimin_app;
grant insert, select on recovery_entry to huimin_app;
grant insert, select on recovery_instalment to huimin_app;
grant insert, select on recovery_line to huimin_app;
grant insert, select on recovery_plan to huimin_app;
grant insert, select on role_grant to huimin_app;
grant select on search_entry to huimin_app;
grant insert, select on senior_card to huimin_app;
grant insert, select on sensitive_access to huimin_app;
grant insert, select on session to huimin_app;
grant insert, select on signing_key to huimin_app;
grant insert, select on simulation_award to huimin_app;
grant insert, select on simulation_month to huimin_app;
grant insert, select on simulation_outcome to huimin_app;
grant insert, select on simulation_result to huimin_app;
grant insert, select on simulation_scenario to huimin_app;
grant insert, select on staff_relative to huimin_app;
grant insert, select on supervision_clue to huimin_app;
grant insert, select on take_up_finding to huimin_app;
grant insert, select on task to huimin_app;
grant insert, select on visited_elder to huimin_app;

-- What the application may do: columns
grant update (address_failures_max, changed_at, changed_by, delegation_days_max, failures_max, grant_months_max, idle_minutes_public, idle_minutes_staff, lock_minutes, password_age_days_max, password_classes_min, password_history, password_length_min, require_totp, session_hours_max, unmask_day_max) on access_policy to huimin_app;
grant update (active, display_name, role) on account to huimin_app;
grant update (failures, locked_until, must_change, password_changed_at, password_hash, totp_cipher, totp_confirmed_at, totp_step) on account_credential to huimin_app;
grant update (activity_count, changed_at, changed_by, concluded_on, division_no, donations_in_fen, donations_out_fen, end_reason, ended_on, expenditure_fen, fix_until, fixed_on, income_fen, light_issues, net_assets_fen, organisation_id, party_members, published_on, registrar_submitted_on, result, serious_issues, staff, title, unit_opinion, unit_opinion_on, unit_submitted_on, version, year) on annual_inspection to huimin_app;
grant update (ended_at, ended_by, ended_reason) on attachment to huimin_app;
grant update (payee_person_id) on award to huimin_app;
grant update (amount_per_file_max_fen, changed_at, changed_by, items_per_file_max) on bank_limit to huimin_app;
grant update (card_id, changed_at, changed_by, channel, division_no, end_reason, ended_on, review_no, reviewed_on, version, year) on card_review to huimin_app;
grant update (changed_at, changed_by, division_no, end_reason, ended_on, entered_on, entry_no, institution_id, isolated_until, kind, name, test, version) on care_entry to huimin_app;
grant update (changed_at, changed_by, closed_on, division_no, end_reason, ended_on, facility_no, is_independent, kind, name, opened_on, version) on care_facility to huimin_app;
grant update (campaign, changed_at, changed_by, checked_on, division_no, end_reason, ended_on, evidence, inspection_no, inspectors, institution_id, is_passed, items_checked, items_failed, kind, mend_by, mended_on, red_line, version) on care_inspection to huimin_app;
grant update (beds_nursing, beds_open, beds_total, changed_at, changed_by, closed_on, closing_notice_on, division_no, end_reason, ended_on, filed_on, filing_no, fire, food_grade, grade, grade_until, name, nature, open_kitchen, standard, version) on care_institution to huimin_app;
grant update (accepted_on, budget_fen, changed_at, changed_by, division_no, end_reason, ended_on, kind, name, opened_on, planned_end_on, planned_on, project_no, started_on, version) on care_project to huimin_app;
grant update (admitted_on, agreement_no, bed_no, care_level, changed_at, changed_by, contact_phone_cipher, contact_phone_index, division_no, end_reason, ended_on, institution_id, left_on, payer, person_id, risk_assessed_on, version) on care_resident to huimin_app;
grant update (amber_on, closed_on, data, due_on, flags, handler_id, paused, state, version) on case_file to huimin_app;
grant update (ended_by, until_on) on case_pause to huimin_app;
grant update (changed_at, changed_by, division_no, dossier_no, end_reason, ended_on, household_id, opened_on, person_id, version) on clue_dossier to huimin_app;
grant update (changed_at, changed_by, division_no, end_reason, ended_on, filed_on, filing_no, kind, last_activity_on, leader_name, members, name, version) on community_team to huimin_app;
grant update (changed_at, changed_by, division_no, document, end_reason, ended_on, entered_on, organisation_id, reason, removal_document, removed_on, version) on credit_entry to huimin_app;
grant update (ended_at, ended_by) on delegation to huimin_app;
grant update (data_to) on district to huimin_app;
grant update (book_no, changed_at, changed_by, copies, division_no, end_reason, ended_on, first_signer, from_no, issued_on, organisation_id, second_signer, stock, to_no, used, used_amount_fen, version, voided, writeoff_no, writeoff_on, year) on dues_receipt_batch to huimin_app;
grant update (amount_fen, batch_no, changed_at, changed_by, division_no, end_reason, ended_on, institution_id, issued_on, item, kind, line_no, quantity, receiver, version) on epidemic_supply to huimin_app;
grant update (dispatched_at) on event to huimin_app;
grant update (attempts, last_error, next_at, settled_at, settled_by, skip_reason, state) on event_delivery to huimin_app;
grant update (recorded_until) on fact to huimin_app;
grant update (changed_at, changed_by, detail, division_no, end_reason, ended_on, ended_on_day, extracted_on, id_no_cipher, id_no_index, kind, name, occurred_on, serial, source_document, version) on feed_row to huimin_app;
grant update (decided_at, decided_by, note, state) on finance_proposal to huimin_app;
grant update (address, changed_at, changed_by, end_reason, ended_on, head_person_id, version) on household to huimin_app;
grant update (ended_at, ended_by) on identity_link to huimin_app;
grant update (applied_at, rows_applied, rows_bad, rows_changed, rows_new, rows_same, state) on import_batch to huimin_app;
grant update (finished_at, last_error, state) on job_run to huimin_app;
grant update (last_no) on number_series to huimin_app;
grant update (decided_by, decided_on, outcome, outcome_reason) on objection to huimin_app;
grant update (award_no, changed_at, changed_by, channel, division_no, end_reason, ended_for, ended_on, from_month, last_verified_on, person_id, status, to_month, version) on old_age_award to huimin_app;
grant update (amount_fen, award_id, changed_at, changed_by, division_no, end_reason, ended_on, kind, months, paid_on, payment_no, quarter, version) on old_age_payment to huimin_app;
grant update (changed_at, changed_by, cut_fen, cut_reason, division_no, end_reason, ended_on, facility_id, from_month, institution_id, kind, line_no, paid_on, pay_fen, to_month, unit_fen, units, uplift_percent, version) on operating_subsidy to huimin_app;
grant update (address, business, changed_at, changed_by, division_no, dues_standard_fen, end_reason, ended_on, funds_fen, kind, legal_rep_id_no_cipher, legal_rep_id_no_index, legal_rep_name, members_individual, members_unit, name, party_state, phone_cipher, phone_index, registered_on, status, supervising_unit, usci, version) on organisation to huimin_app;
grant update (decided_at, decided_by, reason, state) on parameter_proposal to huimin_app;
grant update (recorded_until) on parameter_value to huimin_app;
grant update (answered_at, answered_by, decision, reason) on payment_finding to huimin_app;
grant update (account_cipher, file_no, held_at, held_by, hold_reason, release_reason, released_at, released_by, return_code, return_reason, sent_name, settled_on, state, unknown_since) on payment_item to huimin_app;
grant update (decided_at, decided_by, state) on payment_policy to huimin_app;
grant update (approved_at, approved_by, posted_at, posted_by, sent_at, settled_at, state, void_reason) on payment_run to huimin_app;
grant update (account_cipher, account_index, account_masked, birth_date, changed_at, changed_by, end_reason, ended_on, id_no_cipher, id_no_index, name, phone_cipher, phone_index, sex, version) on person to huimin_app;
grant update (end_reason, ended_on) on public_notice to huimin_app;
grant update (decided_at, decided_by, decision, state) on record_correction to huimin_app;
grant update (cause) on recovery_case to huimin_app;
grant update (used_at) on recovery_code to huimin_app;
grant update (ended_on) on recovery_plan to huimin_app;
grant update (end_reason, ended_at, ended_by) on role_grant to huimin_app;
grant update (approved_on, card_no, changed_at, changed_by, division_no, end_reason, ended_on, person_id, verified_until, version) on senior_card to huimin_app;
grant update (end_reason, ended_at, last_seen_at) on session to huimin_app;
grant update (cancel_requested, done, error, finished_at, first_month, heartbeat_at, known_at, parameters_digest, rules_digest, state, summary, total) on simulation_result to huimin_app;
grant update (ended_on) on staff_relative to huimin_app;
grant update (award_no, changed_at, changed_by, closed_on, clue_no, concluded_on, conclusion, division_no, dossier_id, end_reason, ended_on, fault_type, found, measure, method, origin, other_side, own_side, person_id, programme, received_on, recover_fen, recovery_no, risk_fen, rule, second_verifier, severity, source_document, version, visited_on) on supervision_clue to huimin_app;
grant update (assignee, closed_at, closed_by, closing_reason, note, state, version) on task to huimin_app;
grant update (changed_at, changed_by, division_no, end_reason, ended_on, file_no, interval_days, kind, last_visit_on, needs, person_id, version) on visited_elder to huimin_app;
