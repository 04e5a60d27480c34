import type { Database } from './orm.ts'

/**
 * A database in which an organisation's transactions wait for each other. A deed reads what it then changes, and so do
 * two people who do one at the same moment: neither may build on what the other is about to change.
 */
export function oneAtATime(db: Database): Database {
  return {
    ...db,
    withOrganisation: (organisation, work, limits) =>
      db.withOrganisation(
        organisation,
        async (em) => {
          await em.execute(LOCK, [organisation])
          return await work(em)
        },
        limits,
      ),
  }
}

const LOCK = `select pg_advisory_xact_lock(hashtextextended('deeds of ' || ?, 0))`
