-- Who may come in and as what: credentials, sessions, granted roles, delegation, linked identities, the access policy,
-- and the log of unmasked personal data.

alter table account add column created_by uuid references account (id);
grant insert (id, username, display_name, role, division_no, created_by), update (role, display_name, active) on account to huimin_app;

-- One row. Every number is an assumption of handbook 14 §4 until the bureau's own security plan says otherwise.
create table access_policy (
  id                            smallint primary key default 1 check (id = 1),
  password_length_min           smallint not null default 10 check (password_length_min between 8 and 64),
  password_classes_min          smallint not null default 3 check (password_classes_min between 1 and 4),
  password_history              smallint not null default 5 check (password_history between 1 and 24),
  password_age_days_max         smallint not null default 90 check (password_age_days_max between 1 and 365),
  failures_max                  smallint not null default 5 check (failures_max between 3 and 20),
  lock_minutes                  smallint not null default 15 check (lock_minutes between 1 and 1440),
  address_failures_max          smallint not null default 60 check (address_failures_max between 5 and 6000),
  idle_minutes_staff            smallint not null default 10 check (idle_minutes_staff between 1 and 480),
  idle_minutes_public           smallint not null default 30 check (idle_minutes_public between 1 and 480),
  session_hours_max             smallint not null default 12 check (session_hours_max between 1 and 24),
  require_totp                  smallint not null default 0 check (require_totp in (0, 1)),
  grant_months_max              smallint not null default 12 check (grant_months_max between 1 and 12),
  delegation_days_max           smallint not null default 90 check (delegation_days_max between 1 and 365),
  unmask_day_max                smallint not null default 200 check (unmask_day_max between 1 and 2000),
  changed_by                    uuid references account (id),
  changed_at                    timestamptz
);
comment on table access_policy is 'The rules of passwords, sessions, grants and unmasking; one row, changed by the security administrator';
insert into access_policy default values;

-- Apart from account, which everybody reads: what proves that somebody is who they say.
create table account_credential (
  account_id          uuid primary key references account (id),
  password_hash       text,
  password_changed_at timestamptz,
  must_change         boolean not null default true,
  failures            integer not null default 0 check (failures >= 0),
  -- 'infinity' when an administrator locked it.
  locked_until        timestamptz,
  totp_cipher         bytea,
  totp_confirmed_at   timestamptz,
  -- The time step of the last code that was used: no code is good twice.
  totp_step           bigint,
  check (totp_confirmed_at is null or totp_cipher is not null)
);
comment on table account_credential is 'Password hash, lock-out and second factor of an account';

create table password_history (
  account_id     uuid not null references account (id),
  changed_at     timestamptz not null,
  password_hash  text not null,
  primary key (account_id, changed_at)
);
comment on table password_history is 'Hashes of former passwords, so that none comes back too soon';
create trigger password_history_fixed before update or delete on password_history
  for each row execute function refuse_change();
create trigger password_history_no_truncate before truncate on password_history
  for each statement execute function refuse_change();

create table recovery_code (
  id             uuid primary key,
  account_id     uuid not null references account (id),
  code_hash      bytea not null,
  created_at     timestamptz not null,
  used_at        timestamptz
);
comment on table recovery_code is 'Single-use codes for a lost second factor, hashed';
create index recovery_code_account on recovery_code (account_id) where used_at is null;

create table role_grant (
  id             uuid primary key,
  account_id     uuid not null references account (id),
  role           text not null,
  division_no    bigint not null,
  valid_from     date not null,
  valid_to       date not null,
  reason         text not null check (char_length(reason) between 2 and 200),
  granted_by     uuid not null references account (id),
  granted_at     timestamptz not null,
  ended_at       timestamptz,
  ended_by       uuid references account (id),
  end_reason     text,
  check (valid_from < valid_to and valid_to <= valid_from + interval '12 months'),
  check (granted_by <> account_id),
  check ((ended_at is null) = (ended_by is null)),
  constraint role_grant_one_at_a_time exclude using gist
    (account_id with =, daterange(valid_from, valid_to) with &&) where (ended_at is null)
);
comment on table role_grant is 'Which role an account holds where and from when to when; ended, never deleted';

create table delegation (
  id             uuid primary key,
  principal_id   uuid not null references account (id),
  delegate_id    uuid not null references account (id),
  valid_from     date not null,
  valid_to       date not null,
  reason         text not null check (char_length(reason) between 2 and 200),
  given_by       uuid not null references account (id),
  given_at       timestamptz not null,
  ended_at       timestamptz,
  ended_by       uuid references account (id),
  check (valid_from < valid_to),
  check (principal_id <> delegate_id),
  check ((ended_at is null) = (ended_by is null)),
  constraint delegation_once exclude using gist
    (principal_id with =, delegate_id with =, daterange(valid_from, valid_to) with &&) where (ended_at is null)
);
comment on table delegation is 'A colleague of the same role acts for somebody on leave, within dates';
create index delegation_principal on delegation (principal_id) where ended_at is null;
create index delegation_delegate on delegation (delegate_id) where ended_at is null;

create table session (
  id             uuid primary key,
  token_hash     bytea not null unique,
  account_id     uuid not null references account (id),
  method         text not null check (method in ('password', 'totp', 'oidc')),
  address        text not null,
  device         text not null,
  created_at     timestamptz not null,
  last_seen_at   timestamptz not null,
  expires_at     timestamptz not null,
  acting_for     uuid references delegation (id),
  ended_at       timestamptz,
  end_reason     text,
  check (created_at < expires_at)
);
comment on table session is 'Who is signed in; of the token only its SHA-256 is kept';
create index session_account on session (account_id) where ended_at is null;

create table identity_link (
  id             uuid primary key,
  account_id     uuid not null references account (id),
  issuer         text not null,
  subject        text not null,
  linked_by      uuid not null references account (id),
  linked_at      timestamptz not null,
  ended_at       timestamptz,
  ended_by       uuid references account (id),
  check ((ended_at is null) = (ended_by is null))
);
comment on table identity_link is 'Which subject of the single sign-on provider is which account';
create unique index identity_link_subject on identity_link (issuer, subject) where ended_at is null;
create unique index identity_link_account on identity_link (account_id, issuer) where ended_at is null;

create table sensitive_access (
  id             bigint generated always as identity primary key,
  at             timestamptz not null default clock_timestamp(),
  account_id     uuid not null references account (id),
  on_behalf_of   uuid references account (id),
  object_kind    text not null,
  object_id      text not null,
  fields         text[] not null check (cardinality(fields) between 1 and 50),
  purpose        text not null,
  note           text not null check (char_length(note) between 4 and 200),
  case_no        text
);
comment on table sensitive_access is 'Every showing of unmasked personal data: who, whose, which fields, why';
create index sensitive_access_account on sensitive_access (account_id, at);
create trigger sensitive_access_fixed before update or delete on sensitive_access
  for each row execute function refuse_change();
create trigger sensitive_access_no_truncate before truncate on sensitive_access
  for each statement execute function refuse_change();

-- What an account is today. Accounts of a demonstration and the first administrators carry their role in the row;
-- everybody else holds what the security administrator has granted, and nothing ('none') without a grant.
create view acting_account with (security_invoker = true) as
  select a.id, a.username, a.display_name, a.active,
         coalesce(g.role, a.role) as role,
         coalesce(g.division_no, a.division_no) as division_no,
         g.valid_to as granted_until
    from account a
    left join role_grant g on g.account_id = a.id and g.ended_at is null
         and g.valid_from <= current_date and g.valid_to > current_date;
comment on view acting_account is 'Accounts with the role and division that they hold today';

-- The three administrators (GB/T 22239 level 3) are accounts of their own: whoever has ever held one of these roles
-- holds no other, and the reverse.
create function is_administrator(role text) returns boolean language sql immutable parallel safe
  return role in ('sys_admin', 'sec_admin', 'audit_admin');

create function refuse_mixed_administrator(who uuid, wanted text) returns void language plpgsql as $$
begin
  if exists (
    select 1 from (select a.role from account a where a.id = who
                   union select g.role from role_grant g where g.account_id = who) held
     where held.role not in (wanted, 'none') and (is_administrator(held.role) or is_administrator(wanted))) then
    raise exception 'access: an administrator holds no other role' using errcode = 'HM005';
  end if;
end $$;

create function account_keeps_administrators_apart() returns trigger language plpgsql as $$
begin
  if new.role <> 'none' then perform refuse_mixed_administrator(new.id, new.role); end if;
  if tg_op = 'UPDATE' and new.role <> old.role and new.role <> 'none' then
    raise exception 'access: a role is granted, not written' using errcode = 'HM005';
  end if;
  return null;
end $$;
create trigger account_keeps_administrators_apart after insert or update of role on account
  for each row execute function account_keeps_administrators_apart();

-- An account is made by one administrator and gets its role from another one.
create function role_grant_by_security_administrator() returns trigger language plpgsql as $$
begin
  perform 1 from account where id = new.account_id for update;
  perform refuse_mixed_administrator(new.account_id, new.role);
  if not exists (select 1 from acting_account where id = new.granted_by and role = 'sec_admin' and active) then
    raise exception 'access: only the security administrator grants roles' using errcode = 'HM006';
  end if;
  if exists (select 1 from account where id = new.account_id and created_by = new.granted_by) then
    raise exception 'access: who made an account does not grant its role' using errcode = 'HM006';
  end if;
  return new;
end $$;
create trigger role_grant_by_security_administrator before insert on role_grant
  for each row execute function role_grant_by_security_administrator();

-- A grant and a delegation may only be ended, once.
create function only_ends() returns trigger language plpgsql as $$
declare ending text[] := array['ended_at', 'ended_by', 'end_reason'];
begin
  if old.ended_at is not null or new.ended_at is null
     or (to_jsonb(new) - ending) is distinct from (to_jsonb(old) - ending) then
    raise exception 'append-only: % is ended once, never changed', tg_table_name using errcode = 'HM001';
  end if;
  return new;
end $$;
do $$
declare t text;
begin
  foreach t in array array['role_grant', 'delegation', 'identity_link'] loop
    execute format('create trigger %I before update on %I for each row execute function only_ends()', t || '_only_ends', t);
    execute format('create trigger %I before delete on %I for each row execute function refuse_change()', t || '_no_delete', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', t || '_no_truncate', t);
  end loop;
end $$;

create function access_policy_by_security_administrator() returns trigger language plpgsql as $$
begin
  if new.changed_by is distinct from nullif(current_setting('huimin.actor', true), '')::uuid
     or not exists (select 1 from acting_account where id = new.changed_by and role = 'sec_admin' and active) then
    raise exception 'access: only the security administrator changes the access policy' using errcode = 'HM006';
  end if;
  return new;
end $$;
create trigger access_policy_by_security_administrator before update on access_policy
  for each row execute function access_policy_by_security_administrator();
create trigger access_policy_kept before delete on access_policy for each row execute function refuse_change();

grant select on access_policy, account_credential, password_history, recovery_code, role_grant, delegation, session,
  identity_link, sensitive_access, acting_account to huimin_app;
grant insert on account_credential, password_history, recovery_code, role_grant, delegation, session, identity_link,
  sensitive_access to huimin_app;
grant update (password_hash, password_changed_at, must_change, failures, locked_until, totp_cipher, totp_confirmed_at,
  totp_step) on account_credential to huimin_app;
grant update (used_at) on recovery_code to huimin_app;
grant update (ended_at, ended_by, end_reason) on role_grant to huimin_app;
grant update (ended_at, ended_by) on delegation, identity_link to huimin_app;
grant update (last_seen_at, ended_at, end_reason) on session to huimin_app;
grant update (password_length_min, password_classes_min, password_history, password_age_days_max, failures_max,
  lock_minutes, address_failures_max, idle_minutes_staff, idle_minutes_public, session_hours_max, require_totp,
  grant_months_max, delegation_days_max, unmask_day_max, changed_by, changed_at) on access_policy to huimin_app;
