-- Social organisations: register, annual inspections, dues receipts, list of abnormal activity, community teams.

create table organisation (
  id             uuid primary key,
  division_no    bigint not null,
  version        integer not null default 1 check (version >= 1),
  ended_on       date,
  end_reason     text,
  created_at     timestamptz not null default now(),
  created_by     uuid not null references account (id),
  changed_at     timestamptz,
  changed_by     uuid references account (id),
  usci           text not null check (char_length(usci) = 18),
  kind           text not null check (kind in ('group', 'nonprofit_unit', 'foundation')),
  name           text not null check (char_length(name) between 1 and 80),
  business       text not null check (char_length(business) between 1 and 1000),
  legal_rep_name text not null check (char_length(legal_rep_name) between 1 and 80),
  legal_rep_id_no_cipher bytea not null,
  legal_rep_id_no_index bytea not null,
  registered_on  date not null,
  funds_fen      bigint not null check (funds_fen >= 0),
  members_individual bigint check (members_individual between 0 and 999999999999),
  members_unit   bigint check (members_unit between 0 and 999999999999),
  supervising_unit text check (char_length(supervising_unit) between 1 and 80),
  dues_standard_fen bigint check (dues_standard_fen >= 0),
  party_state    text not null check (party_state in ('covered', 'joint', 'none')),
  status         text not null check (status in ('preparing', 'active', 'stopped', 'deregistering', 'dead')),
  address        text not null check (char_length(address) between 1 and 80),
  phone_cipher   bytea,
  phone_index    bytea
);
comment on table organisation is 'Registered social organisations: groups, private nonprofit units, foundations';
create unique index organisation_key on organisation (usci) where ended_on is null;
create index organisation_scope on organisation (division_no, id);
create index organisation_usci_order on organisation (usci, id);
create unique index organisation_name_once on organisation (name) where ended_on is null;
create index organisation_name_order on organisation (name, id);
create index organisation_registered_on_order on organisation (registered_on, id);
-- 社会团体登记管理条例 art. 12: nobody heads two groups. Only groups, so the declaration cannot say it.
create unique index organisation_legal_rep_id_no_group on organisation (legal_rep_id_no_index)
  where kind = 'group' and ended_on is null;
create index organisation_legal_rep on organisation (legal_rep_id_no_index);
select attach_search('organisation', 'organisation', 'name', 'usci', '');
create trigger organisation_no_delete before delete on organisation for each row execute function refuse_change();
create trigger organisation_no_truncate before truncate on organisation for each statement execute function refuse_change();
select secure_by_jurisdiction('organisation');
grant select, insert on organisation to huimin_app;
grant update (division_no, version, ended_on, end_reason, changed_at, changed_by, usci, kind, name, business, legal_rep_name, legal_rep_id_no_cipher, legal_rep_id_no_index, registered_on, funds_fen, members_individual, members_unit, supervising_unit, dues_standard_fen, party_state, status, address, phone_cipher, phone_index) on organisation to huimin_app;

create table annual_inspection (
  id             uuid primary key,
  division_no    bigint not null,
  version        integer not null default 1 check (version >= 1),
  ended_on       date,
  end_reason     text,
  created_at     timestamptz not null default now(),
  created_by     uuid not null references account (id),
  changed_at     timestamptz,
  changed_by     uuid references account (id),
  title          text not null check (char_length(title) between 1 and 120),
  organisation_id uuid not null references organisation (id),
  year           bigint not null check (year between 1998 and 2999),
  unit_submitted_on date,
  unit_opinion   text check (unit_opinion in ('agree', 'disagree', 'no-unit')),
  unit_opinion_on date,
  registrar_submitted_on date,
  income_fen     bigint check (income_fen >= 0),
  expenditure_fen bigint check (expenditure_fen >= 0),
  net_assets_fen bigint check (net_assets_fen >= -10000000000000),
  staff          bigint check (staff between 0 and 999999999999),
  party_members  bigint check (party_members between 0 and 999999999999),
  activity_count bigint check (activity_count between 0 and 999999999999),
  donations_in_fen bigint check (donations_in_fen >= 0),
  donations_out_fen bigint check (donations_out_fen >= 0),
  light_issues   text[] check (light_issues <@ array['A01', 'A02', 'A03', 'A04', 'A05', 'A06', 'A07', 'A08', 'A09', 'A10', 'A11', 'A12', 'A13']),
  serious_issues text[] check (serious_issues <@ array['A01', 'A02', 'A03', 'A04', 'A05', 'A06', 'A07', 'A08', 'A09', 'A10', 'A11', 'A12', 'A13']),
  result         text check (result in ('qualified', 'basic', 'unqualified', 'not_taken')),
  concluded_on   date,
  published_on   date,
  fix_until      date,
  fixed_on       date
);
comment on table annual_inspection is 'Inspection of one organisation for one year, with report, issues and result';
create unique index annual_inspection_key on annual_inspection (organisation_id, year) where ended_on is null;
create index annual_inspection_scope on annual_inspection (division_no, id);
create index annual_inspection_organisation_id on annual_inspection (organisation_id);
create index annual_inspection_year_order on annual_inspection (year, id);
create trigger annual_inspection_no_delete before delete on annual_inspection for each row execute function refuse_change();
create trigger annual_inspection_no_truncate before truncate on annual_inspection for each statement execute function refuse_change();
select secure_by_jurisdiction('annual_inspection');
grant select, insert on annual_inspection to huimin_app;
grant update (division_no, version, ended_on, end_reason, changed_at, changed_by, title, organisation_id, year, unit_submitted_on, unit_opinion, unit_opinion_on, registrar_submitted_on, income_fen, expenditure_fen, net_assets_fen, staff, party_members, activity_count, donations_in_fen, donations_out_fen, light_issues, serious_issues, result, concluded_on, published_on, fix_until, fixed_on) on annual_inspection to huimin_app;

create table dues_receipt_batch (
  id             uuid primary key,
  division_no    bigint not null,
  version        integer not null default 1 check (version >= 1),
  ended_on       date,
  end_reason     text,
  created_at     timestamptz not null default now(),
  created_by     uuid not null references account (id),
  changed_at     timestamptz,
  changed_by     uuid references account (id),
  book_no        text not null check (char_length(book_no) between 1 and 60),
  organisation_id uuid not null references organisation (id),
  year           bigint not null check (year between 1998 and 2999),
  from_no        bigint not null check (from_no between 0 and 999999999999),
  to_no          bigint not null check (to_no between 0 and 999999999999),
  copies         bigint not null check (copies between 1 and 100000),
  issued_on      date not null,
  used           bigint not null check (used between 0 and 999999999999),
  voided         bigint not null check (voided between 0 and 999999999999),
  stock          bigint not null check (stock between 0 and 999999999999),
  used_amount_fen bigint not null check (used_amount_fen >= 0),
  writeoff_no    text check (char_length(writeoff_no) between 1 and 60),
  writeoff_on    date,
  first_signer   text check (char_length(first_signer) between 1 and 60),
  second_signer  text check (char_length(second_signer) between 1 and 60)
);
comment on table dues_receipt_batch is 'Books of printed dues receipts: issued, used, void, in stock, written off by two';
create unique index dues_receipt_batch_key on dues_receipt_batch (book_no) where ended_on is null;
create index dues_receipt_batch_scope on dues_receipt_batch (division_no, id);
create index dues_receipt_batch_book_no_order on dues_receipt_batch (book_no, id);
create index dues_receipt_batch_organisation_id on dues_receipt_batch (organisation_id);
create index dues_receipt_batch_year_order on dues_receipt_batch (year, id);
-- A number is printed once: books do not overlap, whichever street they lie in.
alter table dues_receipt_batch add constraint dues_receipt_batch_from_no_overlap
  exclude using gist (int8range(from_no, to_no, '[]') with &&) where (ended_on is null);
select attach_search('dues_receipt_batch', 'dues-receipt-batch', '', 'book_no', '');
create trigger dues_receipt_batch_no_delete before delete on dues_receipt_batch for each row execute function refuse_change();
create trigger dues_receipt_batch_no_truncate before truncate on dues_receipt_batch for each statement execute function refuse_change();
select secure_by_jurisdiction('dues_receipt_batch');
grant select, insert on dues_receipt_batch to huimin_app;
grant update (division_no, version, ended_on, end_reason, changed_at, changed_by, book_no, organisation_id, year, from_no, to_no, copies, issued_on, used, voided, stock, used_amount_fen, writeoff_no, writeoff_on, first_signer, second_signer) on dues_receipt_batch to huimin_app;

create table credit_entry (
  id             uuid primary key,
  division_no    bigint not null,
  version        integer not null default 1 check (version >= 1),
  ended_on       date,
  end_reason     text,
  created_at     timestamptz not null default now(),
  created_by     uuid not null references account (id),
  changed_at     timestamptz,
  changed_by     uuid references account (id),
  organisation_id uuid not null references organisation (id),
  reason         text not null check (reason in ('no-report', 'no-party-body', 'not-mended', 'unreachable')),
  entered_on     date not null,
  document       text not null check (char_length(document) between 1 and 60),
  removed_on     date,
  removal_document text check (char_length(removal_document) between 1 and 60)
);
comment on table credit_entry is 'Entries on the list of abnormal activity, with their removal';
create unique index credit_entry_key on credit_entry (organisation_id, reason, entered_on) where ended_on is null;
create index credit_entry_scope on credit_entry (division_no, id);
create index credit_entry_organisation_id on credit_entry (organisation_id);
create index credit_entry_entered_on_order on credit_entry (entered_on, id);
create trigger credit_entry_no_delete before delete on credit_entry for each row execute function refuse_change();
create trigger credit_entry_no_truncate before truncate on credit_entry for each statement execute function refuse_change();
select secure_by_jurisdiction('credit_entry');
grant select, insert on credit_entry to huimin_app;
grant update (division_no, version, ended_on, end_reason, changed_at, changed_by, organisation_id, reason, entered_on, document, removed_on, removal_document) on credit_entry to huimin_app;

create table community_team (
  id             uuid primary key,
  division_no    bigint not null,
  version        integer not null default 1 check (version >= 1),
  ended_on       date,
  end_reason     text,
  created_at     timestamptz not null default now(),
  created_by     uuid not null references account (id),
  changed_at     timestamptz,
  changed_by     uuid references account (id),
  filing_no      text not null check (char_length(filing_no) between 1 and 60),
  name           text not null check (char_length(name) between 1 and 60),
  kind           text not null check (kind in ('culture', 'charity', 'mediation', 'environment', 'care', 'security', 'family')),
  leader_name    text not null check (char_length(leader_name) between 1 and 60),
  members        bigint not null check (members between 1 and 999999999999),
  filed_on       date not null,
  last_activity_on date
);
comment on table community_team is 'Community social organisations on file at the streets';
create unique index community_team_key on community_team (filing_no) where ended_on is null;
create index community_team_scope on community_team (division_no, id);
create index community_team_filing_no_order on community_team (filing_no, id);
select attach_search('community_team', 'community-team', 'name', 'filing_no', '');
create trigger community_team_no_delete before delete on community_team for each row execute function refuse_change();
create trigger community_team_no_truncate before truncate on community_team for each statement execute function refuse_change();
select secure_by_jurisdiction('community_team');
grant select, insert on community_team to huimin_app;
grant update (division_no, version, ended_on, end_reason, changed_at, changed_by, filing_no, name, kind, leader_name, members, filed_on, last_activity_on) on community_team to huimin_app;
