import { Migration } from '@mikro-orm/migrations'

/**
 * Nobody is a member before they have accepted: an invitation is a row of `member` without `accepted_at`. People who are
 * there already have accepted if they have ever used the product, or have proved a device to be theirs.
 *
 * Memberships come with the one that was used last first: that one is opened at the next sign-in.
 */
export class Invitations extends Migration {
  override name = '20261126000120-invitations'

  override up(): void {
    this.addSql(
      `alter table "member" add "invited_by" text null, add "accepted_at" timestamptz null default now(), add "declined_at" timestamptz null`,
    )
    // the owner of the tables sees no rows either, unless for this moment
    for (const table of ['member', 'device']) this.addSql(`alter table "${table}" no force row level security`)
    this.addSql(
      `update member m set accepted_at = null where m.seen_at is null and not exists (select from device d where d.member_id = m.id and d.verified_at is not null)`,
    )
    for (const table of ['member', 'device']) this.addSql(`alter table "${table}" force row level security`)
    for (const statement of [liveNumbers, memberships, invitations, ...triggers]) this.addSql(statement)
    this.addSql('revoke all on function identity.invitations(text) from public')
  }
}

const triggers = [
  `drop trigger "member_changed" on "member"`,
  `create trigger "member_changed" after insert or delete or update of name, deactivated_at, accepted_at on "member" for each row execute function number_changed()`,
]

/** As in 20261126000100-countries, but for whoever has not joined. */
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
          when m.accepted_at is null then 'not-joined'
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

/** As in 20261122000300-identity, but for who has joined, and in order of last use. */
const memberships = `
create or replace function identity.memberships(address text)
returns table (organisation uuid, organisation_name text, member uuid, name text, role text, numbers jsonb, administrators jsonb)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
  perform set_config('app.narrow', 'on', true);
  return query
  select o.id, o.name, m.id, m.name, m.role,
    coalesce((
      select jsonb_object_agg(a.number_id, a.role)
      from number_access a where a.member_id = m.id and a.organisation_id = o.id), '{}'),
    coalesce((
      select jsonb_agg(c.name order by c.role = 'owner' desc, c.name, c.id)
      from member c where c.organisation_id = o.id and c.role in ('owner', 'admin') and c.deactivated_at is null and c.accepted_at is not null), '[]')
  from member m
  join organisation o on o.id = m.organisation_id
  where m.email = address and m.deactivated_at is null and m.accepted_at is not null
  order by m.seen_at desc nulls last, o.name, o.id;
  perform set_config('app.narrow', 'off', true);
end
$$`

const invitations = `
create function identity.invitations(address text)
returns table (organisation uuid, organisation_name text, member uuid, name text, role text, invited_by text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
  perform set_config('app.narrow', 'on', true);
  return query
  select o.id, o.name, m.id, m.name, m.role, m.invited_by
  from member m
  join organisation o on o.id = m.organisation_id
  where m.email = address and m.deactivated_at is null and m.accepted_at is null and m.declined_at is null
  order by o.name, o.id;
  perform set_config('app.narrow', 'off', true);
end
$$`
