-- Benefit supervision: other registers' rows as received, dossiers of households, clues.

create table clue_dossier (
  id             uuid primary key,
  division_no    bigint not null,
  version        integer not null default 1 check (version >= 1),
  ended_on       date,
  end_reason     text,
  created_at     timestamptz not null default now(),
  created_by     uuid not null references account (id),
  changed_at     timestamptz,
  changed_by     uuid references account (id),
  dossier_no     text not null check (char_length(dossier_no) between 1 and 80),
  person_id      uuid not null references person (id),
  household_id   uuid references household (id),
  opened_on      date not null
);
comment on table clue_dossier is 'One file for each household with clues (一户一档)';
create unique index clue_dossier_key on clue_dossier (dossier_no) where ended_on is null;
create index clue_dossier_scope on clue_dossier (division_no, id);
create index clue_dossier_dossier_no_order on clue_dossier (dossier_no, id);
create index clue_dossier_person_id on clue_dossier (person_id);
create index clue_dossier_household_id on clue_dossier (household_id);
select attach_search('clue_dossier', 'clue-dossier', '', 'dossier_no', '');
create trigger clue_dossier_no_delete before delete on clue_dossier for each row execute function refuse_change();
create trigger clue_dossier_no_truncate before truncate on clue_dossier for each statement execute function refuse_change();
select secure_by_jurisdiction('clue_dossier');
grant select, insert on clue_dossier to huimin_app;
grant update (division_no, version, ended_on, end_reason, changed_at, changed_by, dossier_no, person_id, household_id, opened_on) on clue_dossier to huimin_app;

create table supervision_clue (
  id             uuid primary key,
  division_no    bigint not null,
  version        integer not null default 1 check (version >= 1),
  ended_on       date,
  end_reason     text,
  created_at     timestamptz not null default now(),
  created_by     uuid not null references account (id),
  changed_at     timestamptz,
  changed_by     uuid references account (id),
  clue_no        text not null check (char_length(clue_no) between 1 and 80),
  dossier_id     uuid not null references clue_dossier (id),
  person_id      uuid not null references person (id),
  award_no       text not null check (char_length(award_no) between 1 and 80),
  programme      text not null check (char_length(programme) between 1 and 80),
  origin         text not null check (origin in ('upper', 'own')),
  rule           text not null check (char_length(rule) between 1 and 80),
  severity       text not null check (severity in ('A', 'B', 'C')),
  source_document text not null check (char_length(source_document) between 1 and 80),
  received_on    date not null,
  own_side       text not null check (char_length(own_side) between 1 and 500),
  other_side     text not null check (char_length(other_side) between 1 and 500),
  risk_fen       bigint not null check (risk_fen >= 0),
  method         text check (method in ('visit', 'register', 'phone', 'document', 'letter')),
  visited_on     date,
  second_verifier text check (char_length(second_verifier) between 1 and 80),
  found          text check (char_length(found) between 1 and 1000),
  conclusion     text check (conclusion in ('untrue', 'true_violation', 'true_no_fault', 'data_error', 'unable')),
  fault_type     text check (fault_type in ('none', 'beneficiary_concealed', 'staff_error', 'data_lag', 'policy_gap')),
  recover_fen    bigint check (recover_fen >= 0),
  concluded_on   date,
  measure        text check (char_length(measure) between 1 and 1000),
  recovery_no    text check (char_length(recovery_no) between 1 and 80),
  closed_on      date
);
comment on table supervision_clue is 'Suspicions that a payment was not due, with both sides of the evidence, verification and conclusion';
create unique index supervision_clue_key on supervision_clue (clue_no) where ended_on is null;
create index supervision_clue_scope on supervision_clue (division_no, id);
create index supervision_clue_clue_no_order on supervision_clue (clue_no, id);
create index supervision_clue_dossier_id on supervision_clue (dossier_id);
create index supervision_clue_person_id on supervision_clue (person_id);
create index supervision_clue_received_on_order on supervision_clue (received_on, id);
select attach_search('supervision_clue', 'supervision-clue', '', 'clue_no', '');
create trigger supervision_clue_no_delete before delete on supervision_clue for each row execute function refuse_change();
create trigger supervision_clue_no_truncate before truncate on supervision_clue for each statement execute function refuse_change();
select secure_by_jurisdiction('supervision_clue');
grant select, insert on supervision_clue to huimin_app;
grant update (division_no, version, ended_on, end_reason, changed_at, changed_by, clue_no, dossier_id, person_id, award_no, programme, origin, rule, severity, source_document, received_on, own_side, other_side, risk_fen, method, visited_on, second_verifier, found, conclusion, fault_type, recover_fen, concluded_on, measure, recovery_no, closed_on) on supervision_clue to huimin_app;

create table feed_row (
  id             uuid primary key,
  division_no    bigint not null,
  version        integer not null default 1 check (version >= 1),
  ended_on       date,
  end_reason     text,
  created_at     timestamptz not null default now(),
  created_by     uuid not null references account (id),
  changed_at     timestamptz,
  changed_by     uuid references account (id),
  kind           text not null check (kind in ('deaths', 'prisoners', 'public-employees', 'business-owners', 'vehicles', 'property', 'social-insurance', 'institution-residents', 'disability-certificates', 'marriages')),
  source_document text not null check (char_length(source_document) between 1 and 80),
  serial         bigint not null check (serial between 1 and 999999999999),
  extracted_on   date not null,
  name           text not null check (char_length(name) between 1 and 80),
  id_no_cipher   bytea not null,
  id_no_index    bytea not null,
  occurred_on    date not null,
  ended_on_day   date,
  detail         text check (char_length(detail) between 1 and 200)
);
comment on table feed_row is 'Rows of other departments'' files, kept as received';
create unique index feed_row_key on feed_row (kind, source_document, serial) where ended_on is null;
create index feed_row_scope on feed_row (division_no, id);
create index feed_row_kind_order on feed_row (kind, id);
create trigger feed_row_no_delete before delete on feed_row for each row execute function refuse_change();
create trigger feed_row_no_truncate before truncate on feed_row for each statement execute function refuse_change();
select secure_by_jurisdiction('feed_row');
grant select, insert on feed_row to huimin_app;
grant update (division_no, version, ended_on, end_reason, changed_at, changed_by, kind, source_document, serial, extracted_on, name, id_no_cipher, id_no_index, occurred_on, ended_on_day, detail) on feed_row to huimin_app;
-- Cross-checks join people by the blind index of their number.
create index feed_row_person on feed_row (id_no_index, kind) where ended_on is null;
