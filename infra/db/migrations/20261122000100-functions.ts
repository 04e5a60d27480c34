import { Migration } from '@mikro-orm/migrations'

/**
 * The two questions that come before the organisation is known, and the news that live numbers have changed.
 *
 * Row-level security is forced on the tables' owner too, so a SECURITY DEFINER function alone would see nothing. Each
 * table that the two functions read has a policy for the owner, open only while `app.narrow` is on, which the functions
 * switch on for themselves (in their bodies: only a superuser may attach a setting of our own to a function). The
 * application's role may set it too, and gains nothing: the policies are not made for it.
 */
export class Functions extends Migration {
  override name = '20261122000100-functions'

  override up(): void {
    for (const table of narrowlyRead) {
      this.addSql(
        `create policy "${table}_narrow" on "${table}" for select to current_user using (current_setting('app.narrow', true) = 'on')`,
      )
    }
    this.addSql(liveNumbers)
    this.addSql(arrivalsToSweep)
    this.addSql('revoke all on function live_numbers() from public')
    this.addSql('revoke all on function arrivals_to_sweep(timestamptz) from public')
    this.addSql(numberChanged)
    for (const table of shownByLiveNumbers) {
      this.addSql(
        `create trigger "${table}_changed" after insert or update or delete on "${table}" for each row execute function number_changed()`,
      )
    }
  }
}

const narrowlyRead = [
  'member',
  'device',
  'flow_version',
  'number',
  'number_access',
  'routing_seat',
  'arrival',
  'kept_word',
]
const shownByLiveNumbers = ['number', 'number_access', 'routing_seat', 'member', 'device']

/** Foreign keys do not see policies, so each join names the organisation: a row that points across borders shows nothing. */
const liveNumbers = `
create function live_numbers()
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
        'barred', case when d.address is null then 'no-verified-phone' end) order by m.name, m.id)
      from number_access a
      join member m on m.id = a.member_id and m.organisation_id = n.organisation_id
      left join lateral (
        select address from device where member_id = m.id and organisation_id = n.organisation_id and verified_at is not null order by position, id limit 1) d on true
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

const arrivalsToSweep = `
create function arrivals_to_sweep(before timestamptz)
returns table (organisation uuid, call text, at timestamptz, spoken boolean, kept int)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
  perform set_config('app.narrow', 'on', true);
  return query
  with silent as (
    select a.organisation_id, a.call, a.at from arrival a where a.spoken_at is null and a.at < before
  ), waiting as (
    select k.organisation_id, k.call, min(k.kept_at) as at, count(*)::int as kept
    from kept_word k where k.delivered_at is null and k.kept_at < before group by k.organisation_id, k.call
  )
  select coalesce(s.organisation_id, w.organisation_id), coalesce(s.call, w.call), least(s.at, w.at), s.call is null, coalesce(w.kept, 0)
  from silent s full join waiting w on w.organisation_id = s.organisation_id and w.call = s.call
  order by 3
  limit 1000;
  perform set_config('app.narrow', 'off', true);
end
$$`

/** One and the same message per organisation and transaction: PostgreSQL drops the repetitions. */
const numberChanged = `
create function number_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('number_changed', coalesce(new.organisation_id, old.organisation_id)::text);
  return null;
end
$$`
