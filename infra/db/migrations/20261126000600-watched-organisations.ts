import { Migration } from '@mikro-orm/migrations'

/**
 * Which organisations have calls or legs that are not known to be over: the watch over the carrier's log asks before it
 * knows any of them, and none may depend on whether a number of theirs still answers. As the functions of `functions`, it
 * opens its door for itself.
 */
export class WatchedOrganisations extends Migration {
  override name = '20261126000600-watched-organisations'

  override up(): void {
    for (const table of ['call', 'leg']) {
      this.addSql(
        `create policy "${table}_narrow" on "${table}" for select to current_user using (current_setting('app.narrow', true) = 'on')`,
      )
    }
    this.addSql(watchedOrganisations)
    this.addSql('revoke all on function watched_organisations() from public')
  }
}

/** By two partial indexes of what is open. */
const watchedOrganisations = `
create function watched_organisations()
returns table (organisation uuid)
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  perform set_config('app.narrow', 'on', true);
  return query
  select c.organisation_id from call c where c.ended_at is null
  union
  select l.organisation_id from leg l where l.ended_at is null;
  perform set_config('app.narrow', 'off', true);
end
$$`
