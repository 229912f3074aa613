-- Dated parameters: value by effective date, variant and place, with the document that sets it.
create table parameter_value (
  id             uuid primary key,
  key            text not null,
  variant        text not null,
  division_no    bigint not null,
  effective_from date not null,
  effective_to   date,
  value          numeric(20, 6) not null,
  document_title text not null,
  document_no    text not null,
  article        text not null,
  issued_on      date,
  certainty      text not null check (certainty in ('source', 'assumption')),
  note           text,
  proposed_by    uuid not null references account (id),
  approved_by    uuid not null references account (id),
  recorded_at    timestamptz not null,
  recorded_until timestamptz not null default 'infinity',
  check (effective_to is null or effective_from < effective_to),
  check (recorded_at < recorded_until),
  check (proposed_by <> approved_by),
  check (certainty <> 'assumption' or note is not null),
  constraint parameter_one_truth exclude using gist
    (key with =, variant with =, division_no with =, daterange(effective_from, effective_to) with &&)
    where (recorded_until = 'infinity')
);
comment on table parameter_value is 'Dated parameters with citation, approval and recorded time';

create function parameter_only_closes() returns trigger language plpgsql as $$
begin
  if old.recorded_until <> 'infinity' or new.recorded_until = 'infinity'
     or (to_jsonb(new) - 'recorded_until') is distinct from (to_jsonb(old) - 'recorded_until') then
    raise exception 'append-only: a parameter value is superseded, never changed' using errcode = 'HM001';
  end if;
  return new;
end $$;
create trigger parameter_only_closes before update on parameter_value
  for each row execute function parameter_only_closes();
create trigger parameter_no_delete before delete on parameter_value for each row execute function refuse_change();
create trigger parameter_no_truncate before truncate on parameter_value
  for each statement execute function refuse_change();
