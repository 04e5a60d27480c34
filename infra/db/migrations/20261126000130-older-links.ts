import { Migration } from '@mikro-orm/migrations'

/**
 * A new password ends whatever was begun before it: older links to choose one, and sign-ins that wait at the second factor.
 * By the table itself, so that it holds for every way to a new password, and in its transaction.
 */
export class OlderLinks extends Migration {
  override name = '20261126000130-older-links'

  override up(): void {
    this.addSql(passwordChosen)
    this.addSql(
      `create trigger "account_password" after update of "password" on identity."account" for each row when (old."password" is distinct from new."password") execute function identity.password_chosen()`,
    )
  }
}

const passwordChosen = `
create function identity.password_chosen() returns trigger language plpgsql as $$
begin
  delete from identity."verification" where "value" = new."userId";
  return null;
end
$$`
