import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLab, script, type Lab } from '../testing/lab.ts'

const ANA = '+12025550121'
const BEN = '+12025550122'

let lab: Lab
beforeEach(async () => {
  lab = await openLab()
})
afterEach(() => lab.close())

test('connect rings in parallel, the first who confirms talks, and the others stop ringing', async () => {
  const confirm = [
    { prompt: { play: 'say:Press 1' } },
    { cond: [{ when: "prompt_value != '1'", then: [{ hangup: {} }] }] },
  ]
  lab.product.on(
    '/in',
    script(
      {
        connect: {
          parallel: [{ to: ANA }, { to: BEN }, { to: '+12025550196' }],
          timeout: 20,
          confirm,
          call_state_url: `${lab.product.url}/leg`,
          status_url: `${lab.product.url}/connect`,
        },
      },
      { request: { url: `${lab.product.url}/after`, method: 'POST', body: { result: '${connect_result}' } } },
    ),
  )
  await lab.behave(BEN, { kind: 'answers', after: '6s', presses: '1' })
  const id = await lab.call()
  const talking = await lab.until(id, (view) => view.with !== null)
  expect(talking).toMatchObject({ hears: 'person', with: BEN })
  expect(talking.legs.find((leg) => leg.to === ANA)).toMatchObject({
    state: 'ended',
    endReason: 'cancel',
    answeredAt: null,
  })
  expect(talking.legs.find((leg) => leg.to === '+12025550196')).toMatchObject({ state: 'ended' })
  await lab.control('POST', `/phones/${BEN}/hang-up`)
  expect((await lab.asked('/after')).body).toEqual({ result: 'connected' })
  await expect
    .poll(() => lab.product.asked('/connect').map((seen) => Object(seen.body.params).connect_state as unknown))
    .toEqual(['connecting', 'connecting', 'connecting', 'connected', 'disconnected'])
})

test('connect in series goes on after each, and reports why it failed', async () => {
  lab.product.on(
    '/in',
    script(
      { connect: { serial: [{ to: '+12025550190' }, { to: ANA, timeout: 1 }] } },
      {
        request: {
          url: `${lab.product.url}/after`,
          method: 'POST',
          body: { result: '${connect_result}', why: '${connect_failed_reason}' },
        },
      },
    ),
  )
  const id = await lab.call()
  expect((await lab.asked('/after')).body).toEqual({ result: 'failed', why: 'no_answer' })
  expect((await lab.look(id)).legs.map((leg) => [leg.to, leg.endReason])).toEqual([
    ['+12025550190', 'busy'],
    [ANA, 'no_answer'],
  ])
})

test('when the caller hangs up, everybody whom connect rings stops ringing', async () => {
  lab.product.on('/in', script({ connect: { parallel: [{ to: ANA }, { to: BEN }] } }))
  const id = await lab.call()
  await lab.until(id, (view) => view.legs.length === 2 && view.legs.every((leg) => leg.state === 'ringing'))
  await lab.control('POST', `/calls/${id}/hang-up`)
  const { legs } = await lab.until(id, (view) => view.legs.every((leg) => leg.state === 'ended'))
  expect(legs.map((leg) => leg.endReason)).toEqual(['cancel', 'cancel'])
})

test('nobody else is rung once the caller has gone', async () => {
  lab.product.on('/in', script({ connect: { serial: [{ to: ANA, timeout: 20 }, { to: BEN }] } }))
  const id = await lab.call()
  await lab.until(id, (view) => view.legs[0]?.state === 'ringing')
  await lab.control('POST', `/calls/${id}/hang-up`)
  await lab.until(id, (view) => view.legs[0]?.state === 'ended')
  await lab.passes(1000)
  expect((await lab.look(id)).legs).toHaveLength(1)
})
