import { Migration } from '@mikro-orm/migrations'

/**
 * Plans, who may read a number, deactivated people, and codes by which a device proves whose it is. A deactivated person
 * stays on the roster, barred, so that a call's story can say why their phone did not ring.
 *
 * Live numbers are read anew whenever their people change. A person's presence and a device's codes change often and are
 * not part of that, so the two triggers name their columns from now on.
 */
export class AccessAndPlans extends Migration {
  override name = '20261122000400-access-and-plans'

  override up(): void {
    this.addSql(`alter table "organisation" add "plan" text not null default 'starter'`)
    this.addSql(
      `alter table "organisation" add constraint "organisation_plan_check" check ("plan" in ('starter', 'business'))`,
    )
    this.addSql(`alter table "number" add "business_name" text null, add "visibility" text not null default 'people'`)
    this.addSql(
      `alter table "number" add constraint "number_visibility_check" check ("visibility" in ('people', 'organisation'))`,
    )
    this.addSql(
      `alter table "member" add "deactivated_at" timestamptz null, add "seen_at" timestamptz null, add "notifications" text null`,
    )
    this.addSql(
      `alter table "member" add constraint "member_notifications_check" check ("notifications" in ('granted', 'denied', 'default'))`,
    )
    this.addSql(
      `alter table "device" add "code_hash" text null, add "code_sent_at" timestamptz null, add "code_tries" int not null default 0`,
    )
    this.addSql(liveNumbers)
    for (const [table, columns] of Object.entries(told)) {
      this.addSql(`drop trigger "${table}_changed" on "${table}"`)
      this.addSql(
        `create trigger "${table}_changed" after insert or delete or update of ${columns} on "${table}" for each row execute function number_changed()`,
      )
    }
  }
}

/** The columns that `live_numbers` shows. */
const told = { member: 'name, deactivated_at', device: 'member_id, address, verified_at, position' }

/** As in 20261122000100-functions, but for whoever is deactivated. */
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
        'barred', case when m.deactivated_at is not null then 'inactive' when d.address is null then 'no-verified-phone' end) order by m.name, m.id)
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
