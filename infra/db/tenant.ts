import { p } from '@mikro-orm/core'

/** The id of a row that we name ourselves: a random uuid, made by the database. */
export const rowId = () => p.uuid().primary().defaultRaw('gen_random_uuid()')

/** A moment, to the microsecond, with its zone. */
export const moment = () => p.datetime().columnType('timestamptz')

/**
 * What makes a table a tenant's: a transaction sees and writes only rows of the organisation that `withOrganisation`
 * names. Without one nobody sees any row, the tables' owner included.
 *
 * A setting that was set in an earlier transaction of the connection comes back empty instead of null, hence `nullif`.
 */
export function ownRowsOnly(table: string, column = 'organisation_id') {
  const own = `${column} = nullif(current_setting('${ORGANISATION_SETTING}', true), '')::uuid`
  return { rowLevelSecurity: 'force' as const, policies: [{ name: `${table}_organisation`, using: own, check: own }] }
}

/** The setting of a transaction that says whose rows it may touch. */
export const ORGANISATION_SETTING = 'app.organisation'
