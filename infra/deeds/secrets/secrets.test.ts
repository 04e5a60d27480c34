import { afterAll, beforeAll, expect, test } from 'vitest'
import { openedDatabase } from '../../db/testing/opened-database.ts'
import { smallOrganisation, type SmallOrganisation } from '../../db/testing/people.ts'
import { Flow } from '../../db/flow/flow.ts'
import { Secret } from '../../db/secret/secret.ts'
import { secretsNamed } from '../../db/secret/secrets-named.ts'
import { madeSigningSecret, signingSecret } from '../../db/secret/signing-secret.ts'
import { Sealer } from '../../secrets/sealer.ts'
import { publishFlow } from '../flows/publish-flow.ts'
import { asOwner } from '../permissions.ts'
import { removeSecret } from './remove-secret.ts'
import { renewSigningKey } from './renew-signing-key.ts'
import { MOST_SECRETS, setSecret } from './set-secret.ts'

const sealer = new Sealer([{ id: 'k1', key: new Uint8Array(32).fill(1) }])
let server: Awaited<ReturnType<typeof openedDatabase>>
let organisation: SmallOrganisation
beforeAll(async () => {
  server = await openedDatabase()
  organisation = await smallOrganisation(server.db, {
    id: '11111111-1111-4111-8111-111111111111',
    e164: '+12025550101',
  })
}, 60_000)
afterAll(() => server.close())

test('a secret is kept so that the table does not tell it, and is replaced by one of the same name', async () => {
  expect(await setSecret(context(), { secret: 'crm', value: 'first' })).toMatchObject({ ok: true })
  expect(await setSecret(context(), { secret: 'crm', value: 's3cret' })).toMatchObject({ ok: true })
  const rows = await within((em) => em.find(Secret, {}))
  expect(rows.map(({ name, sealed }) => [name, sealed.includes('s3cret')])).toEqual([['crm', false]])
  expect(
    await within((em) => secretsNamed(em, { organisation: organisation.id, names: ['crm', 'gone'], sealer })),
  ).toEqual(new Map([['crm', 's3cret']]))
})

test('there are a hundred at most, each of which can still be replaced', async () => {
  const before = await within((em) => em.count(Secret, {}))
  for (let n = before; n < MOST_SECRETS; n += 1)
    expect(await setSecret(context(), { secret: `one-of-many-${n}`, value: 'x' })).toMatchObject({ ok: true })
  expect(await setSecret(context(), { secret: 'too-many', value: 'x' })).toMatchObject({
    problem: { code: 'secrets-limit', title: 'An organisation can have at most 100 secrets.' },
  })
  expect(await setSecret(context(), { secret: `one-of-many-${before}`, value: 'y' })).toMatchObject({ ok: true })
  await within((em) => em.nativeDelete(Secret, { name: { $like: 'one-of-many-%' } }))
})

test('a flow that sends a secret which is not set is not published, and one that a flow still sends is not removed', async () => {
  await drawn('gone')
  const refused = await publishFlow(context(), { flow: organisation.flow })
  expect(refused).toMatchObject({
    ok: false,
    problem: {
      code: 'flow-has-errors',
      details: {
        issues: expect.arrayContaining([
          expect.objectContaining({
            node: 'ask',
            message: expect.stringMatching(/secret that is sent here is not set/),
          }),
        ]),
      },
    },
  })
  await drawn('crm')
  expect(await publishFlow(context(), { flow: organisation.flow })).toMatchObject({ ok: true })
  const secret = (await within((em) => em.findOneOrFail(Secret, { name: 'crm' }))).id
  expect(await removeSecret(context(), { secret })).toMatchObject({
    ok: false,
    problem: { code: 'secret-in-use', title: expect.stringMatching(/^The secret “crm” is sent by ./) },
  })
  await drawn(null)
  expect(await publishFlow(context(), { flow: organisation.flow })).toMatchObject({ ok: true })
  await drawn('crm')
  expect(await removeSecret(context(), { secret })).toMatchObject({ problem: { code: 'secret-in-use' } }) // a draft's
  await drawn(null)
  expect(await removeSecret(context(), { secret })).toMatchObject({ ok: true })
  expect(await removeSecret(context(), { secret })).toMatchObject({ problem: { code: 'secret-not-found' } })
  expect(await within((em) => em.count(Secret, {}))).toBe(0)
})

test('the key that webhooks are signed with is made once, by whoever needs it first, and another one on demand', async () => {
  const { id } = organisation
  expect(await within((em) => madeSigningSecret(em, { organisation: id, sealer }))).toBeNull()
  const made = await Promise.all([1, 2, 3].map(() => within((em) => signingSecret(em, { organisation: id, sealer }))))
  expect(new Set(made).size).toBe(1)
  expect(made[0]).toMatch(/^whsec_[\w+/]{43}=$/)
  expect(await renewSigningKey(context(), {})).toMatchObject({ ok: true })
  expect(await within((em) => madeSigningSecret(em, { organisation: id, sealer }))).not.toBe(made[0])
})

/** The organisation's flow asks a service, with this secret or none, then hangs up. */
async function drawn(secret: string | null): Promise<void> {
  const node = (id: string, kind: string, config: object) => ({ id, kind, title: id, config, position: { x: 0, y: 0 } })
  const headers = secret === null ? [] : [{ kind: 'secret', name: 'X-Key', secret }]
  const draft = {
    format: 1,
    name: 'Main',
    nodes: [
      node('in', 'incoming-call', {}),
      node('ask', 'webhook', { url: 'https://crm.example.com/', headers }),
      node('end', 'hang-up', {}),
    ],
    edges: [
      { from: 'in', exit: 'next', to: 'ask' },
      ...['ok', 'error', 'timeout'].map((exit) => ({ from: 'ask', exit, to: 'end' })),
    ],
  }
  await within(async (em) => {
    em.assign(await em.findOneOrFail(Flow, { id: organisation.flow }), { draft })
    await em.flush()
  })
}

function within<T>(work: Parameters<typeof server.db.withOrganisation<T>>[1]): Promise<T> {
  return server.db.withOrganisation(organisation.id, work)
}

function context() {
  const { member: actor } = organisation
  return {
    db: server.db,
    organisation: organisation.id,
    actor,
    address: null,
    who: asOwner(actor),
    provision: null,
    sealer,
  }
}
