-- The same of the digits of a number.
create or replace function number_parts(e164 text) returns setof text language sql immutable
as $$ select substr(e164, place) from generate_series(2, length(e164) - 2) place $$;
