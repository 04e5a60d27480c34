import { Migration } from '@mikro-orm/migrations'

/**
 * Whoever is deactivated in the last organisation that had them is signed out everywhere, in the same transaction: by the
 * table itself, so that it holds for every way in which a membership can end. Who belongs to another one stays signed in there.
 */
export class LastMembership extends Migration {
  override name = '20261127000100-last-membership'

  override up(): void {
    this.addSql(membershipEnded)
    this.addSql('revoke all on function identity.membership_ended() from public')
    this.addSql(
      `create trigger "member_ended" after delete or update of deactivated_at, email on "member" for each row when (old.accepted_at is not null and old.deactivated_at is null) execute function identity.membership_ended()`,
    )
  }
}

/** Two organisations that let somebody go at the same moment wait for each other at the login: the second one sees that it was the last. */
const membershipEnded = `
create function identity.membership_ended() returns trigger language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  login text;
  is_narrow constant text := coalesce(current_setting('app.narrow', true), 'off');
begin
  if tg_op = 'UPDATE' and new.deactivated_at is null and new.email = old.email then return null; end if;
  select u."id" into login from identity."user" u where u."email" = old.email for update;
  if login is null then return null; end if;
  perform set_config('app.narrow', 'on', true);
  if not exists (select from member m where m.email = old.email and m.deactivated_at is null and m.accepted_at is not null) then
    delete from identity."session" s where s."userId" = login;
  end if;
  perform set_config('app.narrow', is_narrow, true);
  return null;
end
$$`
