-- Which of the carrier's numbers no organisation has. It opens the door of `app.narrow` for itself.
create or replace function free_numbers(candidates text)
returns table (e164 text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
  perform set_config('app.narrow', 'on', true);
  return query
  select c from unnest(string_to_array(candidates, ',')) c
  where not exists (select from number n where n.e164 = c and n.released_at is null);
  perform set_config('app.narrow', 'off', true);
end
$$;

revoke all on function free_numbers(text) from public;
