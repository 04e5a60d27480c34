-- Of whole statements, because an import brings thousands at once.
create or replace function contacts_added() returns trigger language plpgsql
set search_path = public, pg_temp
as $$
begin
  insert into customer_search select organisation_id, 'name', name_parts(name), e164 from added on conflict do nothing;
  return null;
end
$$;
