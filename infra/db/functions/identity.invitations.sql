-- As `identity.memberships`, for what somebody has not accepted yet.
create or replace function identity.invitations(address text)
returns table (organisation uuid, organisation_name text, member uuid, name text, role text, invited_by text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
  perform set_config('app.narrow', 'on', true);
  return query
  select o.id, o.name, m.id, m.name, m.role, m.invited_by
  from member m
  join organisation o on o.id = m.organisation_id
  where m.email = address and m.deactivated_at is null and m.accepted_at is null and m.declined_at is null
  order by o.name, o.id;
  perform set_config('app.narrow', 'off', true);
end
$$;

revoke all on function identity.invitations(text) from public;
