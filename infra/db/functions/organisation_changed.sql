-- As `number_changed`, for what its numbers may ring.
create or replace function organisation_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('number_changed', new.id::text);
  return null;
end
$$;
