import pg from 'pg'
import { z } from 'zod'
import { appendOnlyTables, readOnlyTables } from './entities.ts'
import { rowsAs } from './rows-as.ts'

/**
 * Gives the application's role what it needs and no more; to be run after every migration, as the tables' owner.
 * @throws Error when the role is missing and cannot be made, or when row-level security would not hold for it.
 */
export async function grantAppRole(owner: pg.Client, app: URL): Promise<void> {
  const name = decodeURIComponent(app.username)
  const role = pg.escapeIdentifier(name)
  await requireHarmlessRole(owner, { name, password: decodeURIComponent(app.password), variable: 'DATABASE_APP_URL' })
  const onlyAdded = appendOnlyTables.map((table) => pg.escapeIdentifier(table)).join(', ')
  const onlyRead = readOnlyTables.map((table) => pg.escapeIdentifier(table)).join(', ')
  await owner.query(`
    begin;
    grant usage on schema public to ${role};
    grant select, insert, update, delete on all tables in schema public to ${role};
    revoke update, delete on ${onlyAdded} from ${role};
    revoke insert, update, delete on mikro_orm_migrations, ${onlyRead} from ${role};
    grant usage on all sequences in schema public to ${role};
    grant execute on function live_numbers(), arrivals_to_sweep(timestamptz), only_organisation(), watched_organisations(), histories_due(int), free_numbers(text) to ${role};
    commit`)
}

/**
 * Gives the role of sign-in its own schema and nothing of the product's tables; run as the one above.
 * @throws Error as the one above.
 */
export async function grantIdentityRole(owner: pg.Client, identity: URL): Promise<void> {
  const name = decodeURIComponent(identity.username)
  const role = pg.escapeIdentifier(name)
  await requireHarmlessRole(owner, {
    name,
    password: decodeURIComponent(identity.password),
    variable: 'DATABASE_IDENTITY_URL',
  })
  await owner.query(`
    begin;
    grant usage on schema identity to ${role};
    grant select, insert, update, delete on all tables in schema identity to ${role};
    grant execute on function identity.memberships(text), identity.colleagues(text), identity.invitations(text) to ${role};
    commit`)
}

interface WantedRole {
  readonly name: string
  readonly password: string
  /** The variable that names it. */
  readonly variable: string
}

async function requireHarmlessRole(owner: pg.Client, { name, password, variable }: WantedRole): Promise<void> {
  const answer = owner.query(
    'select rolsuper or rolbypassrls as mighty, rolname = current_user as owner from pg_roles where rolname = $1',
    [name],
  )
  const [role] = await rowsAs(z.object({ mighty: z.boolean(), owner: z.boolean() }), answer)
  if (role === undefined) return makeRole(owner, { name, password, variable })
  if (role.mighty || role.owner) {
    throw new Error(
      `The role "${name}" in ${variable} ${role.owner ? 'owns the tables' : 'is a superuser or bypasses row-level security'}: ` +
        `organisations would see each other's calls. Name another: ${howToMake(name)}`,
    )
  }
}

async function makeRole(owner: pg.Client, { name, password, variable }: WantedRole): Promise<void> {
  const rights = 'login nosuperuser nobypassrls nocreatedb nocreaterole'
  try {
    await owner.query(`create role ${pg.escapeIdentifier(name)} ${rights} password ${pg.escapeLiteral(password)}`)
  } catch (error) {
    throw new Error(
      `The role "${name}" of ${variable} does not exist and could not be made. As a superuser: ${howToMake(name)}`,
      { cause: error },
    )
  }
}

function howToMake(name: string): string {
  return `create role ${pg.escapeIdentifier(name)} login password '…' nosuperuser nobypassrls;`
}
