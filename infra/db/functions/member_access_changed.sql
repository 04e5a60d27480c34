-- Of a row of `member`, or one that names its member.
create or replace function member_access_changed() returns trigger language plpgsql as $$
declare
  changed constant jsonb := to_jsonb(coalesce(new, old));
begin
  perform pg_notify('access_changed', json_build_object('organisation', changed ->> 'organisation_id', 'member', coalesce(changed ->> 'member_id', changed ->> 'id'))::text);
  return null;
end
$$;
