-- What `arrivals-to-sweep.ts` asks, through the same door as `live_numbers`.
create or replace function arrivals_to_sweep(before timestamptz)
returns table (organisation uuid, call text, at timestamptz, spoken boolean, kept int)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
  perform set_config('app.narrow', 'on', true);
  return query
  with silent as (
    select a.organisation_id, a.call, a.at from arrival a where a.spoken_at is null and a.at < before
  ), waiting as (
    select k.organisation_id, k.call, min(k.kept_at) as at, count(*)::int as kept
    from kept_word k where k.delivered_at is null and k.kept_at < before group by k.organisation_id, k.call
  )
  select coalesce(s.organisation_id, w.organisation_id), coalesce(s.call, w.call), least(s.at, w.at), s.call is null, coalesce(w.kept, 0)
  from silent s full join waiting w on w.organisation_id = s.organisation_id and w.call = s.call
  order by 3
  limit 1000;
  perform set_config('app.narrow', 'off', true);
end
$$;

revoke all on function arrivals_to_sweep(timestamptz) from public;
