-- Everybody with access to a number as people who may ring, in order of their names.
create or replace function roster_of(of_organisation uuid, of_number uuid) returns jsonb language sql stable
as $$
  select coalesce(jsonb_agg(s order by s.name, s.member), '[]')
  from number_access a cross join lateral seat_of(of_organisation, a.member_id) s
  where a.organisation_id = of_organisation and a.number_id = of_number
$$;
