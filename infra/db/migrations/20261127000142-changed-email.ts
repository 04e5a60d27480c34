import { Migration } from '@mikro-orm/migrations'

/**
 * People are found by the e-mail address of their login. When that is changed, their memberships follow in the same
 * transaction: by the table itself, so that nobody is ever signed in as somebody who belongs nowhere. Where an organisation
 * has the new address already, the login keeps the old one.
 */
export class ChangedEmail extends Migration {
  override name = '20261127000142-changed-email'

  override up(): void {
    this.addSql(
      `create policy "member_renamed" on "member" for update to current_user using (current_setting('app.narrow', true) = 'on') with check (current_setting('app.narrow', true) = 'on')`,
    )
    this.addSql(emailChanged)
    this.addSql('revoke all on function identity.email_changed() from public')
    this.addSql(
      `create trigger "email_changed" after update of "email" on identity."user" for each row when (old."email" <> new."email") execute function identity.email_changed()`,
    )
  }
}

/** The login has its new address already when the members are changed, so that `identity.membership_ended` finds nobody to sign out. */
const emailChanged = `
create function identity.email_changed() returns trigger language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  is_narrow constant text := coalesce(current_setting('app.narrow', true), 'off');
begin
  perform set_config('app.narrow', 'on', true);
  update member set email = new."email" where email = old."email";
  perform set_config('app.narrow', is_narrow, true);
  return null;
end
$$`
