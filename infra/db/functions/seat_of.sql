-- A member as a person who may ring: where, or why not.
create or replace function seat_of(of_organisation uuid, of_member uuid) returns table (member uuid, name text, address text, barred text) language sql stable
as $$
  select m.id, m.name, d.address, case
    when m.deactivated_at is not null then 'inactive'
    when m.accepted_at is null then 'not-joined'
    when d.abroad is not null then 'country-not-allowed'
    when d.address is null then 'no-verified-phone' end
  from member m left join lateral rung_at(of_organisation, of_member) d on true
  where m.organisation_id = of_organisation and m.id = of_member
$$;
