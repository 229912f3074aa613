-- elderly care

create table care_institution (
  id             uuid primary key,
  division_no    bigint not null,
  version        integer not null default 1 check (version >= 1),
  ended_on       date,
  end_reason     text,
  created_at     timestamptz not null default now(),
  created_by     uuid not null references account (id),
  changed_at     timestamptz,
  changed_by     uuid references account (id),
  filing_no      text not null check (char_length(filing_no) between 1 and 80),
  name           text not null check (char_length(name) between 1 and 80),
  nature         text not null check (nature in ('public', 'public_private', 'private_nonprofit', 'private_profit', 'rural_welfare_home')),
  filed_on       date not null,
  beds_total     bigint not null check (beds_total between 0 and 100000),
  beds_open      bigint not null check (beds_open between 0 and 100000),
  beds_nursing   bigint not null check (beds_nursing between 0 and 100000),
  fire           text not null check (fire in ('acceptance', 'filing', 'below_limit', 'none')),
  food_grade     text not null check (food_grade in ('A', 'B', 'C', 'none')),
  open_kitchen   boolean not null,
  standard       text not null check (standard in ('met', 'partly', 'not')),
  grade          bigint check (grade between 1 and 5),
  grade_until    date,
  closing_notice_on date,
  closed_on      date
);
comment on table care_institution is 'home for the aged';
create unique index care_institution_key on care_institution (filing_no) where ended_on is null;
create index care_institution_scope on care_institution (division_no, id);
create index care_institution_filing_no_order on care_institution (filing_no, id);
create index care_institution_name_order on care_institution (name, id);
select attach_search('care_institution', 'care-institution', 'name', 'filing_no', '');
create trigger care_institution_no_delete before delete on care_institution for each row execute function refuse_change();
create trigger care_institution_no_truncate before truncate on care_institution for each statement execute function refuse_change();
select secure_by_jurisdiction('care_institution');
grant select, insert on care_institution to huimin_app;
grant update (division_no, version, ended_on, end_reason, changed_at, changed_by, filing_no, name, nature, filed_on, beds_total, beds_open, beds_nursing, fire, food_grade, open_kitchen, standard, grade, grade_until, closing_notice_on, closed_on) on care_institution to huimin_app;

create table care_facility (
  id             uuid primary key,
  division_no    bigint not null,
  version        integer not null default 1 check (version >= 1),
  ended_on       date,
  end_reason     text,
  created_at     timestamptz not null default now(),
  created_by     uuid not null references account (id),
  changed_at     timestamptz,
  changed_by     uuid references account (id),
  facility_no    text not null check (char_length(facility_no) between 1 and 80),
  name           text not null check (char_length(name) between 1 and 80),
  kind           text not null check (kind in ('centre', 'station', 'rural_centre', 'canteen', 'service_area')),
  is_independent boolean not null,
  opened_on      date not null,
  closed_on      date
);
comment on table care_facility is 'community facility for the aged';
create unique index care_facility_key on care_facility (facility_no) where ended_on is null;
create index care_facility_scope on care_facility (division_no, id);
create index care_facility_facility_no_order on care_facility (facility_no, id);
create index care_facility_opened_on_order on care_facility (opened_on, id);
select attach_search('care_facility', 'care-facility', 'name', 'facility_no', '');
create trigger care_facility_no_delete before delete on care_facility for each row execute function refuse_change();
create trigger care_facility_no_truncate before truncate on care_facility for each statement execute function refuse_change();
select secure_by_jurisdiction('care_facility');
grant select, insert on care_facility to huimin_app;
grant update (division_no, version, ended_on, end_reason, changed_at, changed_by, facility_no, name, kind, is_independent, opened_on, closed_on) on care_facility to huimin_app;

create table care_project (
  id             uuid primary key,
  division_no    bigint not null,
  version        integer not null default 1 check (version >= 1),
  ended_on       date,
  end_reason     text,
  created_at     timestamptz not null default now(),
  created_by     uuid not null references account (id),
  changed_at     timestamptz,
  changed_by     uuid references account (id),
  project_no     text not null check (char_length(project_no) between 1 and 80),
  name           text not null check (char_length(name) between 1 and 80),
  kind           text not null check (kind in ('centre', 'station', 'rural_centre', 'canteen', 'service_area')),
  budget_fen     bigint not null check (budget_fen >= 0),
  planned_on     date not null,
  started_on     date,
  planned_end_on date not null,
  accepted_on    date,
  opened_on      date
);
comment on table care_project is 'building project';
create unique index care_project_key on care_project (project_no) where ended_on is null;
create index care_project_scope on care_project (division_no, id);
create index care_project_project_no_order on care_project (project_no, id);
create index care_project_planned_on_order on care_project (planned_on, id);
select attach_search('care_project', 'care-project', 'name', 'project_no', '');
create trigger care_project_no_delete before delete on care_project for each row execute function refuse_change();
create trigger care_project_no_truncate before truncate on care_project for each statement execute function refuse_change();
select secure_by_jurisdiction('care_project');
grant select, insert on care_project to huimin_app;
grant update (division_no, version, ended_on, end_reason, changed_at, changed_by, project_no, name, kind, budget_fen, planned_on, started_on, planned_end_on, accepted_on, opened_on) on care_project to huimin_app;

create table care_resident (
  id             uuid primary key,
  division_no    bigint not null,
  version        integer not null default 1 check (version >= 1),
  ended_on       date,
  end_reason     text,
  created_at     timestamptz not null default now(),
  created_by     uuid not null references account (id),
  changed_at     timestamptz,
  changed_by     uuid references account (id),
  agreement_no   text not null check (char_length(agreement_no) between 1 and 80),
  person_id      uuid not null references person (id),
  institution_id uuid not null references care_institution (id),
  bed_no         text not null check (char_length(bed_no) between 1 and 80),
  risk_assessed_on date not null,
  care_level     text not null check (care_level in ('0', '1', '2', '3', '4')),
  payer          text not null check (payer in ('self', 'tekun', 'subsidy')),
  contact_phone_cipher bytea,
  contact_phone_index bytea,
  admitted_on    date not null,
  left_on        date
);
comment on table care_resident is 'resident';
create unique index care_resident_key on care_resident (agreement_no) where ended_on is null;
create index care_resident_scope on care_resident (division_no, id);
create index care_resident_agreement_no_order on care_resident (agreement_no, id);
create index care_resident_person_id on care_resident (person_id);
create index care_resident_institution_id on care_resident (institution_id);
create index care_resident_admitted_on_order on care_resident (admitted_on, id);
select attach_search('care_resident', 'care-resident', '', 'agreement_no', '');
create trigger care_resident_no_delete before delete on care_resident for each row execute function refuse_change();
create trigger care_resident_no_truncate before truncate on care_resident for each statement execute function refuse_change();
select secure_by_jurisdiction('care_resident');
grant select, insert on care_resident to huimin_app;
grant update (division_no, version, ended_on, end_reason, changed_at, changed_by, agreement_no, person_id, institution_id, bed_no, risk_assessed_on, care_level, payer, contact_phone_cipher, contact_phone_index, admitted_on, left_on) on care_resident to huimin_app;

create table old_age_award (
  id             uuid primary key,
  division_no    bigint not null,
  version        integer not null default 1 check (version >= 1),
  ended_on       date,
  end_reason     text,
  created_at     timestamptz not null default now(),
  created_by     uuid not null references account (id),
  changed_at     timestamptz,
  changed_by     uuid references account (id),
  award_no       text not null check (char_length(award_no) between 1 and 80),
  person_id      uuid not null references person (id),
  status         text not null check (status in ('proposed', 'paying', 'suspended', 'ended')),
  from_month     date not null check (extract(day from from_month) = 1),
  to_month       date check (extract(day from to_month) = 1),
  ended_for      text check (ended_for in ('death', 'moved', 'waived')),
  last_verified_on date,
  channel        text check (channel in ('face', 'window', 'visit', 'data'))
);
comment on table old_age_award is 'old-age allowance';
create unique index old_age_award_key on old_age_award (award_no) where ended_on is null;
create index old_age_award_scope on old_age_award (division_no, id);
create index old_age_award_award_no_order on old_age_award (award_no, id);
create index old_age_award_person_id on old_age_award (person_id);
create index old_age_award_last_verified_on_order on old_age_award (last_verified_on, id);
select attach_search('old_age_award', 'old-age-award', '', 'award_no', '');
create trigger old_age_award_no_delete before delete on old_age_award for each row execute function refuse_change();
create trigger old_age_award_no_truncate before truncate on old_age_award for each statement execute function refuse_change();
select secure_by_jurisdiction('old_age_award');
grant select, insert on old_age_award to huimin_app;
grant update (division_no, version, ended_on, end_reason, changed_at, changed_by, award_no, person_id, status, from_month, to_month, ended_for, last_verified_on, channel) on old_age_award to huimin_app;

create table old_age_payment (
  id             uuid primary key,
  division_no    bigint not null,
  version        integer not null default 1 check (version >= 1),
  ended_on       date,
  end_reason     text,
  created_at     timestamptz not null default now(),
  created_by     uuid not null references account (id),
  changed_at     timestamptz,
  changed_by     uuid references account (id),
  payment_no     text not null check (char_length(payment_no) between 1 and 80),
  award_id       uuid not null references old_age_award (id),
  kind           text not null check (kind in ('allowance', 'district90')),
  quarter        date not null check (extract(day from quarter) = 1),
  months         bigint not null check (months between 1 and 3),
  amount_fen     bigint not null check (amount_fen >= 0),
  paid_on        date not null
);
comment on table old_age_payment is 'old-age payment';
create unique index old_age_payment_key on old_age_payment (payment_no) where ended_on is null;
create index old_age_payment_scope on old_age_payment (division_no, id);
create index old_age_payment_payment_no_order on old_age_payment (payment_no, id);
create index old_age_payment_award_id on old_age_payment (award_id);
create index old_age_payment_paid_on_order on old_age_payment (paid_on, id);
create trigger old_age_payment_no_delete before delete on old_age_payment for each row execute function refuse_change();
create trigger old_age_payment_no_truncate before truncate on old_age_payment for each statement execute function refuse_change();
select secure_by_jurisdiction('old_age_payment');
grant select, insert on old_age_payment to huimin_app;
grant update (division_no, version, ended_on, end_reason, changed_at, changed_by, payment_no, award_id, kind, quarter, months, amount_fen, paid_on) on old_age_payment to huimin_app;

create table senior_card (
  id             uuid primary key,
  division_no    bigint not null,
  version        integer not null default 1 check (version >= 1),
  ended_on       date,
  end_reason     text,
  created_at     timestamptz not null default now(),
  created_by     uuid not null references account (id),
  changed_at     timestamptz,
  changed_by     uuid references account (id),
  card_no        text not null check (char_length(card_no) between 1 and 80),
  person_id      uuid not null references person (id),
  approved_on    date not null,
  verified_until date not null
);
comment on table senior_card is 'senior card';
create unique index senior_card_key on senior_card (card_no) where ended_on is null;
create index senior_card_scope on senior_card (division_no, id);
create index senior_card_card_no_order on senior_card (card_no, id);
create index senior_card_person_id on senior_card (person_id);
create index senior_card_approved_on_order on senior_card (approved_on, id);
select attach_search('senior_card', 'senior-card', '', 'card_no', '');
create trigger senior_card_no_delete before delete on senior_card for each row execute function refuse_change();
create trigger senior_card_no_truncate before truncate on senior_card for each statement execute function refuse_change();
select secure_by_jurisdiction('senior_card');
grant select, insert on senior_card to huimin_app;
grant update (division_no, version, ended_on, end_reason, changed_at, changed_by, card_no, person_id, approved_on, verified_until) on senior_card to huimin_app;

create table card_review (
  id             uuid primary key,
  division_no    bigint not null,
  version        integer not null default 1 check (version >= 1),
  ended_on       date,
  end_reason     text,
  created_at     timestamptz not null default now(),
  created_by     uuid not null references account (id),
  changed_at     timestamptz,
  changed_by     uuid references account (id),
  review_no      text not null check (char_length(review_no) between 1 and 80),
  card_id        uuid not null references senior_card (id),
  year           bigint not null check (year between 2000 and 2999),
  reviewed_on    date not null,
  channel        text not null check (channel in ('face', 'window', 'visit', 'data'))
);
comment on table card_review is 'annual verification of a card';
create unique index card_review_key on card_review (card_id, year) where ended_on is null;
create index card_review_scope on card_review (division_no, id);
create index card_review_card_id on card_review (card_id);
create index card_review_reviewed_on_order on card_review (reviewed_on, id);
create trigger card_review_no_delete before delete on card_review for each row execute function refuse_change();
create trigger card_review_no_truncate before truncate on card_review for each statement execute function refuse_change();
select secure_by_jurisdiction('card_review');
grant select, insert on card_review to huimin_app;
grant update (division_no, version, ended_on, end_reason, changed_at, changed_by, review_no, card_id, year, reviewed_on, channel) on card_review to huimin_app;

create table operating_subsidy (
  id             uuid primary key,
  division_no    bigint not null,
  version        integer not null default 1 check (version >= 1),
  ended_on       date,
  end_reason     text,
  created_at     timestamptz not null default now(),
  created_by     uuid not null references account (id),
  changed_at     timestamptz,
  changed_by     uuid references account (id),
  line_no        text not null check (char_length(line_no) between 1 and 80),
  kind           text not null check (kind in ('facility', 'institution', 'staff')),
  institution_id uuid references care_institution (id),
  facility_id    uuid references care_facility (id),
  from_month     date not null check (extract(day from from_month) = 1),
  to_month       date not null check (extract(day from to_month) = 1),
  units          bigint not null check (units between 1 and 1000000),
  unit_fen       bigint not null check (unit_fen >= 0),
  uplift_percent bigint not null check (uplift_percent between 0 and 100),
  cut_fen        bigint not null check (cut_fen >= 0),
  cut_reason     text check (char_length(cut_reason) between 1 and 80),
  pay_fen        bigint not null check (pay_fen >= 0),
  paid_on        date not null
);
comment on table operating_subsidy is 'operating and staff subsidy';
create unique index operating_subsidy_key on operating_subsidy (line_no) where ended_on is null;
create index operating_subsidy_scope on operating_subsidy (division_no, id);
create index operating_subsidy_line_no_order on operating_subsidy (line_no, id);
create index operating_subsidy_institution_id on operating_subsidy (institution_id);
create index operating_subsidy_facility_id on operating_subsidy (facility_id);
create index operating_subsidy_paid_on_order on operating_subsidy (paid_on, id);
select attach_search('operating_subsidy', 'operating-subsidy', '', 'line_no', '');
create trigger operating_subsidy_no_delete before delete on operating_subsidy for each row execute function refuse_change();
create trigger operating_subsidy_no_truncate before truncate on operating_subsidy for each statement execute function refuse_change();
select secure_by_jurisdiction('operating_subsidy');
grant select, insert on operating_subsidy to huimin_app;
grant update (division_no, version, ended_on, end_reason, changed_at, changed_by, line_no, kind, institution_id, facility_id, from_month, to_month, units, unit_fen, uplift_percent, cut_fen, cut_reason, pay_fen, paid_on) on operating_subsidy to huimin_app;

create table care_inspection (
  id             uuid primary key,
  division_no    bigint not null,
  version        integer not null default 1 check (version >= 1),
  ended_on       date,
  end_reason     text,
  created_at     timestamptz not null default now(),
  created_by     uuid not null references account (id),
  changed_at     timestamptz,
  changed_by     uuid references account (id),
  inspection_no  text not null check (char_length(inspection_no) between 1 and 80),
  institution_id uuid not null references care_institution (id),
  kind           text not null check (kind in ('safety', 'epidemic', 'quality', 'routine')),
  campaign       text check (char_length(campaign) between 1 and 80),
  checked_on     date not null,
  inspectors     text not null check (char_length(inspectors) between 1 and 80),
  items_checked  bigint not null check (items_checked between 0 and 1000000),
  items_failed   bigint not null check (items_failed between 0 and 1000000),
  red_line       boolean not null,
  is_passed      boolean not null,
  mend_by        date,
  mended_on      date,
  evidence       text check (char_length(evidence) between 1 and 80)
);
comment on table care_inspection is 'inspection of a home';
create unique index care_inspection_key on care_inspection (inspection_no) where ended_on is null;
create index care_inspection_scope on care_inspection (division_no, id);
create index care_inspection_inspection_no_order on care_inspection (inspection_no, id);
create index care_inspection_institution_id on care_inspection (institution_id);
create index care_inspection_checked_on_order on care_inspection (checked_on, id);
select attach_search('care_inspection', 'care-inspection', '', 'inspection_no', '');
create trigger care_inspection_no_delete before delete on care_inspection for each row execute function refuse_change();
create trigger care_inspection_no_truncate before truncate on care_inspection for each statement execute function refuse_change();
select secure_by_jurisdiction('care_inspection');
grant select, insert on care_inspection to huimin_app;
grant update (division_no, version, ended_on, end_reason, changed_at, changed_by, inspection_no, institution_id, kind, campaign, checked_on, inspectors, items_checked, items_failed, red_line, is_passed, mend_by, mended_on, evidence) on care_inspection to huimin_app;

create table epidemic_supply (
  id             uuid primary key,
  division_no    bigint not null,
  version        integer not null default 1 check (version >= 1),
  ended_on       date,
  end_reason     text,
  created_at     timestamptz not null default now(),
  created_by     uuid not null references account (id),
  changed_at     timestamptz,
  changed_by     uuid references account (id),
  line_no        text not null check (char_length(line_no) between 1 and 80),
  institution_id uuid not null references care_institution (id),
  kind           text not null check (kind in ('goods', 'money')),
  batch_no       text check (char_length(batch_no) between 1 and 80),
  item           text check (char_length(item) between 1 and 80),
  quantity       bigint check (quantity between 1 and 10000000),
  amount_fen     bigint check (amount_fen >= 0),
  issued_on      date not null,
  receiver       text not null check (char_length(receiver) between 1 and 80)
);
comment on table epidemic_supply is 'supplies against the epidemic';
create unique index epidemic_supply_key on epidemic_supply (line_no) where ended_on is null;
create index epidemic_supply_scope on epidemic_supply (division_no, id);
create index epidemic_supply_line_no_order on epidemic_supply (line_no, id);
create index epidemic_supply_institution_id on epidemic_supply (institution_id);
create index epidemic_supply_issued_on_order on epidemic_supply (issued_on, id);
select attach_search('epidemic_supply', 'epidemic-supply', '', 'line_no', '');
create trigger epidemic_supply_no_delete before delete on epidemic_supply for each row execute function refuse_change();
create trigger epidemic_supply_no_truncate before truncate on epidemic_supply for each statement execute function refuse_change();
select secure_by_jurisdiction('epidemic_supply');
grant select, insert on epidemic_supply to huimin_app;
grant update (division_no, version, ended_on, end_reason, changed_at, changed_by, line_no, institution_id, kind, batch_no, item, quantity, amount_fen, issued_on, receiver) on epidemic_supply to huimin_app;

create table care_entry (
  id             uuid primary key,
  division_no    bigint not null,
  version        integer not null default 1 check (version >= 1),
  ended_on       date,
  end_reason     text,
  created_at     timestamptz not null default now(),
  created_by     uuid not null references account (id),
  changed_at     timestamptz,
  changed_by     uuid references account (id),
  entry_no       text not null check (char_length(entry_no) between 1 and 80),
  institution_id uuid not null references care_institution (id),
  kind           text not null check (kind in ('returned', 'admitted', 'staff_back', 'staff_new', 'visitor', 'left')),
  name           text not null check (char_length(name) between 1 and 80),
  entered_on     date not null,
  test           text not null check (test in ('negative', 'positive', 'pending', 'not_done')),
  isolated_until date
);
comment on table care_entry is 'entry and exit';
create unique index care_entry_key on care_entry (entry_no) where ended_on is null;
create index care_entry_scope on care_entry (division_no, id);
create index care_entry_entry_no_order on care_entry (entry_no, id);
create index care_entry_institution_id on care_entry (institution_id);
create index care_entry_entered_on_order on care_entry (entered_on, id);
select attach_search('care_entry', 'care-entry', '', 'entry_no', '');
create trigger care_entry_no_delete before delete on care_entry for each row execute function refuse_change();
create trigger care_entry_no_truncate before truncate on care_entry for each statement execute function refuse_change();
select secure_by_jurisdiction('care_entry');
grant select, insert on care_entry to huimin_app;
grant update (division_no, version, ended_on, end_reason, changed_at, changed_by, entry_no, institution_id, kind, name, entered_on, test, isolated_until) on care_entry to huimin_app;

create table visited_elder (
  id             uuid primary key,
  division_no    bigint not null,
  version        integer not null default 1 check (version >= 1),
  ended_on       date,
  end_reason     text,
  created_at     timestamptz not null default now(),
  created_by     uuid not null references account (id),
  changed_at     timestamptz,
  changed_by     uuid references account (id),
  file_no        text not null check (char_length(file_no) between 1 and 80),
  person_id      uuid not null references person (id),
  kind           text not null check (kind in ('left_behind', 'alone', 'empty_nest')),
  interval_days  bigint not null check (interval_days between 1 and 92),
  last_visit_on  date not null,
  needs          text check (char_length(needs) between 1 and 300)
);
comment on table visited_elder is 'elder to be visited';
create unique index visited_elder_key on visited_elder (file_no) where ended_on is null;
create index visited_elder_scope on visited_elder (division_no, id);
create index visited_elder_file_no_order on visited_elder (file_no, id);
create index visited_elder_person_id on visited_elder (person_id);
create index visited_elder_last_visit_on_order on visited_elder (last_visit_on, id);
select attach_search('visited_elder', 'visited-elder', '', 'file_no', '');
create trigger visited_elder_no_delete before delete on visited_elder for each row execute function refuse_change();
create trigger visited_elder_no_truncate before truncate on visited_elder for each statement execute function refuse_change();
select secure_by_jurisdiction('visited_elder');
grant select, insert on visited_elder to huimin_app;
grant update (division_no, version, ended_on, end_reason, changed_at, changed_by, file_no, person_id, kind, interval_days, last_visit_on, needs) on visited_elder to huimin_app;

-- Nobody lives in two homes at once, no bed is given twice, nobody has two allowances (handbook 03 §10).
create unique index care_resident_bed_no_taken on care_resident (institution_id, bed_no) where left_on is null and ended_on is null;
create unique index care_resident_person_id_one on care_resident (person_id) where left_on is null and ended_on is null;
create unique index old_age_award_person_id_one on old_age_award (person_id) where status <> 'ended' and ended_on is null;
-- A quarter of an allowance is paid once; the check of a quarter reads by it.
create unique index old_age_payment_quarter_once on old_age_payment (award_id, kind, quarter) where ended_on is null;
create index old_age_payment_of_quarter on old_age_payment (quarter, payment_no) where ended_on is null;
-- Support of one kind accrues once for a month of one home or facility: no double counting.
alter table operating_subsidy add constraint operating_subsidy_from_month_once exclude using gist (
  coalesce(institution_id, facility_id) with =, kind with =, daterange(from_month, to_month, '[]') with &&
) where (ended_on is null);
