import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { temporaryDatabase, type TemporaryDatabase } from '../../db/testing/temporary-database.ts'
import { identityRole } from './identity.ts'

let database: TemporaryDatabase

beforeAll(async () => {
  database = await temporaryDatabase()
}, 60_000)

afterAll(() => database.remove())

it('has nothing to say about the role that npm start makes', async () => {
  expect(await look()).toEqual({
    well: true,
    says: 'answers, and its role sees the schema of sign-in and nothing else',
  })
})

it('says what is wrong with the role of sign-in, and how to mend it', async () => {
  expect(
    await identityRole({
      DATABASE_URL: database.ownerUrl,
      DATABASE_APP_URL: database.appUrl,
      DATABASE_IDENTITY_URL: undefined,
    }),
  ).toMatchObject({ says: 'is not set' })
  expect(await look(database.appUrl)).toMatchObject({
    says: 'has the role of DATABASE_APP_URL',
    mend: expect.stringContaining('create role ringdown_identity'),
  })
  expect(await look(database.superuserUrl.replace(/\/postgres$/, '/ringdown'))).toMatchObject({
    says: 'its role could see past row-level security',
  })
  expect(await look(database.identityUrl.replace(/\/ringdown$/, '/postgres'))).toMatchObject({
    says: 'names another database than DATABASE_URL',
  })
  expect(await look(database.identityUrl.replace(':identity@', ':wrong@'))).toMatchObject({
    says: expect.stringContaining('does not answer'),
  })
  expect(await look('postgres://ringdown_identity:identity@127.0.0.1:1/ringdown')).toMatchObject({
    says: expect.stringContaining('does not answer'),
  })
})

it('notices a table that the role should not see, and one that it should', async () => {
  await asSuperuser('grant select on public.member to ringdown_identity')
  expect(await look()).toMatchObject({ says: "its role sees tables outside sign-in's schema" })
  await asSuperuser(
    'revoke select on public.member from ringdown_identity',
    'revoke usage on schema identity from ringdown_identity',
  )
  expect(await look()).toMatchObject({
    says: 'its role may not use the schema of sign-in',
    mend: expect.stringContaining('node infra/db/migrate.ts'),
  })
  await asSuperuser('drop table identity."rateLimit"')
  expect(await look()).toMatchObject({ says: 'the schema of sign-in is not complete' })
})

function look(url: string | undefined = database.identityUrl) {
  return identityRole({
    DATABASE_URL: database.ownerUrl,
    DATABASE_APP_URL: database.appUrl,
    DATABASE_IDENTITY_URL: url,
  })
}

async function asSuperuser(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client(database.superuserUrl.replace(/\/postgres$/, '/ringdown'))
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}
