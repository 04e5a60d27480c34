import { MikroORM } from '@mikro-orm/postgresql'
import { fileURLToPath } from 'node:url'
import { readDatabaseEnv } from '../env.ts'
import { ormOptions } from './options.ts'

// For developers: `node infra/db/create-migration.ts some-name` writes what the entities have and the migrated database
// lacks as a migration; add it to migrations.ts afterwards. Policies are written by hand, functions in functions/.
const name = process.argv[2]
if (name === undefined) throw new Error('Name the migration: node infra/db/create-migration.ts some-name')
const folder = fileURLToPath(new URL('migrations', import.meta.url))
const orm = await MikroORM.init({ ...ormOptions(readDatabaseEnv().DATABASE_URL) })
try {
  orm.config.set('migrations', {
    ...orm.config.get('migrations'),
    path: folder,
    emit: 'ts',
    fileName: (time) => `${time}-${name}`,
  })
  const { fileName } = await orm.migrator.create(folder)
  process.stdout.write(
    fileName === ''
      ? 'The database has everything that the entities say.\n'
      : `Written: infra/db/migrations/${fileName}\n`,
  )
} finally {
  await orm.close(true)
}
