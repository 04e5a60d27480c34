-- Where a member is rung: the first of their verified devices that may be called. When none of them may, `abroad` names
-- the country of the first one, and there is no address. No row: they have no verified device.
create or replace function rung_at(of_organisation uuid, of_member uuid) returns table (address text, kind text, abroad text) language sql stable
as $$
  select case when d.may then d.address end, d.kind, case when not d.may then d.country end
  from (
    select v.address, v.kind, v.country, v.position, v.id, v.country is null or v.country = any (o.countries) as may
    from device v join organisation o on o.id = v.organisation_id
    where v.organisation_id = of_organisation and v.member_id = of_member and v.verified_at is not null) d
  order by d.may desc, d.position, d.id limit 1
$$;
