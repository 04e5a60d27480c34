-- A deed was recorded: open pages show what it has changed.
create or replace function deed_done() returns trigger language plpgsql as $$
begin
  perform pg_notify('deed_done', json_build_object('organisation', new.organisation_id, 'kind', new.kind)::text);
  return null;
end
$$;
