import { openDatabase, type Database } from '../orm.ts'
import { temporaryDatabase } from './temporary-database.ts'

/** A temporary database that is open as the application's role. `ownerUrl` is its address with the role that owns the tables. */
export async function openedDatabase(): Promise<{
  readonly db: Database
  readonly ownerUrl: string
  close(): Promise<void>
}> {
  const server = await temporaryDatabase()
  const db = await openDatabase({ url: server.appUrl })
  return {
    db,
    ownerUrl: server.ownerUrl,
    async close() {
      await db.close()
      await server.remove()
    },
  }
}
