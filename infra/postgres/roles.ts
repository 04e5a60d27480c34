import pg from 'pg'

/** Who owns the tables, and who uses them under row-level security. */
export interface Roles {
  readonly database: string
  readonly owner: { readonly name: string; readonly password: string }
  readonly app: { readonly name: string; readonly password: string }
  /** Who signs people in, and sees nothing else. */
  readonly identity: { readonly name: string; readonly password: string }
}

/**
 * Makes the database and its roles, or sets their passwords when they are there. The app's role owns nothing and can
 * bypass nothing: row-level security holds for whatever it does.
 */
export async function prepareDatabase(superuserUrl: string, { database, owner, app, identity }: Roles): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    for (const { name, password } of [owner, app, identity]) {
      const exists = await client.query('select 1 from pg_roles where rolname = $1', [name])
      const verb = exists.rowCount === 0 ? 'create' : 'alter'
      const rights = 'login nosuperuser nobypassrls nocreatedb nocreaterole'
      await client.query(`${verb} role ${pg.escapeIdentifier(name)} ${rights} password ${pg.escapeLiteral(password)}`)
    }
    const made = await client.query('select 1 from pg_database where datname = $1', [database])
    const name = pg.escapeIdentifier(database)
    if (made.rowCount === 0) await client.query(`create database ${name} owner ${pg.escapeIdentifier(owner.name)}`)
    await client.query(`revoke all on database ${name} from public`)
    await client.query(`grant connect, temporary on database ${name} to ${pg.escapeIdentifier(app.name)}`)
    await client.query(`grant connect on database ${name} to ${pg.escapeIdentifier(identity.name)}`)
  } finally {
    await client.end()
  }
}
