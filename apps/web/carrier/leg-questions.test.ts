import { expect, test } from 'vitest'
import type { Step } from '#flows/verbs/instruction.ts'
import { carrierUrls } from '#infra/signalwire/urls.ts'
import { LegQuestions } from './leg-questions.ts'
import type { Asked, Question } from './temporal-calls.ts'

const urls = carrierUrls({ publicUrl: 'https://phone.example.com', secret: 's'.repeat(32) })
const key = { organisation: 'harbour', call: 'c-1' }
const place = { leg: '2-1', step: 2 }
const left = { try: 1, last: false, waited: null, result: { kind: 'left-room' } } as const
const step = (n: number, list: Step['list']): Step => ({ n, list, node: 'ring', ladder: [], by: 'pull' })
const answers = (answer: Step): Asked<Step> => ({ kind: 'answered', answer })

/** An edge whose rows and whose engine say this. */
function edge({
  hasLeft = false,
  driven = false,
  engine = { kind: 'silent' },
}: {
  readonly hasLeft?: boolean
  readonly driven?: boolean
  readonly engine?: Asked<Step>
}) {
  const asked: Question[] = []
  const questions = new LegQuestions({
    store: { callerHasLeft: async () => hasLeft, drivenByDocument: async () => driven },
    calls: {
      word: async (_call, question) => {
        asked.push(question)
        return engine
      },
    },
    urls,
  })
  return { questions, asked }
}

test('whose caller has gone is hung up on, and the engine is not asked', async () => {
  for (const rows of [{ hasLeft: true }, { driven: true }]) {
    const { questions, asked } = edge(rows)
    expect(await questions.next(key, place, left)).toEqual({ reply: 'over' })
    expect(await questions.step(key, { ...place, step: 3 })).toMatchObject({ list: [{ do: 'hang-up' }] })
    expect(asked).toEqual([])
  }
})

test('a person out of the room goes on with the step that their leg is given', async () => {
  const held = step(3, [{ do: 'park', for: 60_000 }])
  const { questions, asked } = edge({ engine: answers(held) })
  expect(await questions.next(key, place, left)).toEqual({
    reply: 'next',
    url: urls.of({ to: 'leg-document', ...key, leg: '2-1', step: 3 }),
  })
  expect(asked).toMatchObject([{ leg: '2-1', step: 2, result: { kind: 'left-room' } }])
  expect(await questions.step(key, { ...place, step: 3 })).toEqual(held)
})

test('where the next step is a hang-up, or the call is closed, the document hangs up itself', async () => {
  for (const engine of [answers(step(3, [{ do: 'hang-up', cause: 'done' }])), { kind: 'closed' } as const])
    expect(await edge({ engine }).questions.next(key, place, left)).toEqual({ reply: 'over' })
})

test('while the engine is slow the person is told to wait, and hung up on only at the last try', async () => {
  const { questions } = edge({})
  expect(await questions.next(key, place, left)).toEqual({ reply: 'wait', waited: expect.any(Number) })
  expect(await questions.next(key, place, { ...left, try: 2 })).toMatchObject({ reply: 'wait' })
  expect(await questions.next(key, place, { ...left, try: 3, last: true })).toEqual({ reply: 'over' })
})

test('a document that is fetched while the engine is slow asks again from where it stands', async () => {
  expect(await edge({}).questions.step(key, { ...place, step: 3 })).toEqual({ n: 2, list: [], by: 'pull' })
})
