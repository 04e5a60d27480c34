-- By what a conversation's customer is found: digits, that the number was withheld, or what was sent in its place.
create or replace function conversations_added() returns trigger language plpgsql
set search_path = public, pg_temp
as $$
begin
  insert into customer_search select organisation_id, 'number', number_parts(customer), customer from added where customer like '+%' on conflict do nothing;
  insert into customer_search select organisation_id, 'withheld', '', customer from added where customer like 'call:%' on conflict do nothing;
  insert into customer_search select organisation_id, 'name', name_parts(customer), customer from added where customer not like '+%' and customer not like 'call:%' on conflict do nothing;
  return null;
end
$$;
