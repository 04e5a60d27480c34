-- Each part by its whole key: right after an import the planner knows nothing of the table's size, and would read all of it
-- for every renamed row.
create or replace function contact_renamed() returns trigger language plpgsql
set search_path = public, pg_temp
as $$
declare
  gone text;
begin
  if tg_op = 'UPDATE' and new.name = old.name and new.e164 = old.e164 then return null; end if;
  for gone in select name_parts(old.name) loop
    delete from customer_search s where s.organisation_id = old.organisation_id and s.by = 'name' and s.part = gone and s.customer = old.e164;
  end loop;
  if tg_op = 'UPDATE' then
    insert into customer_search select new.organisation_id, 'name', name_parts(new.name), new.e164 on conflict do nothing;
  end if;
  return null;
end
$$;
