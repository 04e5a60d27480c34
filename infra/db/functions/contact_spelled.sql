-- Of whole statements, because an import brings thousands at once. A number that somebody else has stays theirs.
create or replace function contact_spelled() returns trigger language plpgsql
set search_path = public, pg_temp
as $$
begin
  if exists (select from added where spelling_of_id is null and other_spelling(e164) is not null) then
    insert into contact (organisation_id, name, e164, main_id, spelling_of_id)
    select organisation_id, name, other_spelling(e164), coalesce(main_id, id), id from added
    where spelling_of_id is null and other_spelling(e164) is not null on conflict do nothing;
  end if;
  return null;
end
$$;
