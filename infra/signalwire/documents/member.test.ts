import fc from 'fast-check'
import { expect, test } from 'vitest'
import { carrierUrls } from '../urls.ts'
import { memberDocument } from './member.ts'
import type { Verb } from './swml.ts'

const urls = carrierUrls({ publicUrl: 'https://phone.example.com', secret: 's'.repeat(32) })
const place = { organisation: 'harbour', call: 'call-1', leg: 'ring-1' }
const document = (caller = '+12025550150', number = 'Sales') =>
  memberDocument({ ...place, room: 'c-call-1', caller, number, urls }).sections.main

test('a person hears who calls and for what, and is asked for a 1', () => {
  expect(document()[0]).toEqual({
    prompt: { play: 'say:Call from +12025550150 for Sales. Press 1 to accept.', max_digits: 1, initial_timeout: 2 },
  })
  expect(document()[1]).toEqual({ goto: { label: 'accepted', when: "prompt_value == '1'" } })
})

test('where picking up is enough, the document claims at once and asks for nothing', () => {
  const { main } = memberDocument({
    ...place,
    room: 'c-call-1',
    caller: 'Carla',
    number: 'Sales',
    accepts: 'on-pick-up',
    urls,
  }).sections
  expect(main.some((verb) => 'prompt' in verb)).toBe(false)
  expect(requests(main)[0]?.url).toBe(urls.of({ to: 'claim', ...place }))
})

test('whatever the names, the time to press 1 ends within 10 s of picking up', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), fc.string({ maxLength: 300 }), (caller, number) => {
      const prompts = document(caller, number).flatMap((verb) => ('prompt' in verb ? [verb.prompt] : []))
      const times = prompts.map(
        ({ play, initial_timeout }) => Math.ceil((play.length - 'say:'.length) / 15) + initial_timeout,
      )
      expect(prompts.every(({ initial_timeout }) => initial_timeout >= 1)).toBe(true)
      expect(times.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(10)
    }),
  )
})

test('without a 1 the leg ends with a sentence', () => {
  const main = document()
  const refused = main.findIndex((verb) => 'label' in verb && verb.label === 'refused')
  expect(main.slice(refused + 1, refused + 3)).toEqual([
    { play: { url: 'say:The call was not accepted. Goodbye.' } },
    { hangup: { reason: 'hangup' } },
  ])
})

test('a claim that fails is repeated for 20 s, and the room is never entered without a yes', () => {
  const main = document()
  const claims = requests(main).filter(({ url }) => url === urls.of({ to: 'claim', ...place }))
  const again = main.flatMap((verb, at) =>
    'request' in verb && verb.request.url === urls.of({ to: 'claim', ...place }) ? [main.slice(at + 2, at + 4)] : [],
  )
  expect(claims).toHaveLength(8)
  expect(claims.map(({ body }) => body['last'])).toEqual([false, false, false, false, false, false, false, true])
  for (const pause of again)
    expect(pause).toEqual([{ play: { url: 'silence:0.5' } }, { play: { url: 'say:One moment, please.' } }])
  const lost = main.findIndex((verb) => 'label' in verb && verb.label === 'lost')
  expect(main.slice(lost + 1, lost + 3)).toEqual([
    { play: { url: 'say:The call could not be connected.' } },
    { hangup: { reason: 'hangup' } },
  ])
})

test('the winner tells before the room, asks after it what now, and is hung up on if nobody answers', () => {
  const main = document()
  const at = main.findIndex((verb) => 'join_conference' in verb)
  expect(main[at - 1]).toMatchObject({ request: { url: urls.of({ to: 'leg-begun', ...place, step: 2 }), timeout: 1 } })
  expect(main[at]).toMatchObject({ join_conference: { name: 'c-call-1', max_participants: 2, end_on_exit: true } })
  const asked = requests(main.slice(at))
  expect(asked.map(({ url }) => url)).toEqual(Array(3).fill(urls.of({ to: 'leg-word', ...place, step: 2 })))
  expect(asked.map(({ body }) => body)).toMatchObject([
    { verb: 'join', try: 1, last: false },
    { verb: 'join', try: 2, last: false },
    { verb: 'join', try: 3, last: true },
  ])
  expect(main.slice(-2)).toEqual([{ label: 'over' }, { hangup: { reason: 'hangup' } }])
})

function requests(main: readonly Verb[]) {
  return main.flatMap((verb) => ('request' in verb ? [verb.request] : []))
}
