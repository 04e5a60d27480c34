import { Migration } from '@mikro-orm/migrations'

/**
 * The lists' indexes begin with the organisation, and what customers are found by has a table of its own.
 *
 * The planner takes the policy's condition and that on the number for independent of each other: among a million conversations
 * it took a number with thousands of them for one with a handful, read them all and sorted them. With an index that has the
 * policy's condition in it, the newest fifty are the cheapest whatever it believes.
 */
export class InboxAtScale extends Migration {
  override name = '20261122000800-inbox-at-scale'

  override up(): void {
    for (const [name, columns, where] of lists) {
      this.addSql(`drop index "${name}"`)
      this.addSql(`create index "${name}" on "conversation" (${columns})${where}`)
    }
    this.addSql(`create index "conversation_newest" on "conversation" ("organisation_id", "last_at", "id")`)

    // its rows are made of rows that point at their organisation: each of a name's twenty need not look it up again
    this.addSql(
      `create table "customer_search" ("organisation_id" uuid not null, "by" text not null check ("by" in ('name', 'number')), "part" text not null, "customer" text not null)`,
    )
    this.addSql(
      `create unique index "customer_search_part" on "customer_search" ("organisation_id", "by", "part" text_pattern_ops, "customer")`,
    )
    const own = `organisation_id = nullif(current_setting('app.organisation', true), '')::uuid`
    this.addSql(`alter table "customer_search" enable row level security`)
    this.addSql(`alter table "customer_search" force row level security`)
    this.addSql(`create policy "customer_search_organisation" on "customer_search" using (${own}) with check (${own})`)
    this.addSql(nameParts)
    this.addSql(numberParts)
    for (const each of [contactsAdded, contactRenamed, conversationsAdded]) this.addSql(each)
    this.addSql(
      `create trigger "contact_added" after insert on "contact" referencing new table as added for each statement execute function contacts_added()`,
    )
    this.addSql(
      `create trigger "contact_renamed" after delete or update of name, e164 on "contact" for each row execute function contact_renamed()`,
    )
    this.addSql(
      `create trigger "conversation_added" after insert on "conversation" referencing new table as added for each statement execute function conversations_added()`,
    )

    // the owner of the tables sees no rows either, unless for this moment
    const tables = ['customer_search', 'contact', 'conversation']
    for (const table of tables) this.addSql(`alter table "${table}" no force row level security`)
    this.addSql(
      `insert into customer_search select organisation_id, 'name', name_parts(name), e164 from contact on conflict do nothing`,
    )
    this.addSql(
      `insert into customer_search select organisation_id, 'number', number_parts(customer), customer from conversation where customer like '+%' on conflict do nothing`,
    )
    for (const table of tables) this.addSql(`alter table "${table}" force row level security`)
  }
}

const lists = [
  ['conversation_state', '"organisation_id", "number_id", "state", "last_at", "id"', ''],
  ['conversation_missed', '"organisation_id", "number_id", "last_at", "id"', ' where missed'],
  ['conversation_unanswered', '"organisation_id", "number_id", "last_at", "id"', ` where missed and state = 'open'`],
  ['conversation_unread', '"organisation_id", "number_id", "last_at", "id"', ' where unread'],
] as const

/** Every end of a name, at most 40 letters of it: what contains a text has an end that begins with it. */
const nameParts = `
create function name_parts(name text) returns setof text language sql immutable
as $$ select substr(lower(name), place, 40) from generate_series(1, least(length(name), 100)) place $$`

const numberParts = `
create function number_parts(e164 text) returns setof text language sql immutable
as $$ select substr(e164, place) from generate_series(2, length(e164) - 2) place $$`

/** Of whole statements, because an import brings thousands at once. */
const contactsAdded = `
create function contacts_added() returns trigger language plpgsql
set search_path = public, pg_temp
as $$
begin
  insert into customer_search select organisation_id, 'name', name_parts(name), e164 from added on conflict do nothing;
  return null;
end
$$`

const contactRenamed = `
create function contact_renamed() returns trigger language plpgsql
set search_path = public, pg_temp
as $$
begin
  delete from customer_search s using name_parts(old.name) gone
  where s.organisation_id = old.organisation_id and s.by = 'name' and s.part = gone and s.customer = old.e164;
  if tg_op = 'UPDATE' then
    insert into customer_search select new.organisation_id, 'name', name_parts(new.name), new.e164 on conflict do nothing;
  end if;
  return null;
end
$$`

const conversationsAdded = `
create function conversations_added() returns trigger language plpgsql
set search_path = public, pg_temp
as $$
begin
  insert into customer_search select organisation_id, 'number', number_parts(customer), customer from added where customer like '+%' on conflict do nothing;
  return null;
end
$$`
