-- Every end of a name, at most 40 letters of it: what contains a text has an end that begins with it.
create or replace function name_parts(name text) returns setof text language sql immutable
as $$ select substr(letters, place, 40) from (select plain_text(name)) as form (letters), generate_series(1, least(length(letters), 100)) place $$;
