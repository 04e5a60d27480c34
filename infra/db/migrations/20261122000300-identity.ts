import { Migration } from '@mikro-orm/migrations'

/**
 * Sign-in, in a schema of its own: better-auth's tables as its version 1.7 compiles them (infra/identity has the test that
 * it wants nothing else), and the question to which organisations an e-mail address belongs, which comes before any
 * organisation is known. The function is for the role of sign-in alone; the application's role sees nothing of this schema.
 */
export class Identity extends Migration {
  override name = '20261122000300-identity'

  override up(): void {
    this.addSql('create schema identity')
    this.addSql('revoke all on schema identity from public')
    for (const statement of tables) this.addSql(statement)
    this.addSql(
      `create policy "organisation_narrow" on "organisation" for select to current_user using (current_setting('app.narrow', true) = 'on')`,
    )
    this.addSql('create index "member_email" on "member" ("email")')
    this.addSql(memberships)
    this.addSql('revoke all on function identity.memberships(text) from public')
  }
}

const tables = [
  `create table identity."user" ("id" text not null primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null, "image" text, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz default CURRENT_TIMESTAMP not null, "twoFactorEnabled" boolean)`,
  `create table identity."session" ("id" text not null primary key, "expiresAt" timestamptz not null, "token" text not null unique, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text, "userId" text not null references identity."user" ("id") on delete cascade)`,
  `create table identity."account" ("id" text not null primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references identity."user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz not null)`,
  `create table identity."verification" ("id" text not null primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz default CURRENT_TIMESTAMP not null)`,
  `create table identity."twoFactor" ("id" text not null primary key, "secret" text not null, "backupCodes" text not null, "userId" text not null references identity."user" ("id") on delete cascade, "verified" boolean, "failedVerificationCount" integer, "lockedUntil" timestamptz)`,
  `create table identity."rateLimit" ("id" text not null primary key, "key" text not null unique, "count" integer not null, "lastRequest" bigint not null)`,
  `create index "session_userId_idx" on identity."session" ("userId")`,
  `create index "account_userId_idx" on identity."account" ("userId")`,
  `create index "verification_identifier_idx" on identity."verification" ("identifier")`,
  `create index "twoFactor_secret_idx" on identity."twoFactor" ("secret")`,
  `create index "twoFactor_userId_idx" on identity."twoFactor" ("userId")`,
]

/** Opens the same narrow door as `live_numbers`, and shuts it behind itself. */
const memberships = `
create function identity.memberships(address text)
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
      from member c where c.organisation_id = o.id and c.role in ('owner', 'admin') and c.deactivated_at is null), '[]')
  from member m
  join organisation o on o.id = m.organisation_id
  where m.email = address and m.deactivated_at is null
  order by o.name, o.id;
  perform set_config('app.narrow', 'off', true);
end
$$`
