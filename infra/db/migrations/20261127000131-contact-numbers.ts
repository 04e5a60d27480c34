import { Migration } from '@mikro-orm/migrations'

/**
 * What stands beside a contact's number, the second spelling of numbers that have one, what can be undone, and names in the
 * order in which people expect them.
 *
 * A second spelling is a row of its own, which no page shows: whatever looks a caller up by the exact number finds the
 * contact by either, and nobody who does has to know of spellings.
 */
export class ContactNumbers extends Migration {
  override name = '20261127000131-contact-numbers'

  override up(): void {
    this.addSql(
      `alter table "contact" add "label" text null, add "extension" text null, add "spelling_of_id" uuid null`,
    )
    this.addSql(
      `alter table "contact" add constraint "contact_spelling_of_id_foreign" foreign key ("spelling_of_id") references "contact" ("id") on delete cascade`,
    )
    this.addSql(
      `alter table "contact" add constraint "contact_spelling_of_id_same_organisation" foreign key ("organisation_id", "spelling_of_id") references "contact" ("organisation_id", "id") on delete cascade`,
    )
    this.addSql(`create index "contact_spelling_of_id_index" on "contact" ("spelling_of_id")`)

    this.addSql(contactRenamed)
    this.addSql(otherSpelling)
    this.addSql(contactSpelled)
    this.addSql(
      `create trigger "contact_spelled" after insert on "contact" referencing new table as added for each statement execute function contact_spelled()`,
    )

    // the owner of the tables sees no rows either, unless for this moment
    for (const table of ['contact', 'customer_search'])
      this.addSql(`alter table "${table}" no force row level security`)
    this.addSql(`insert into contact (organisation_id, name, e164, main_id, spelling_of_id)
      select organisation_id, name, other_spelling(e164), coalesce(main_id, id), id from contact where other_spelling(e164) is not null on conflict do nothing`)
    for (const table of ['contact', 'customer_search']) this.addSql(`alter table "${table}" force row level security`)

    this.addSql(
      `create table "contact_change" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "contact" uuid not null, "place" bigint not null, "name" text not null, "rows" jsonb not null, "made_at" timestamptz not null default now(), "undone_at" timestamptz null, primary key ("id"))`,
    )
    this.addSql(
      `alter table "contact_change" add constraint "contact_change_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id")`,
    )
    this.addSql(
      `alter table "contact_change" add constraint "contact_change_organisation_id_place_unique" unique ("organisation_id", "place")`,
    )
    this.addSql(
      `create index "contact_change_organisation_id_contact_index" on "contact_change" ("organisation_id", "contact")`,
    )
    const own = `organisation_id = nullif(current_setting('app.organisation', true), '')::uuid`
    this.addSql(`alter table "contact_change" enable row level security`)
    this.addSql(`alter table "contact_change" force row level security`)
    this.addSql(`create policy "contact_change_organisation" on "contact_change" using (${own}) with check (${own})`)
    this.addSql(`create index "deed_organisation_id_about_place_index" on "deed" ("organisation_id", "about", "place")`)

    this.addSql(`drop trigger "member_changed" on "member"`) // it names the column, whose type cannot be changed meanwhile
    for (const table of ['member', 'number'])
      this.addSql(`alter table "${table}" alter column "name" type text collate "und-x-icu"`)
    this.addSql(
      `create trigger "member_changed" after insert or delete or update of name, deactivated_at, accepted_at on "member" for each row execute function number_changed()`,
    )
  }
}

/** The table of infra/telephone/other-spelling.ts. */
const otherSpelling = String.raw`
create function other_spelling(e164 text) returns text language sql immutable parallel safe
return case
  when e164 ~ '^\+549[123]\d{9}$' then '+54' || substr(e164, 5)
  when e164 ~ '^\+54[123]\d{9}$' then '+549' || substr(e164, 4)
  when e164 ~ '^\+521[2-9]\d{9}$' then '+52' || substr(e164, 5)
  when e164 ~ '^\+52[2-9]\d{9}$' then '+521' || substr(e164, 4)
  when e164 ~ '^\+55[1-9]{2}9[6-9]\d{7}$' then substr(e164, 1, 5) || substr(e164, 7)
  when e164 ~ '^\+55[1-9]{2}[6-9]\d{7}$' then substr(e164, 1, 5) || '9' || substr(e164, 6)
end`

/** Of whole statements, because an import brings thousands at once. A number that somebody else has stays theirs. */
const contactSpelled = `
create function contact_spelled() returns trigger language plpgsql
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
$$`

/**
 * As in 20261122000800-inbox-at-scale, but each part by its whole key: right after an import the planner knows nothing of the
 * table's size, and read all of it for every renamed row.
 */
const contactRenamed = `
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
$$`
