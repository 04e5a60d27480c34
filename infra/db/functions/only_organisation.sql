-- The one organisation of an installation; null where there are several.
create or replace function only_organisation() returns uuid
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  found_ids uuid[];
begin
  perform set_config('app.narrow', 'on', true);
  select array_agg(o.id) into found_ids from (select id from organisation limit 2) o;
  perform set_config('app.narrow', 'off', true);
  return case when cardinality(found_ids) = 1 then found_ids[1] end;
end
$$;

revoke all on function only_organisation() from public;
