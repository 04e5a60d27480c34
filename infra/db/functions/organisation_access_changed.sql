-- What everybody of the organisation may see has perhaps changed.
create or replace function organisation_access_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('access_changed', json_build_object('organisation', coalesce(new.organisation_id, old.organisation_id), 'member', null)::text);
  return null;
end
$$;
