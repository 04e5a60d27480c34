import { Migration } from '@mikro-orm/migrations'

/**
 * Which calls' histories are to be copied stands in their rows: it was a workflow for each call. Calls that had ended before
 * have theirs, or a workflow of the release before that copies it.
 */
export class HistoriesDue extends Migration {
  override name = '20261127000400-histories-due'

  override up(): void {
    // null for every row there is, without a rewrite of the table; now for those to come
    this.addSql(`alter table "call" add column "history_due" timestamptz null`)
    this.addSql(`alter table "call" alter column "history_due" set default now()`)
    // the owner of the tables sees no rows either, unless for this moment
    this.addSql(`alter table "call" no force row level security`)
    this.addSql(`update call set history_due = now() where ended_at is null`)
    this.addSql(`alter table "call" force row level security`)
    this.addSql(
      `create index "call_history_due" on "call" ("history_due") where ended_at is not null and history_due is not null`,
    )
    this.addSql(historiesDue)
    this.addSql('revoke all on function histories_due(int) from public')
  }
}

/** As the functions of `functions`, it opens its door for itself; `watched-organisations` made that of calls. */
const historiesDue = `
create function histories_due(most int)
returns table (organisation uuid, call text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  perform set_config('app.narrow', 'on', true);
  return query
  select c.organisation_id, c.call from call c
  where c.ended_at is not null and c.history_due is not null and c.history_due <= now()
  order by c.history_due limit most;
  perform set_config('app.narrow', 'off', true);
end
$$`
