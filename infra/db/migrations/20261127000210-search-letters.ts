import { Migration } from '@mikro-orm/migrations'

/**
 * Customers are found without their accents and in either case, however a letter is composed; callers who withheld their
 * number are found as such, and whoever was sent as something else than a phone number by what was sent.
 */
export class SearchLetters extends Migration {
  override name = '20261127000210-search-letters'

  override up(): void {
    for (const each of [nameParts, conversationsAdded]) this.addSql(each)
    this.addSql(`alter table "customer_search" drop constraint "customer_search_by_check"`)
    this.addSql(
      `alter table "customer_search" add constraint "customer_search_by_check" check ("by" in ('name', 'number', 'withheld'))`,
    )

    // the owner of the tables sees no rows either, unless for this moment
    const tables = ['customer_search', 'contact', 'conversation']
    for (const table of tables) this.addSql(`alter table "${table}" no force row level security`)
    this.addSql(`delete from customer_search where "by" = 'name'`)
    this.addSql(
      `insert into customer_search select organisation_id, 'name', name_parts(name), e164 from contact on conflict do nothing`,
    )
    this.addSql(
      `insert into customer_search select organisation_id, 'withheld', '', customer from conversation where customer like 'call:%' on conflict do nothing`,
    )
    this.addSql(
      `insert into customer_search select organisation_id, 'name', name_parts(customer), customer from conversation where ${sentAsText} on conflict do nothing`,
    )
    for (const table of tables) this.addSql(`alter table "${table}" force row level security`)
  }
}

/** A customer who is neither a phone number nor withheld: an address or a short code. */
const sentAsText = `customer not like '+%' and customer not like 'call:%'`

/** Every end of a name, at most 40 letters of it, as in 20261122000800-inbox-at-scale. */
const nameParts = `
create or replace function name_parts(name text) returns setof text language sql immutable
as $$ select substr(letters, place, 40) from (select plain_text(name)) as form (letters), generate_series(1, least(length(letters), 100)) place $$`

const conversationsAdded = `
create or replace function conversations_added() returns trigger language plpgsql
set search_path = public, pg_temp
as $$
begin
  insert into customer_search select organisation_id, 'number', number_parts(customer), customer from added where customer like '+%' on conflict do nothing;
  insert into customer_search select organisation_id, 'withheld', '', customer from added where customer like 'call:%' on conflict do nothing;
  insert into customer_search select organisation_id, 'name', name_parts(customer), customer from added where ${sentAsText} on conflict do nothing;
  return null;
end
$$`
