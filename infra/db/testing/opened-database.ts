import { openDatabase, type Database } from '../orm.ts'
import { temporaryDatabase } from './temporary-database.ts'

/** A temporary database that is open as the application's role, for tests that ask nothing else of its server. */
export async function openedDatabase(): Promise<{ readonly db: Database; close(): Promise<void> }> {
  const server = await temporaryDatabase()
  const db = await openDatabase({ url: server.appUrl })
  return {
    db,
    async close() {
      await db.close()
      await server.remove()
    },
  }
}
