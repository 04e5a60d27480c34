import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { TextOrder } from '#flows/call/exchange.ts'
import { textLimits } from '#flows/nodes/send-text/text-limits.ts'
import { LOCK_CALL } from '#infra/db/call/call-key.ts'
import { eventsOf } from '#infra/db/call/events-of.ts'
import { takeDriver } from '#infra/db/call/driver.ts'
import { TextOptOut } from '#infra/db/texts/text-opt-out.ts'
import { CarrierError } from '#infra/signalwire/carrier-error.ts'
import type { CallRef } from '../call-activities.ts'
import { onlyAttempt } from '../calls/attempt.ts'
import { callGround, type CallGround } from '../calls/testing/call-ground.ts'
import { sendTexts } from './send-texts.ts'

/** Another one in each test: texts count over all calls of a day. */
let CARLA = ''
const DAN = '+12025550189'

let ground: CallGround
let call: CallRef
let count = 0
beforeAll(async () => {
  ground = await callGround()
  await ground.db.withOrganisation(ground.organisation.id, async (em) => {
    em.create(TextOptOut, { organisation: ground.organisation.id, e164: DAN, since: new Date() })
    await em.flush()
  })
})
afterAll(() => ground[Symbol.asyncDispose]())
beforeEach(async () => {
  call = await ground.arrived(`texting-${(count += 1)}`)
  CARLA = `+1202555${1000 + count}`
  Object.assign(ground.carrier, { textsComeTo: [], textLog: [], isLogDown: false })
  ground.carrier.texted.length = 0
})

test('a text goes out from the number that was dialled, and what came of it is kept', async () => {
  expect(await send(CARLA)).toEqual({ came: 'sent', untold: [], written: true })
  expect(ground.carrier.texted).toEqual([{ from: '+12025550101', to: CARLA, body: 'Thank you.' }])
  expect(await kept()).toEqual([
    ['texting:n2/1/0', 'n2', { kind: 'texting', id: 'n2/1/0', member: null, to: CARLA }],
    [
      'texted:n2/1/0',
      'n2',
      {
        kind: 'texted',
        id: 'n2/1/0',
        member: null,
        name: 'Carla',
        came: 'sent',
        carrier: 'text-1',
        words: 'Thank you.',
      },
    ],
  ])
})

test('[pitfall 23] whoever has opted out is sent nothing, whichever flow wants it', async () => {
  expect((await send(DAN)).came).toBe('blocked')
  expect(ground.carrier.texted).toEqual([])
  expect((await kept()).map(([key]) => key)).toEqual(['texted:n2/1/0'])
})

test.each([
  ['a withheld number', null],
  ['a landline', '+442079460123'],
  ['a country that may not be texted', '+4915112345678'],
  ['a premium number', '+19005550150'],
])('%s is sent nothing', async (_what, address) => {
  expect((await send(address)).came).toBe('blocked')
  expect(ground.carrier.texted).toEqual([])
})

test('of several it is enough that one gets it, and each is told of by themselves', async () => {
  ground.carrier.textsComeTo = ['refused']
  expect((await send(DAN, null, CARLA, '+12025550187')).came).toBe('sent')
  expect(ground.carrier.texted.map(({ to }) => to)).toEqual([CARLA, '+12025550187'])
  const came = (await kept()).flatMap(([, , what]) => (what.kind === 'texted' ? what.came : []))
  expect(came.toSorted()).toEqual(['blocked', 'blocked', 'failed', 'sent'])
})

test.each<[string, string | null, 'blocked' | 'failed']>([
  ['to_number_opted_out', null, 'blocked'],
  [null as unknown as string, 'it says “Attempt to send to unsubscribed recipient”', 'blocked'],
  ['30006', 'it says “Landline or unreachable carrier”', 'blocked'],
  ['invalid_from_number', 'it says “is not a number of this project”', 'failed'],
])('the carrier’s refusal %s %s reads as %s', async (code, saying, outcome) => {
  ground.carrier.textsComeTo = [new CarrierError({ kind: 'refused', code, status: 422, saying, message: 'text: no' })]
  expect((await send(CARLA)).came).toBe(outcome)
})

test('a text whose answer was lost is looked for, and not sent again', async () => {
  ground.carrier.textsComeTo = ['lost']
  ground.carrier.textLog = [{ id: 'text-9', from: '+12025550101', to: CARLA, status: 'sent' }]
  expect((await send(CARLA)).came).toBe('sent')
  ground.carrier.textsComeTo = ['lost']
  ground.carrier.textLog = []
  expect((await send(DAN.replace('9', '7').replace('189', '187'), { id: 'n2/2' })).came).toBe('failed')
  expect(ground.carrier.texted).toHaveLength(2)
})

test('whoever takes over from a worker that died as it sent a text sends it no second time', async () => {
  await send(CARLA)
  ground.carrier.textLog = [{ id: 'text-1', from: '+12025550101', to: CARLA, status: 'queued' }]
  expect((await send(CARLA)).came).toBe('sent')
  ground.carrier.textLog = []
  expect((await send(CARLA)).came).toBe('failed')
  expect(ground.carrier.texted).toHaveLength(1)
})

test('a call whose document decides by itself sends none', async () => {
  await takeDriver(ground.db, { organisation: call.organisation, call: call.call })
  expect((await send(CARLA)).came).toBe('document-drives')
  expect(ground.carrier.texted).toEqual([])
})

test('an earlier text of the same call is not taken for one whose answer was lost', async () => {
  await send(CARLA)
  ground.carrier.textLog = [{ id: 'text-1', from: '+12025550101', to: CARLA, status: 'sent' }]
  ground.carrier.textsComeTo = ['lost']
  expect((await send(CARLA, { id: 'n2/2' })).came).toBe('failed')
})

test('a call sends twenty texts at most, so that a flow that goes round floods nobody', async () => {
  for (let visit = 1; visit <= 20; visit += 1) await send(`+1202556${1000 + visit}`, { id: `n2/${visit}` })
  expect((await send(CARLA, { id: 'n2/21' })).came).toBe('failed')
  expect(ground.carrier.texted).toHaveLength(20)
})

test('nor more while the database is slow, and it is written in parts', async () => {
  for (let visit = 1; visit <= 20; visit += 1) await send(`+1202557${1000 + visit}`, { id: `n2/${visit}` })
  const warned = Promise.withResolvers<void>()
  const log = pino({ level: 'warn' }, { write: () => warned.resolve() })
  const held = Promise.withResolvers<void>()
  const holder = ground.db.withOrganisation(call.organisation, async (em) => {
    await em.execute(LOCK_CALL, [call.call])
    held.resolve()
    await warned.promise
  })
  await held.promise
  expect((await send(CARLA, { id: 'n2/21' }, { deps: { ...ground.deps, log } })).came).toBe('failed')
  await holder
  expect(ground.carrier.texted).toHaveLength(20)
})

describe('[pitfall 25] within a day', () => {
  test('a caller is sent ten texts at most, however often they call', async () => {
    for (let calls = 1; calls <= textLimits.caller; calls += 1) {
      call = await ground.arrived(`again-${calls}`)
      expect((await send(CARLA)).came).toBe('sent')
    }
    expect((await send(CARLA)).came).toBe('failed') // the last one again: it is looked for, and not in its own way
    call = await ground.arrived('again-and-again')
    expect((await send(CARLA)).came).toBe('blocked')
    expect((await kept()).map(([, , what]) => what)).toMatchObject([
      { came: 'blocked', why: 'that number was sent 10 texts within a day' },
    ])
    expect(ground.carrier.texted).toHaveLength(textLimits.caller)
  })

  test('what was sent a day ago counts no more', async () => {
    await begun(textLimits.caller, CARLA, '24 hours')
    expect((await send(CARLA)).came).toBe('sent')
    await begun(textLimits.caller - 1, CARLA, '23 hours')
    expect((await send(CARLA, { id: 'n2/2' })).came).toBe('blocked')
  })

  test('the phone of one of the business’s own people gets more of them', async () => {
    await begun(textLimits.caller, CARLA)
    expect((await send({ member: 'carla', address: CARLA })).came).toBe('sent')
    await begun(textLimits.member, CARLA)
    expect((await send({ member: 'carla', address: CARLA }, { id: 'n2/2' })).came).toBe('blocked')
  })

  test('all of them together get a thousand', async () => {
    await begun(textLimits.organisation, null)
    expect((await send(CARLA)).came).toBe('blocked')
    expect((await kept()).map(([, , what]) => what)).toMatchObject([{ why: '1,000 texts were sent within a day' }])
  })
})

/** Texts of other calls that were begun. @param to null: each to somebody else */
async function begun(count: number, to: string | null, ago = '1 second'): Promise<void> {
  await ground.db.withOrganisation(call.organisation, (em) =>
    em.execute(
      `insert into call_event (organisation_id, call, key, at, node, what)
      select ?, 'other ' || gen_random_uuid(), 'texting:n2/1/' || n, now() - ?::interval, 'n2',
        jsonb_build_object('kind', 'texting', 'id', 'n2/1/0', 'member', null, 'to', coalesce(?::text, '+1202558' || (1000 + n)))
      from generate_series(1, ?::int) n`,
      [call.organisation, ago, to, count],
    ),
  )
}

/** Readers, callers unless they say who of our people they are; and what is not as ever. */
type Given =
  | string
  | null
  | { readonly member: string; readonly address: string }
  | { readonly id?: string; readonly deps?: CallGround['deps'] }

function send(...given: readonly Given[]): ReturnType<typeof sendTexts> {
  let [id, deps] = ['n2/1', ground.deps]
  const to: TextOrder['message']['to'][number][] = []
  for (const one of given) {
    if (one === null || typeof one === 'string') to.push({ member: null, name: 'Carla', address: one })
    else if ('member' in one) to.push({ ...one, name: 'Carla' })
    else ({ id = id, deps = deps } = one)
  }
  const order: TextOrder = { events: [], node: 'Text', id, message: { words: 'Thank you.', to } }
  return sendTexts(deps, call, order, onlyAttempt())
}

async function kept() {
  const events = await eventsOf(ground.db, { organisation: call.organisation, call: call.call })
  return events.filter(({ key }) => key !== 'arrived').map(({ key, node, what }) => [key, node, what] as const)
}
