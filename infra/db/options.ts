import { defineConfig } from '@mikro-orm/postgresql'
import { Migrator } from '@mikro-orm/migrations'
import { entities } from './entities.ts'
import { migrations } from './migrations.ts'

/** What every connection to the database has in common: entities, migrations, and that only UTC is spoken. */
export function ormOptions(url: string) {
  return defineConfig({
    clientUrl: url,
    entities,
    extensions: [Migrator],
    metadataCache: { enabled: false },
    discovery: { warnWhenNoEntities: false },
    // functions stand in functions/; triggers, what they keep, and the policies of the SECURITY DEFINER functions are written by hand in migrations
    schemaGenerator: {
      ignoreSchema: ['identity'],
      skipTables: ['customer_search'],
      ignoreRoutines: true,
      ignoreTriggers: true,
      ignorePolicies: true,
    },
    migrations: { migrationsList: migrations, snapshot: false, silent: true },
  })
}
