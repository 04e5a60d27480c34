import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { Connection } from '@temporalio/client'
import { chooseHome } from '../../postgres/home.ts'
import type { Settings } from '../../settings.ts'
import { connectionOptions } from '../../temporal/client.ts'
import { findTemporal } from '../../temporal/server/find-tool.ts'
import { searchAttributes } from '../../temporal/server/plan.ts'
import { askDatabase as ask } from './ask-database.ts'
import { identityRole } from './identity.ts'
import { ill, reasonOf, well, type Examination, type Finding } from './finding.ts'

/** What must be right about PostgreSQL and Temporal, whether they are ours to run or somebody else's. */
export function examineGround(settings: Settings): readonly Examination[] {
  const database: readonly Examination[] =
    settings.DATABASE_URL === undefined
      ? [{ what: 'PostgreSQL of our own', look: async () => ownPostgres(settings) }]
      : [
          { what: 'DATABASE_URL', look: () => givenDatabase(settings.DATABASE_URL) },
          { what: 'DATABASE_APP_URL', look: () => appRole(settings.DATABASE_APP_URL) },
          { what: 'DATABASE_IDENTITY_URL', look: () => identityRole(settings) },
        ]
  return [
    ...database,
    {
      what: settings.TEMPORAL_ADDRESS === undefined ? 'Temporal of our own' : 'TEMPORAL_ADDRESS',
      look: () => temporal(settings),
    },
  ]
}

function ownPostgres(settings: Settings): Finding {
  try {
    const home = chooseHome(settings.DATA_DIR)
    const version = execFileSync(join(home.programs, 'bin', 'postgres'), ['--version'], {
      encoding: 'utf8',
      cwd: '/',
      ...home.user,
    })
    return well(`${version.trim()}, data in ${home.dataFolder}`)
  } catch (error) {
    return ill(`it cannot run here: ${reasonOf(error)}`, 'run `npm ci`, or set DATABASE_URL to a PostgreSQL of yours')
  }
}

async function givenDatabase(url: string | undefined): Promise<Finding> {
  return ask(url, "select current_setting('server_version_num')::int as version", ({ version }) =>
    Number(version) >= 150_000
      ? well(`answers, version ${Math.floor(Number(version) / 10_000)}`)
      : ill('is older than PostgreSQL 15', 'use PostgreSQL 15 or later'),
  )
}

async function appRole(url: string | undefined): Promise<Finding> {
  const rights =
    'select rolsuper or rolbypassrls as mighty, exists (select 1 from pg_class where relowner = pg_roles.oid) as owns from pg_roles where rolname = current_user'
  return ask(url, rights, ({ mighty, owns }) =>
    mighty === true || owns === true
      ? ill(
          'its role could see past row-level security',
          "use a role of its own: create role ringdown_app login password '…' nosuperuser nobypassrls",
        )
      : well('answers, and its role is bound by row-level security'),
  )
}

async function temporal(settings: Settings): Promise<Finding> {
  const { TEMPORAL_ADDRESS } = settings
  if (TEMPORAL_ADDRESS !== undefined) return givenTemporal({ ...settings, TEMPORAL_ADDRESS })
  try {
    return well(await findTemporal())
  } catch (error) {
    return ill(reasonOf(error), 'as the sentence says')
  }
}

async function givenTemporal(settings: Settings & { TEMPORAL_ADDRESS: string }): Promise<Finding> {
  const { TEMPORAL_NAMESPACE: namespace } = settings
  try {
    const connection = await Connection.connect({
      ...connectionOptions({ ...settings, PAYLOAD_KEYS: [] }),
      connectTimeout: '5s',
    })
    const { customAttributes } = await connection.operatorService
      .listSearchAttributes({ namespace })
      .finally(() => connection.close())
    const missing = Object.entries(searchAttributes).filter(([name]) => customAttributes?.[name] === undefined)
    if (missing.length === 0) return well('answers, and knows our search attributes')
    const commands = missing.map(
      ([name, type]) =>
        `temporal operator search-attribute create --namespace ${namespace} --name ${name} --type ${type}`,
    )
    return ill(`lacks the search attributes ${missing.map(([name]) => name).join(', ')}`, commands.join('; '))
  } catch (error) {
    return ill(
      `does not answer: ${reasonOf(error)}`,
      'start that server, or correct TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_TLS and TEMPORAL_API_KEY',
    )
  }
}
