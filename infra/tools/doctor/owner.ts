import { readDatabaseEnv } from '../../env.ts'

/** Address of the database with the role that owns the tables: given, or of the one that runs here; undefined when none does. */
export function addressOfOwner(): string | undefined {
  try {
    return readDatabaseEnv().DATABASE_URL
  } catch {
    return undefined
  }
}
