-- One and the same message per organisation and transaction: PostgreSQL drops the repetitions.
create or replace function number_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('number_changed', coalesce(new.organisation_id, old.organisation_id)::text);
  return null;
end
$$;
