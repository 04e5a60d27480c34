import { Migration } from '@mikro-orm/migrations'
import { countryOf, countryOfZone, isCallableCountry } from '../../telephone/countries.ts'

/**
 * Which countries an organisation lets be called, where each telephone is, and the calls with a code, counted in rows that
 * stay when a device is removed.
 *
 * Organisations that are there already begin with the countries of their numbers, or that of their time zone. A device
 * elsewhere rings no longer until somebody allows its country; its person's page says so.
 */
export class Countries extends Migration {
  override name = '20261126000100-countries'

  override async up(): Promise<void> {
    const tables = ['organisation', 'number', 'device']
    for (const statement of changes) await this.execute(statement)
    // the owner of the tables sees no rows either, unless for this moment
    for (const table of tables) await this.execute(`alter table "${table}" no force row level security`)
    await this.#fillIn()
    for (const table of tables) await this.execute(`alter table "${table}" force row level security`)
    for (const statement of [rungAt, liveNumbers, organisationChanged, ...triggers]) await this.execute(statement)
  }

  async #fillIn(): Promise<void> {
    const devices = await this.#ask<{ id: string; address: string }>(
      `select id, address from device where kind = 'phone'`,
    )
    for (const { id, address } of devices)
      await this.execute('update device set country = ? where id = ?', [countryOf(address), id])
    const organisations = await this.#ask<{ id: string; time_zone: string; numbers: readonly string[] }>(
      `select o.id, o.time_zone, coalesce((select jsonb_agg(n.e164) from number n where n.organisation_id = o.id), '[]') as numbers from organisation o`,
    )
    for (const { id, time_zone, numbers } of organisations) {
      const own = numbers.map(countryOf).filter((country) => country !== null && isCallableCountry(country))
      const countries = own.length > 0 ? own : [countryOfZone(time_zone) ?? []].flat()
      const list = [...new Set(countries)].map((country) => `"${country}"`).join(',')
      await this.execute('update organisation set countries = ?::text[] where id = ?', [`{${list}}`, id])
    }
  }

  #ask<Row extends object>(sql: string): Promise<Row[]> {
    return this.getEntityManager().execute<Row[]>(sql)
  }
}

const own = `organisation_id = nullif(current_setting('app.organisation', true), '')::uuid`
const changes = [
  `alter table "organisation" add "countries" text[] not null default '{}', add "countries_chosen" boolean not null default false`,
  `alter table "device" add "country" text null`,
  `create table "code_call" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "member" uuid not null, "address" text not null, "at" timestamptz not null, primary key ("id"))`,
  `create index "code_call_organisation_id_at_index" on "code_call" ("organisation_id", "at")`,
  `alter table "code_call" add constraint "code_call_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id")`,
  `alter table "code_call" enable row level security`,
  `alter table "code_call" force row level security`,
  `create policy "code_call_organisation" on "code_call" using (${own}) with check (${own})`,
]

/**
 * Where a member is rung: the first of their verified devices that may be called. When none of them may, `abroad` names the
 * country of the first one, and there is no address. No row: they have no verified device.
 */
const rungAt = `
create function rung_at(of_organisation uuid, of_member uuid) returns table (address text, kind text, abroad text) language sql stable
as $$
  select case when d.may then d.address end, d.kind, case when not d.may then d.country end
  from (
    select v.address, v.kind, v.country, v.position, v.id, v.country is null or v.country = any (o.countries) as may
    from device v join organisation o on o.id = v.organisation_id
    where v.organisation_id = of_organisation and v.member_id = of_member and v.verified_at is not null) d
  order by d.may desc, d.position, d.id limit 1
$$`

/** As in 20261122000400-access-and-plans, but for whoever's phone is in a country that may not be called. */
const liveNumbers = `
create or replace function live_numbers()
returns table (organisation uuid, number uuid, e164 text, name text, flow uuid, version int, plan jsonb, roster jsonb, routing jsonb)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
  perform set_config('app.narrow', 'on', true);
  return query
  select n.organisation_id, n.id, n.e164, n.name, v.flow_id, v.version, v.plan,
    coalesce((
      select jsonb_agg(jsonb_build_object(
        'member', m.id, 'name', m.name, 'address', d.address,
        'barred', case
          when m.deactivated_at is not null then 'inactive'
          when d.abroad is not null then 'country-not-allowed'
          when d.address is null then 'no-verified-phone' end) order by m.name, m.id)
      from number_access a
      join member m on m.id = a.member_id and m.organisation_id = n.organisation_id
      left join lateral rung_at(n.organisation_id, m.id) d on true
      where a.number_id = n.id and a.organisation_id = n.organisation_id), '[]'),
    coalesce((
      select jsonb_agg(jsonb_build_object('member', s.member_id, 'active', s.active) order by s.priority)
      from routing_seat s where s.number_id = n.id and s.organisation_id = n.organisation_id), '[]')
  from number n
  join flow_version v on v.id = n.live_id and v.organisation_id = n.organisation_id
  order by n.e164;
  perform set_config('app.narrow', 'off', true);
end
$$`

const organisationChanged = `
create function organisation_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('number_changed', new.id::text);
  return null;
end
$$`

const triggers = [
  `drop trigger "device_changed" on "device"`,
  `create trigger "device_changed" after insert or delete or update of member_id, address, country, verified_at, position on "device" for each row execute function number_changed()`,
  `create trigger "organisation_countries_changed" after update of countries on "organisation" for each row execute function organisation_changed()`,
]
