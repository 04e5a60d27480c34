import type { Settings } from '../../settings.ts'
import { askDatabase } from './ask-database.ts'
import { ill, well, type Finding } from './finding.ts'

/** What the role of sign-in may do, and whether its tables are there. */
const RIGHTS = `select
    rolsuper or rolbypassrls as mighty,
    current_user = $1 as shared,
    current_database() <> $2 as elsewhere,
    exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and has_table_privilege(c.oid, 'select, insert, update, delete')) as curious,
    to_regnamespace('identity') is null as missing,
    not coalesce(has_schema_privilege(to_regnamespace('identity'), 'usage'), false) as shut,
    (select count(*) from pg_class where relnamespace = to_regnamespace('identity') and relkind = 'r'
      and relname in ('user', 'session', 'account', 'verification', 'twoFactor', 'rateLimit'))::int as tables,
    coalesce((select bool_and(has_table_privilege(oid, 'select') and has_table_privilege(oid, 'insert') and has_table_privilege(oid, 'update') and has_table_privilege(oid, 'delete'))
      from pg_class where relnamespace = to_regnamespace('identity') and relkind = 'r'), false) as writable
  from pg_roles where rolname = current_user`

const CREATE =
  "create role ringdown_identity login password '…' nosuperuser nobypassrls, then `node infra/db/migrate.ts`"

/** Whether sign-in has a role of its own that sees its schema and nothing else, and whether the migrations made its tables. */
export function identityRole({
  DATABASE_IDENTITY_URL: url,
  DATABASE_URL,
  DATABASE_APP_URL,
}: Pick<Settings, 'DATABASE_URL' | 'DATABASE_APP_URL' | 'DATABASE_IDENTITY_URL'>): Promise<Finding> {
  const app = DATABASE_APP_URL === undefined ? '' : decodeURIComponent(new URL(DATABASE_APP_URL).username)
  const database = decodeURIComponent(new URL(DATABASE_URL ?? url ?? 'postgres://nowhere').pathname.slice(1))
  return askDatabase(url, { text: RIGHTS, values: [app, database] }, judged)
}

function judged({
  mighty,
  shared,
  elsewhere,
  curious,
  missing,
  shut,
  tables,
  writable,
}: Record<string, unknown>): Finding {
  if (elsewhere === true)
    return ill(
      'names another database than DATABASE_URL',
      'name the same database in both: sign-in asks it who belongs where',
    )
  if (shared === true) return ill('has the role of DATABASE_APP_URL', `use a role of its own: ${CREATE}`)
  if (mighty === true) return ill('its role could see past row-level security', `use a role of its own: ${CREATE}`)
  if (curious === true)
    return ill(
      "its role sees tables outside sign-in's schema",
      `revoke its rights in the schema public, or use a role of its own: ${CREATE}`,
    )
  if (missing === true || tables !== 6)
    return ill('the schema of sign-in is not complete', 'run `node infra/db/migrate.ts`')
  if (shut === true || writable !== true)
    return ill(
      'its role may not use the schema of sign-in',
      'run `node infra/db/migrate.ts`, which grants it to the role that this variable names',
    )
  return well('answers, and its role sees the schema of sign-in and nothing else')
}
