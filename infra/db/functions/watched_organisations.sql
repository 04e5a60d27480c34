-- Who has something open that the carrier must be asked about. By two partial indexes.
create or replace function watched_organisations()
returns table (organisation uuid)
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  perform set_config('app.narrow', 'on', true);
  return query
  select c.organisation_id from call c where c.ended_at is null
  union
  select l.organisation_id from leg l where l.ended_at is null;
  perform set_config('app.narrow', 'off', true);
end
$$;

revoke all on function watched_organisations() from public;
