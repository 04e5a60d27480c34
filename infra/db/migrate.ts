import { MikroORM } from '@mikro-orm/postgresql'
import pg from 'pg'
import { readDatabaseEnv } from '../env.ts'
import { applyFunctions } from './functions.ts'
import { grantAppRole, grantIdentityRole } from './grants.ts'
import { ormOptions } from './options.ts'
import { placeCalls } from './place-calls.ts'

export interface MigrateRequest {
  /** The database as the role that owns its tables. */
  readonly ownerUrl: string
  /** The same database as the role of the application; made if it is missing and the owner may make roles. */
  readonly appUrl: string
  /** The same database as the role of sign-in; absent where nobody signs in. Made as the other one. */
  readonly identityUrl?: string | undefined
}

/**
 * Brings the tables and the functions up to date and grants the application's role what it may do. Two that run at once wait for each other.
 * @returns the names of the migrations that were applied now.
 * @throws Error with a sentence that says what to do, when the application's role is missing or too mighty.
 */
export async function migrate({ ownerUrl, appUrl, identityUrl }: MigrateRequest): Promise<readonly string[]> {
  const lock = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 })
  await lock.connect()
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    const orm = await MikroORM.init(ormOptions(ownerUrl))
    try {
      const applied = await orm.migrator.up()
      await applyFunctions(lock)
      await placeCalls(lock)
      await grantAppRole(lock, new URL(appUrl))
      if (identityUrl !== undefined) await grantIdentityRole(lock, new URL(identityUrl))
      return applied.map(({ name }) => name)
    } finally {
      await orm.close(true)
    }
  } finally {
    await lock.end() // which also gives up the lock
  }
}

/** An arbitrary number, agreed on by everybody who migrates this product's database. */
const MIGRATION_LOCK = 7_264_190

if (import.meta.main) {
  try {
    const { DATABASE_URL, DATABASE_APP_URL, DATABASE_IDENTITY_URL } = readDatabaseEnv()
    const applied = await migrate({
      ownerUrl: DATABASE_URL,
      appUrl: DATABASE_APP_URL,
      identityUrl: DATABASE_IDENTITY_URL,
    })
    process.stdout.write(
      applied.length === 0 ? 'The database is up to date.\n' : `Migrated the database: ${applied.join(', ')}.\n`,
    )
  } catch (error) {
    process.stderr.write(
      `The database could not be migrated: ${error instanceof Error ? error.message : String(error)}\n`,
    )
    process.exitCode = 1
  }
}
