import { Migration } from '@mikro-orm/migrations'

/**
 * Dates the end of phones that nobody picked up by how long they rang. It was dated by when their end was written down, which
 * may be many seconds later.
 */
export class RangUntil extends Migration {
  override name = '20261127000340-rang-until'

  override up(): void {
    // the owner of the tables sees no rows either, unless for this moment
    for (const table of ['leg', 'call_event']) this.addSql(`alter table "${table}" no force row level security`)
    this.addSql(`
      update leg l set ended_at = l.ringing_at + make_interval(secs => (e.what ->> 'seconds')::int)
      from call_event e
      where e.organisation_id = l.organisation_id and e.call = l.call and e.what ->> 'kind' = 'stopped-ringing' and e.what ->> 'leg' = l.leg
        and l.picked_up_at is null and l.claimed_at is null and l.ended_at > l.ringing_at + make_interval(secs => (e.what ->> 'seconds')::int)`)
    for (const table of ['leg', 'call_event']) this.addSql(`alter table "${table}" force row level security`)
  }
}
