-- Links to choose a password that were sent before are worth nothing any more.
create or replace function identity.password_chosen() returns trigger language plpgsql as $$
begin
  delete from identity."verification" where "value" = new."userId";
  return null;
end
$$;
