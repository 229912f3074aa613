-- What a street's clerk asks costs what the same costs for the district: measured with 600,000 people in thirteen
-- streets, see docs/performance.md.

-- A register in the order in which it was made: with the place in the index, rows of other streets are passed over
-- without being read.
create index person_order on person (id, division_no);
create index household_order on household (id, division_no);

-- A row of an import looked for its batch by itself, a hundred thousand times; now a statement looks once for all. A
-- batch is never deleted, so the other half of the foreign key is a refusal.
alter table import_row drop constraint import_row_batch_id_fkey;
create function import_row_has_batch() returns trigger language plpgsql as $$
begin
  if exists (select from (select distinct batch_id from became) b
              where not exists (select from import_batch i where i.id = b.batch_id)) then
    raise foreign_key_violation using message = 'rows of an import without their batch';
  end if;
  return null;
end $$;
create trigger import_row_batch after insert on import_row
  referencing new table as became for each statement execute function import_row_has_batch();
create trigger import_batch_no_delete before delete on import_batch
  for each row execute function refuse_change();
create trigger import_batch_no_truncate before truncate on import_batch
  for each statement execute function refuse_change();

-- The most promising entries of the caller's jurisdiction, a bounded number, the best kind of match first (tier 1 a
-- number, 2 the name, 3 its beginning, 4 a part of it or its initials, 5 the same sound, 6 something similar).
-- Row-level security lets an index answer leakproof operators only, which those of arrays and trigrams are not;
-- hence this runs as the owner and compares the jurisdiction itself. It gives ids only: whoever calls it reads the
-- entries under row-level security again.
create or replace function search_candidates(kinds text[], said text, keys text[], most integer)
  returns table (object_kind text, object_id uuid, tier smallint)
  language plpgsql stable rows 60 security definer set search_path from current
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set pg_trgm.word_similarity_threshold = 0.55 as $$
#variable_conflict use_column
declare
  q text := search_plain(said);
  n integer := char_length(q);
  characters text[] := string_to_array(left(q, 48), null);
  low bigint := scope_from();
  high bigint := scope_to();
  -- Whoever sees one street is answered from the street's own list; for the district there is no such list to meet.
  street text[] := case when high - low <= 1000000 then array['@' || low / 1000000] else '{}' end;
  beyond text := chr(1114111);
  found_now integer;
  got integer := 0;
  sounds_said text[] := '{}';
  usual text[];
  surname text[];
  short text[];
  long text[];
  part text[];
begin
  if n = 0 and keys = '{}' then return; end if;
  return query select e.object_kind, e.object_id, 1::smallint from search_entry e
    where e.terms && (keys || array['#' || q]) and e.division_no >= low and e.division_no < high
      and e.object_kind = any (kinds) limit most;
  get diagnostics got = row_count;
  if n = 0 or got >= most then return; end if;

  return query select e.object_kind, e.object_id, 2::smallint from search_entry e
    where e.plain = q and e.division_no >= low and e.division_no < high and e.object_kind = any (kinds) limit most;
  get diagnostics found_now = row_count; got := got + found_now;
  if got >= most then return; end if;
  return query select e.object_kind, e.object_id, 3::smallint from search_entry e
    where e.plain > q and e.plain < q || beyond and e.division_no >= low and e.division_no < high
      and e.object_kind = any (kinds) limit most - got;
  get diagnostics found_now = row_count; got := got + found_now;
  if got >= most then return; end if;

  part := case when n <= 3 then array[q] else search_runs('', characters, 3, 3) end;
  return query select e.object_kind, e.object_id, 4::smallint from search_entry e
    where e.terms @> (part || street) and e.plain not like q || '%' and position(q in e.plain) > 0
      and e.division_no >= low and e.division_no < high and e.object_kind = any (kinds) limit most - got;
  get diagnostics found_now = row_count; got := got + found_now;
  if got >= most then return; end if;

  if q ~ '^[a-z]+$' then
    return query select e.object_kind, e.object_id, 3::smallint from search_entry e
      where e.sounds >= q and e.sounds < q || '~' and e.division_no >= low and e.division_no < high
        and e.object_kind = any (kinds) limit most - got;
    get diagnostics found_now = row_count; got := got + found_now;
    if got >= most then return; end if;
    part := case when n <= 3 then array['-' || q] else search_runs('-', characters, 3, 3) end;
    return query select e.object_kind, e.object_id, 4::smallint from search_entry e
      where e.terms @> (part || street) and e.division_no >= low and e.division_no < high
        and e.object_kind = any (kinds) limit most - got;
    get diagnostics found_now = row_count; got := got + found_now;
    if got >= most then return; end if;
    return query select e.object_kind, e.object_id, 4::smallint from search_entry e
      where e.terms @> (array['=' || q] || street) and e.division_no >= low and e.division_no < high
        and e.object_kind = any (kinds) limit most - got;
    get diagnostics found_now = row_count; got := got + found_now;
    if got > 0 or n < 4 then return; end if;
    return query select e.object_kind, e.object_id, 5::smallint from search_entry e
      where e.sounds like '%' || q || '%' and e.division_no >= low and e.division_no < high
        and e.object_kind = any (kinds) limit most;
    get diagnostics got = row_count;
    if got > 0 or n < 5 then return; end if;
    return query select e.object_kind, e.object_id, 6::smallint from search_entry e
      where e.sounds %> q and e.division_no >= low and e.division_no < high and e.object_kind = any (kinds)
      order by word_similarity(q, e.sounds) desc limit most;
    return;
  end if;

  if n < 2 or q ~ '^[\x01-\x7f]*$' then return; end if;
  -- Every reading of the surname; the longer runs of a longer name must all be there.
  select s.usual, s.surname into usual, surname from syllables_of(characters) s;
  sounds_said := array[array_to_string(surname, ''), array_to_string(usual, '')];
  if n <= 3 then
    return query select e.object_kind, e.object_id, 5::smallint from search_entry e
      where e.terms && array['=' || sounds_said[1], '=' || sounds_said[2]] and e.terms @> street and e.plain <> q
        and e.division_no >= low and e.division_no < high and e.object_kind = any (kinds) limit most - got;
  else
    return query select e.object_kind, e.object_id, 5::smallint from search_entry e
      where (e.sounds like '%' || sounds_said[1] || '%' or e.sounds like '%' || sounds_said[2] || '%') and e.plain <> q
        and e.division_no >= low and e.division_no < high and e.object_kind = any (kinds) limit most - got;
  end if;
  get diagnostics found_now = row_count; got := got + found_now;
  if got > 0 then return; end if;

  long := array['~' || sounds_said[1], '~' || sounds_said[2]] || without_one('~', surname) || without_one('~', usual);
  short := without_one('=', surname);
  return query select e.object_kind, e.object_id, 6::smallint from search_entry e
    where e.terms && (long || short) and e.terms @> street and (char_length(e.plain) = n - 1 or e.terms && long)
      and e.division_no >= low and e.division_no < high and e.object_kind = any (kinds) limit most;
  get diagnostics got = row_count;
  if got > 0 or n < 5 then return; end if;
  return query select e.object_kind, e.object_id, 6::smallint from search_entry e
    where e.sounds %> sounds_said[1] and e.division_no >= low and e.division_no < high and e.object_kind = any (kinds)
    order by word_similarity(sounds_said[1], e.sounds) desc limit most;
end $$;
