import { Migration } from '@mikro-orm/migrations'

/**
 * The record of deeds. Its rows are chained by the database itself: whoever adds one says what was done, and the trigger
 * gives it its place, its moment and its hash, in the order in which transactions come to the organisation's head. The
 * application's role cannot touch the head (grants.ts), so the trigger has the owner's rights.
 */
export class Deeds extends Migration {
  override name = '20261126000200-deeds'

  override up(): void {
    this.addSql(
      `create table "deed" ("organisation_id" uuid not null, "place" bigint not null, "at" timestamptz not null, "kind" text not null, "actor" uuid null, "actor_name" text not null, "address" text null, "about" text null, "about_name" text null, "before" text null, "after" text null, "previous" text not null, "hash" text not null, primary key ("organisation_id", "place"))`,
    )
    this.addSql(`create index "deed_organisation_id_at_index" on "deed" ("organisation_id", "at")`)
    this.addSql(`create index "deed_organisation_id_actor_place_index" on "deed" ("organisation_id", "actor", "place")`)
    this.addSql(`create index "deed_organisation_id_kind_at_index" on "deed" ("organisation_id", "kind", "at")`)
    this.addSql(
      `create table "deed_head" ("organisation_id" uuid not null, "place" bigint not null, "hash" text not null, primary key ("organisation_id"))`,
    )
    for (const table of ['deed', 'deed_head']) {
      const own = `organisation_id = nullif(current_setting('app.organisation', true), '')::uuid`
      this.addSql(
        `alter table "${table}" add constraint "${table}_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id")`,
      )
      this.addSql(`alter table "${table}" enable row level security`)
      this.addSql(`alter table "${table}" force row level security`)
      this.addSql(`create policy "${table}_organisation" on "${table}" using (${own}) with check (${own})`)
    }
    this.addSql(chainDeed)
    this.addSql('revoke all on function chain_deed() from public')
    this.addSql(`create trigger "deed_chain" before insert on "deed" for each row execute function chain_deed()`)
  }
}

/** The text that is hashed is that of `hashOf` in infra/db/deeds/chain.ts: PostgreSQL and JavaScript write texts as JSON alike. */
const chainDeed = `
create function chain_deed() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  head deed_head;
begin
  insert into deed_head (organisation_id, place, hash) values (new.organisation_id, 0, repeat('0', 64))
    on conflict (organisation_id) do update set place = deed_head.place returning * into head;
  new.place := head.place + 1;
  new.at := date_trunc('milliseconds', clock_timestamp());
  new.previous := head.hash;
  new.hash := encode(sha256(convert_to('[' || array_to_string(array[
    to_json(new.previous)::text, to_json(new.organisation_id)::text, new.place::text,
    to_json(to_char(new.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text,
    to_json(new.kind)::text, to_json(new.actor)::text, to_json(new.actor_name)::text, to_json(new.address)::text,
    to_json(new.about)::text, to_json(new.about_name)::text, to_json(new.before)::text, to_json(new.after)::text
  ], ',', 'null') || ']', 'UTF8')), 'hex');
  update deed_head set place = new.place, hash = new.hash where organisation_id = new.organisation_id;
  return new;
end
$$`
