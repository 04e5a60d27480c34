import { Migration } from '@mikro-orm/migrations'

/**
 * Whether the carrier is known to send a number's calls here, and why not: pages say so until it is. Numbers that were set up
 * before were confirmed as they were.
 *
 * A number that was released stays, with its conversations; its phone number may be somebody else's, or come back.
 */
export class ConfirmedAndReleased extends Migration {
  override name = '20261127000140-confirmed-and-released'

  override up(): void {
    this.addSql(
      `alter table "number" add "carrier_confirmed_at" timestamptz null, add "carrier_trouble" text null, add "released_at" timestamptz null`,
    )
    // the owner of the table sees no rows either, unless for this moment
    this.addSql(`alter table "number" no force row level security`)
    this.addSql(`update "number" set carrier_confirmed_at = now() where webhook_resource is not null`)
    this.addSql(`alter table "number" force row level security`)
    this.addSql(`alter table "number" drop constraint "number_e164_unique"`)
    this.addSql(`create unique index "number_e164_in_use" on "number" ("e164") where released_at is null`)
    this.addSql(freeNumbers)
    this.addSql('revoke all on function free_numbers(text) from public')
  }
}

/** Which of the carrier's numbers no organisation has. As the functions of `functions`, it opens its door for itself. */
const freeNumbers = `
create function free_numbers(candidates text)
returns table (e164 text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
  perform set_config('app.narrow', 'on', true);
  return query
  select c from unnest(string_to_array(candidates, ',')) c
  where not exists (select from number n where n.e164 = c and n.released_at is null);
  perform set_config('app.narrow', 'off', true);
end
$$`
