import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLab, script, type Lab } from '../testing/lab.ts'

const ANA = '+12025550121'
const BEN = '+12025550122'

let lab: Lab
beforeEach(async () => {
  lab = await openLab()
})
afterEach(() => lab.close())

const status = () => ({
  status_url: `${lab.product.url}/leg`,
  status_events: ['created', 'ringing', 'answered', 'ended'],
})
const states = () => lab.product.asked('/leg').map((seen) => Object(seen.body.params).call_state as unknown)
const park = script({ label: 'ring' }, { play: { url: 'ring:4.0:us' } }, { goto: { label: 'ring' } })
const member = (room: string) =>
  script(
    { prompt: { play: 'say:Call for Sales. Press 1 to accept.' } },
    {
      cond: [
        {
          when: "prompt_value == '1'",
          then: [{ join_conference: { name: room, max_participants: 2, beep: 'false' } }],
        },
      ],
    },
    { hangup: {} },
  )

test('a member is rung, accepts by key, talks with the caller in a room, and hangs up', async () => {
  lab.product.on('/in', park)
  const id = await lab.call()
  await lab.until(id, (view) => view.hears === 'ringback' && view.state === 'in-progress')
  await lab.behave(ANA, { kind: 'answers', after: '2s', presses: '1' })
  const leg = await lab.dial(ANA, { swml: member(`c-${id}`), timeout: 20, ...status() })
  await lab.until(id, (view) => view.legs[0]?.inRoom === `c-${id}`)
  expect(await lab.look(id)).toMatchObject({ hears: 'ringback', with: null })
  await lab.command('update', { params: { id, swml: script({ join_conference: { name: `c-${id}` } }) } })
  expect(await lab.until(id, (view) => view.with !== null)).toMatchObject({ hears: 'person', with: ANA })
  expect(await lab.phone(ANA)).toMatchObject({ state: 'talking' })
  await lab.control('POST', `/calls/${id}/say`, { text: 'Hello Ana' })
  await lab.control('POST', `/phones/${ANA}/hang-up`)
  const after = await lab.until(id, (view) => view.legs[0]?.state === 'ended')
  expect(after).toMatchObject({ with: null, legs: [{ id: leg, to: ANA, endReason: 'hangup' }] })
  expect(after.timeline.map(({ who, what }) => `${who} ${what}`)).toEqual(
    expect.arrayContaining([
      `${ANA} rings`,
      `${ANA} answers`,
      `${ANA} presses`,
      `${ANA} joins`,
      'caller joins',
      'caller says',
      `${ANA} hangs-up`,
    ]),
  )
  expect(after.timeline.find((entry) => entry.who === ANA && entry.detail.includes('Hello Ana'))?.what).toBe('hears')
  await lab.asked('/leg', 4)
  expect(states()).toEqual(['created', 'ringing', 'answered', 'ended'])
  await lab.asked('/call-status', 2)
  expect(lab.product.asked('/call-status').map((seen) => Object(seen.body.params).call_state as unknown)).toEqual([
    'created',
    'answered',
  ])
})

test('ringing stops after the time that dial gives, counted from the ringing', async () => {
  const id = await lab.dial(ANA, { swml: script({ hangup: {} }), timeout: 2, ...status() })
  await lab.asked('/leg', 3)
  expect(states()).toEqual(['created', 'ringing', 'ended'])
  expect(lab.product.asked('/leg')[2]?.body).toMatchObject({
    event_type: 'calling.call.state',
    params: {
      call_id: id,
      end_reason: 'no_answer',
      direction: 'outbound',
      device: { type: 'phone', params: { to_number: ANA } },
    },
  })
  const [leg] = (await lab.phone(ANA)).legs
  expect(Date.parse(leg?.endedAt ?? '') - Date.parse(leg?.ringingAt ?? '')).toBeGreaterThanOrEqual(1990)
  expect((await lab.api('GET', `/api/voice/logs/${id}`)).body).toMatchObject({ status: 'ended' })
})

test('busy, declined, switched off, and a phone that talks already', async () => {
  const dial = (to: string) => lab.dial(to, { swml: script({ sleep: -1 }), timeout: 20, ...status() })
  const reason = (id: string) => {
    const seen = lab.product
      .asked('/leg')
      .find((one) => Object(one.body.params).call_id === id && Object(one.body.params).call_state === 'ended')
    return Object(seen?.body.params).end_reason as unknown
  }
  await lab.behave(BEN, { kind: 'off' })
  const [busy, declined, off] = [await dial('+12025550190'), await dial('+12025550192'), await dial(BEN)]
  const first = await dial(ANA)
  await expect.poll(async () => (await lab.phone(ANA)).state).toBe('ringing')
  const second = await dial(ANA)
  await expect.poll(async () => (await lab.phone(ANA)).legs.filter((leg) => leg.state === 'ringing').length).toBe(2)
  expect((await lab.control('POST', `/phones/${ANA}/answer`)).status).toBe(202)
  const third = await dial(ANA)
  await expect
    .poll(() => [reason(busy), reason(declined), reason(off), reason(third)])
    .toEqual(['busy', 'declined', 'error', 'busy'])
  const phone = await lab.phone(ANA)
  expect(phone.legs.map((leg) => [leg.id, leg.state])).toEqual([
    [third, 'ended'],
    [second, 'ringing'],
    [first, 'answered'],
  ])
})

test('legs wait in the queue of one call per second', async () => {
  await lab.control('PUT', '/settings', { callsPerSecond: 1 })
  const ids = [
    await lab.dial(ANA, { swml: script({ hangup: {} }) }),
    await lab.dial(BEN, { swml: script({ hangup: {} }) }),
    await lab.dial('+12025550123', { swml: script({ hangup: {} }) }),
  ]
  expect((await lab.api('GET', `/api/voice/logs/${String(ids[2])}`)).body).toMatchObject({ status: 'queued' })
  await expect.poll(async () => (await lab.phone('+12025550123')).state, { timeout: 5000 }).toBe('ringing')
  // a late timer delays one leg and not the next: the queue's clock begins with the first dial
  const legs = await Promise.all([ANA, BEN, '+12025550123'].map(async (to) => (await lab.phone(to)).legs[0]))
  const [first, second, third] = legs.map(
    (leg) => Date.parse(leg?.ringingAt ?? '') - Date.parse(legs[0]?.createdAt ?? ''),
  )
  expect(second).toBeGreaterThanOrEqual(990)
  expect(third).toBeGreaterThanOrEqual(1990)
  expect(first).toBeLessThanOrEqual(second ?? 0)
})

test('the fallback document runs when the first cannot be fetched, and the caller is lost when neither can', async () => {
  await lab.api('PATCH', `/api/fabric/resources/swml_webhooks/${lab.webhook.id}`, {
    primary_request_url: `${lab.product.url}/down#rt=100`,
    fallback_request_url: `${lab.product.url}/fallback`,
  })
  lab.product.on('/down', { $waitMs: 1000 })
  lab.product.on('/fallback', script({ answer: {} }, { sleep: -1 }))
  const id = await lab.call()
  const { timeline } = await lab.until(id, (view) => view.state === 'in-progress')
  expect(timeline.filter((entry) => entry.what === 'fetches').map((entry) => entry.detail)).toEqual([
    expect.stringContaining('/down'),
    expect.stringContaining('/fallback'),
  ])
  lab.product.on('/fallback', { $status: 500 })
  expect(await lab.until(await lab.call(), (view) => view.state === 'ended')).toMatchObject({
    endReason: 'error',
    answeredAt: null,
  })
})

test('a script kept by the carrier serves as fallback', async () => {
  const kept = await lab.api('POST', '/api/fabric/resources/swml_scripts', {
    name: 'Fallback',
    contents: script({ play: { url: 'say:We are away' } }),
  })
  const { request_url: url } = Object(kept.body).swml_script as { request_url: string }
  await lab.api('PATCH', `/api/fabric/resources/swml_webhooks/${lab.webhook.id}`, { fallback_request_url: url })
  lab.product.on('/in', { $status: 503 })
  const spoken = await lab.until(await lab.call(), (view) =>
    view.timeline.some(({ detail }) => detail === 'We are away'),
  )
  expect(spoken.timeline.map(({ detail }) => detail)).toContain('We are away')
})

test('who talks for a time hangs up after it', async () => {
  lab.product.on(
    '/in',
    script({ connect: { to: ANA } }, { request: { url: `${lab.product.url}/after`, method: 'POST', body: {} } }),
  )
  await lab.behave(ANA, { kind: 'answers', after: '0s', talksFor: '3s' })
  await lab.call()
  await lab.asked('/after')
  const [leg] = (await lab.phone(ANA)).legs
  expect(Date.parse(leg?.endedAt ?? '') - Date.parse(leg?.answeredAt ?? '')).toBeGreaterThanOrEqual(2990)
})

test('a phone that was busy when it was to act answers as soon as it is free, if it still rings', async () => {
  const dial = (timeout: number) => lab.dial(ANA, { swml: script({ sleep: -1 }), timeout })
  await lab.behave(ANA, { kind: 'answers', after: '1s', talksFor: '4s' })
  await dial(20)
  const [patient, hasty] = [await dial(20), await dial(3)]
  await expect
    .poll(async () => (await lab.phone(ANA)).legs.map((leg) => leg.state))
    .toEqual(['ended', 'answered', 'ended'])
  const { legs } = await lab.phone(ANA)
  expect(legs.find((leg) => leg.id === hasty)).toMatchObject({ answeredAt: null, endReason: 'no_answer' })
  const [, second, first] = legs
  expect(second?.id).toBe(patient)
  expect(Date.parse(second?.answeredAt ?? '')).toBeGreaterThanOrEqual(Date.parse(first?.endedAt ?? ''))
})

test('a voicemail machine answers, speaks, presses nothing, and hangs up after some silence', async () => {
  const id = await lab.dial('+12025550196', { swml: script({ prompt: { play: 'say:Press 1', initial_timeout: 60 } }) })
  await expect.poll(async () => (await lab.phone('+12025550196')).state, { timeout: 5000 }).toBe('talking')
  await expect.poll(async () => (await lab.phone('+12025550196')).legs[0]?.state, { timeout: 5000 }).toBe('ended')
  expect((await lab.phone('+12025550196')).legs[0]).toMatchObject({ id, endReason: 'hangup' })
})

test('no more than 32 transfers, updates counted unless the switch says otherwise', async () => {
  lab.product.on('/in', park)
  const id = await lab.call()
  await lab.until(id, (view) => view.state === 'in-progress')
  const update = () => lab.command('update', { params: { id, swml: park } })
  for (let time = 0; time < 32; time += 1) expect((await update()).status).toBe(200)
  expect(await update()).toMatchObject({ status: 422, body: { errors: [{ code: 'call_update_failed' }] } })
  await lab.control('PUT', '/settings', { updateCountsAsTransfer: false })
  expect((await update()).status).toBe(200)
})

test('keys pressed right after the answer are not lost', async () => {
  await lab.behave(ANA, { kind: 'answers', after: '0s', presses: '1' })
  await lab.dial(ANA, {
    swml: script(
      { play: { url: 'say:A call for Sales' } },
      { prompt: { play: 'say:Press 1' } },
      { request: { url: `${lab.product.url}/key`, method: 'POST', body: { value: '${prompt_value}' } } },
      { hangup: {} },
    ),
  })
  expect((await lab.asked('/key')).body).toEqual({ value: '1' })
})

test('a redirect does not wait for a request that is still out', async () => {
  lab.product.on('/slow', { $waitMs: 2000 })
  lab.product.on(
    '/in',
    script(
      { answer: {} },
      { request: { url: `${lab.product.url}/slow`, method: 'POST', timeout: 4 } },
      { play: { url: 'say:Never heard' } },
    ),
  )
  const id = await lab.call()
  await lab.asked('/slow')
  await lab.command('update', {
    params: { id, swml: script({ request: { url: `${lab.product.url}/begun`, method: 'POST' } }, { sleep: -1 }) },
  })
  const began = Date.now()
  await lab.asked('/begun')
  expect(Date.now() - began).toBeLessThan(1000)
})
