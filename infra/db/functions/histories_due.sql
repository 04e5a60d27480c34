-- Calls whose histories are to be copied now. It opens the door of `app.narrow` for itself.
create or replace function histories_due(most int)
returns table (organisation uuid, call text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  perform set_config('app.narrow', 'on', true);
  return query
  select c.organisation_id, c.call from call c
  where c.ended_at is not null and c.history_due is not null and c.history_due <= now()
  order by c.history_due limit most;
  perform set_config('app.narrow', 'off', true);
end
$$;

revoke all on function histories_due(int) from public;
