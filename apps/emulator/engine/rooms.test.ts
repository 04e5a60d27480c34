import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLab, script, type Lab } from '../testing/lab.ts'

const ANA = '+12025550121'

let lab: Lab
beforeEach(async () => {
  lab = await openLab()
})
afterEach(() => lab.close())

test('a conference waits with music for who starts it, is full at its limit, and ends when the one who ends it leaves', async () => {
  const join = (more: object) =>
    script(
      { join_conference: { name: 'room', beep: 'false', status_callback: `${lab.product.url}/room`, ...more } },
      { request: { url: `${lab.product.url}/after`, method: 'POST', body: { result: '${join_conference_result}' } } },
      { sleep: -1 },
    )
  lab.product.on('/in', join({ start_on_enter: false, max_participants: 2 }))
  const first = await lab.call()
  await lab.until(first, (view) => view.hears === 'music')
  await lab.behave(ANA, { kind: 'answers', after: '0s' })
  const host = await lab.dial(ANA, { swml: join({ end_on_exit: true }) })
  await lab.until(first, (view) => view.with === ANA)
  const second = await lab.call('+12025550151')
  expect((await lab.asked('/after')).body).toEqual({ result: 'failed' })
  expect(await lab.look(second)).toMatchObject({ with: null })
  await lab.command('calling.end', { id: host, params: {} })
  expect((await lab.asked('/after', 2)).body).toEqual({ result: 'completed' })
  expect(await lab.look(first)).toMatchObject({ state: 'in-progress', hears: 'silence' })
  await expect
    .poll(() => lab.product.asked('/room').map((seen) => Object(seen.body.params).status as unknown))
    .toEqual(expect.arrayContaining(['participant-join', 'conference-start', 'participant-leave', 'conference-end']))
})

test.each([
  ['ends', 'without a result, the other is released', { join_conference: { name: 'pair' } }, null],
  ['goes-on', 'without a result, the other stays', { join_conference: { name: 'pair' } }, 'pair'],
  ['ends', 'with a result, the other stays', { join_conference: { name: 'pair', result: [] } }, 'pair'],
])(
  'with conferenceWithoutResult "%s": when one of two leaves who joined %s',
  async (conferenceWithoutResult, _what, join, room) => {
    await lab.control('PUT', '/settings', { conferenceWithoutResult })
    lab.product.on('/in', script(join))
    await lab.behave(ANA, { kind: 'answers', after: '0s' })
    await lab.dial(ANA, { swml: script({ join_conference: { name: 'pair', result: [] } }, { sleep: -1 }) })
    const id = await lab.call()
    await lab.until(id, (view) => view.with === ANA)
    await lab.control('POST', `/calls/${id}/hang-up`)
    await lab.until(id, (view) => view.state === 'ended')
    expect((await lab.phone(ANA)).legs[0]).toMatchObject({ state: 'answered', inRoom: room })
  },
)
