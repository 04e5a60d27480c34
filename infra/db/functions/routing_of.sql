-- A number's routing list, highest priority first, seats that are switched off included.
create or replace function routing_of(of_organisation uuid, of_number uuid) returns jsonb language sql stable
as $$
  select coalesce(jsonb_agg(jsonb_build_object('member', s.member_id, 'active', s.active) order by s.priority), '[]')
  from routing_seat s where s.organisation_id = of_organisation and s.number_id = of_number
$$;
