-- What `live-numbers.ts` asks, before the organisation is known. Foreign keys do not see policies, so each join names the
-- organisation: a row that points across borders shows nothing. It opens the door of `app.narrow` for itself.
-- What it returns cannot be replaced, only made anew; `grants.ts` lets the product call it.
drop function if exists live_numbers();
create function live_numbers()
returns table (organisation uuid, number uuid, e164 text, name text, flow uuid, version int, plan jsonb, roster jsonb, routing jsonb, business text, zone text, schedules jsonb, mode text, countries jsonb, numbers jsonb)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
  perform set_config('app.narrow', 'on', true);
  return query
  select n.organisation_id, n.id, n.e164, n.name, v.flow_id, v.version, walked.plan,
    roster_of(n.organisation_id, n.id), routing_of(n.organisation_id, n.id), o.name, o.time_zone,
    (select coalesce(jsonb_object_agg(s.id, s.hours), '{}') from schedule s
      where s.organisation_id = n.organisation_id and position(s.id::text in walked.plan::text) > 0), n.mode,
    to_jsonb(o.countries), (select jsonb_agg(other.e164) from number other where other.organisation_id = n.organisation_id)
  from number n
  join organisation o on o.id = n.organisation_id
  join flow_version v on v.id = n.live_id and v.organisation_id = n.organisation_id
  cross join lateral (select coalesce(n.linked_plan, v.plan) as plan) walked
  order by n.e164;
  perform set_config('app.narrow', 'off', true);
end
$$;

revoke all on function live_numbers() from public;
