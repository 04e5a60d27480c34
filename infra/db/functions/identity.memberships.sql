-- Opens the same narrow door as `live_numbers`, and shuts it behind itself. In order of last use.
create or replace function identity.memberships(address text)
returns table (organisation uuid, organisation_name text, member uuid, name text, role text, numbers jsonb, administrators jsonb)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
  perform set_config('app.narrow', 'on', true);
  return query
  select o.id, o.name, m.id, m.name, m.role,
    coalesce((
      select jsonb_object_agg(a.number_id, a.role)
      from number_access a where a.member_id = m.id and a.organisation_id = o.id), '{}'),
    coalesce((
      select jsonb_agg(c.name order by c.role = 'owner' desc, c.name, c.id)
      from member c where c.organisation_id = o.id and c.role in ('owner', 'admin') and c.deactivated_at is null and c.accepted_at is not null), '[]')
  from member m
  join organisation o on o.id = m.organisation_id
  where m.email = address and m.deactivated_at is null and m.accepted_at is not null
  order by m.seen_at desc nulls last, o.name, o.id;
  perform set_config('app.narrow', 'off', true);
end
$$;

revoke all on function identity.memberships(text) from public;
