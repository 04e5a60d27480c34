import { Migration } from '@mikro-orm/migrations'

/**
 * Tells on `access_changed` whose access may have changed, whoever changed it and in whichever process: a member, everybody
 * of an organisation, or a browser that was signed out. What was opened for them is asked for again.
 */
export class AccessNews extends Migration {
  override name = '20261126000110-access-news'

  override up(): void {
    for (const statement of [memberAccess, organisationAccess, signInEnded, ...triggers]) this.addSql(statement)
  }
}

/** Of a row of `member`, or one that names its member. */
const memberAccess = `
create function member_access_changed() returns trigger language plpgsql as $$
declare
  changed constant jsonb := to_jsonb(coalesce(new, old));
begin
  perform pg_notify('access_changed', json_build_object('organisation', changed ->> 'organisation_id', 'member', coalesce(changed ->> 'member_id', changed ->> 'id'))::text);
  return null;
end
$$`

const organisationAccess = `
create function organisation_access_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('access_changed', json_build_object('organisation', coalesce(new.organisation_id, old.organisation_id), 'member', null)::text);
  return null;
end
$$`

/** The id of a session opens nothing: what its cookie holds is the token. */
const signInEnded = `
create function identity.sign_in_ended() returns trigger language plpgsql as $$
begin
  perform pg_notify('access_changed', json_build_object('signIn', old."id")::text);
  return null;
end
$$`

const triggers = [
  `create trigger "member_access" after delete or update of role, email, deactivated_at on "member" for each row execute function member_access_changed()`,
  `create trigger "number_access_access" after insert or update or delete on "number_access" for each row execute function member_access_changed()`,
  `create trigger "number_access" after insert or delete or update of visibility on "number" for each row execute function organisation_access_changed()`,
  `create trigger "session_ended" after delete on identity."session" for each row execute function identity.sign_in_ended()`,
  `create trigger "session_shortened" after update of "expiresAt" on identity."session" for each row when (new."expiresAt" < old."expiresAt") execute function identity.sign_in_ended()`,
]
