import { z } from 'zod'
import { answerModes } from '../call/answer-mode.ts'
import { hoursFields } from '../hours/hours-fields.ts'
import { pathWords } from '../language/path.ts'
import type { FlowProblem } from '../language/flow.ts'
import { inOneLine, shortLine } from '../story/one-line.ts'
import { toolNames } from '../verbs/converse/assistant.ts'

const PHONE = /^\+[1-9]\d{5,14}$/
const MOMENT = /^20\d\d-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)$/
const NO_MOMENT = 'Write a day, a time and how far its clocks are ahead, as in 2026-03-10T09:30+01:00.'
const PLACE_OUTSIDE = /^(?:\+[1-9]\d{5,14}|sips?:[^\s@<>"]{1,100}@[^\s@<>"]{1,150})$/

const line = (most: number, message: string) =>
  z.string(message).overwrite(inOneLine).min(1, message).max(most, `Write at most ${most} characters.`)
const name = line(60, 'Give a name.')
const seconds = (most: number) =>
  z.number('Give seconds.').min(0, 'Time does not go back.').max(most, `Give at most ${most} s.`)

/** What whoever has a phone does when it rings. `after`: seconds that it has rung. `talks`: seconds until they hang up. */
const reaction = z.discriminatedUnion(
  'what',
  [
    z.strictObject({ what: z.literal('answers'), after: seconds(120).default(3), talks: seconds(3600).default(20) }),
    z.strictObject({ what: z.literal('declines'), after: seconds(120).default(3) }),
    z.strictObject({ what: z.literal('nobody') }),
    z.strictObject({ what: z.literal('busy') }),
    z.strictObject({ what: z.literal('off') }),
    z.strictObject({ what: z.literal('machine') }),
  ],
  'Say what they do: answers, declines, nobody, busy, off or machine.',
)

/** One reaction for each time that the phone rings; the last one holds for the rest. */
const reactions = z
  .array(reaction)
  .min(1, 'Say what they do, or leave this out.')
  .max(20, 'At most 20 reactions.')
  .default([{ what: 'nobody' }])

const person = z.strictObject({
  name,
  /** Their id, where the flow names them. */
  member: z.string().min(1).max(64, 'An id has at most 64 characters.').optional(),
  does: reactions,
  /** Has no phone that was verified. */
  noPhone: z.boolean().default(false),
  /** Has a place on the routing list that is switched off. */
  switchedOff: z.boolean().default(false),
})

/** Waits for something, then for a time, then does one thing. */
const step = z
  .strictObject({
    when: z
      .union(
        [
          z.strictObject({ hears: line(500, 'Write what the caller hears.') }),
          z.strictObject({ is: z.enum(['recorded', 'ringing']) }),
          z.strictObject({ talksTo: name }),
        ],
        'Wait for {"hears": "…"}, {"is": "recorded"}, {"is": "ringing"} or {"talksTo": "…"}.',
      )
      .optional(),
    after: seconds(900).default(1),
    says: line(1000, 'Write what the caller says.').optional(),
    presses: z
      .string()
      .regex(/^[0-9*#]{1,40}$/, 'Give 1 to 40 keys of a telephone.')
      .optional(),
    hangsUp: z.literal(true, 'Write true, or leave it out.').optional(),
  })
  .refine(
    ({ says, presses, hangsUp }) => [says, presses, hangsUp].filter((one) => one !== undefined).length === 1,
    'Say one thing that the caller does: says, presses or hangsUp.',
  )

/** What an assistant does when a caller says something with these words in it, whatever it would have done by itself. */
const turn = z
  .strictObject({
    caller: line(200, 'Write words of the caller’s.'),
    says: line(500, 'Write what the assistant says.').optional(),
    uses: z.enum(toolNames, 'There is no such tool.').optional(),
    reason: z.string().max(300, 'Write at most 300 characters.').optional(),
    values: z.record(z.string().max(40), z.string().max(200)).default({}),
    fails: z.literal(true, 'Write true, or leave it out.').optional(),
  })
  .refine(
    ({ says, uses, fails }) => [says, uses, fails].filter((one) => one !== undefined).length === 1,
    'Say one thing that the assistant does: says, uses or fails.',
  )

const names = (most: number) => z.array(name).max(most, `At most ${most} names.`)
const texts = z.array(line(500, 'Write some words.')).max(50, 'At most 50 texts.')

const expected = z
  .strictObject({
    /** Everybody who rang, in order, each time that they did; who rang together in any. */
    rings: names(100).optional(),
    /** Seconds from the call's coming in to somebody's first ringing. */
    ringsAt: z.record(name, seconds(3600)).optional(),
    silent: names(50).optional(),
    answeredBy: name.optional(),
    outcome: z.enum(['answered', 'missed', 'abandoned', 'completed'], 'There is no such outcome.').optional(),
    /** Nodes, or nodes with the exits that the call takes there, in order; others may stand between. */
    way: z
      .array(
        z.string().regex(/^[^.]{1,64}(?:\.[^.]{1,80})?$/, 'Write a node, or a node and its exit, as in hours.open.'),
      )
      .max(100, 'At most 100 places.')
      .optional(),
    /** Parts of sentences that the caller hears, in order; others may stand between. */
    hears: texts.optional(),
    neverHears: texts.optional(),
    voicemail: z.boolean().optional(),
    texts: z
      .array(
        z.strictObject({
          to: z.string().regex(PHONE, 'Write a number as +12025550150.'),
          says: line(1000, 'Write what it says.'),
        }),
      )
      .max(20, 'At most 20 texts.')
      .optional(),
    /** Parts of the addresses that web services are asked at, in order; others may stand between. */
    asks: texts.optional(),
    lasts: z.strictObject({ from: seconds(7200).default(0), to: seconds(7200) }).optional(),
  })
  .refine((all) => Object.values(all).some((one) => one !== undefined), 'Say at least one thing that must happen.')

const scenarioFile = z.strictObject({
  format: z.literal(1, 'This scenario was made by a newer Ringdown: update this one to play it. Today’s format is 1.'),
  title: line(120, 'Say in a sentence what happens.'),
  /** When the call comes in. */
  at: z
    .string(NO_MOMENT)
    .regex(MOMENT, NO_MOMENT)
    .refine((at) => !Number.isNaN(Date.parse(at)), NO_MOMENT),
  business: line(80, 'Give the business a name.').default('Harbour Bikes'),
  caller: z
    .strictObject({
      /** Null: withheld. */
      number: z.string().regex(PHONE, 'Write a number as +12025550150, or null.').nullable().default('+12025550150'),
      name: name.nullable().default(null),
      tags: z.array(z.string().max(64)).max(50, 'At most 50 tags.').default([]),
      vip: z.boolean().default(false),
      blocked: z.boolean().default(false),
      calledBefore: z.boolean().default(false),
      wantsNoTexts: z.boolean().default(false),
    })
    .prefault({}),
  /** How many calls have come in before. */
  earlierCalls: z.int().min(0).max(100_000).default(0),
  mode: z.enum(answerModes, 'The AI answers, or the team: ai or team.').optional(),
  /** Shared hours, by their ids. */
  schedules: z
    .record(z.string().max(40), z.strictObject(hoursFields))
    .refine((all) => Object.keys(all).length <= 50, 'At most 50 schedules.')
    .default({}),
  /** In the order of the number's routing list. */
  people: z.array(person).max(50, 'At most 50 people.').default([]),
  /** Whoever is called that is nobody's of the team. */
  outside: z
    .array(
      z.strictObject({ address: z.string().regex(PLACE_OUTSIDE, 'Write a number or a SIP address.'), does: reactions }),
    )
    .max(20, 'At most 20 phones outside.')
    .default([]),
  /** What web services answer, one after another; the last one holds for the rest. */
  services: z
    .array(
      z.strictObject({
        status: z.int().min(100).max(599).default(200),
        body: z.unknown().optional(),
        after: seconds(60).default(0),
      }),
    )
    .max(50, 'At most 50 answers.')
    .default([]),
  assistant: z.array(turn).max(50, 'At most 50 turns.').default([]),
  does: z.array(step).max(100, 'A caller does at most 100 things.').default([]),
  expects: expected,
})

/** A call as it is to be played, and what must happen in it. */
export type Scenario = z.output<typeof scenarioFile>
export type Reaction = Scenario['people'][number]['does'][number]
export type CallerStep = Scenario['does'][number]

/** The JSON schema (draft 2020-12) of scenarios' files. */
export function scenarioSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(scenarioFile, { io: 'input' })
  return {
    $schema,
    $id: 'urn:ringdown:scenario:1',
    title: 'A scenario of a call flow of Ringdown',
    description: 'Format 1. Generated by `npm run docs`.',
    ...schema,
  }
}

/** The result of reading a scenario: it, or what is wrong with it and where. */
export type ReadScenario =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly FlowProblem[] }

/** Reads a scenario. @param json what its file says */
export function readScenario(json: unknown): ReadScenario {
  const read = scenarioFile.safeParse(json)
  const problems = read.success
    ? troublesWithNames(read.data)
    : read.error.issues.map(({ path, message }) => ({ path: pathWords(path), message }))
  if (read.success && problems.length === 0) return { ok: true, scenario: read.data }
  return {
    ok: false,
    problems: problems
      .slice(0, MOST_PROBLEMS)
      .map(({ path, message }) => ({ path: shortLine(path, LONGEST), message: shortLine(message, LONGEST) })),
  }
}

/** The id of somebody in a scenario's plan. */
export function memberOf({ name: called, member }: Pick<Scenario['people'][number], 'name' | 'member'>): string {
  return member ?? `m-${called.toLowerCase()}`
}

function troublesWithNames({ people, outside, does, expects }: Scenario): readonly FlowProblem[] {
  const known = new Set([...people.map((one) => one.name), ...outside.map(({ address }) => address)])
  const strangers = (all: readonly string[], pathOf: (at: number) => string): readonly FlowProblem[] =>
    all.flatMap((one, at) =>
      known.has(one)
        ? []
        : [{ path: pathOf(at), message: `Nobody here is called ${one}. Add them to “people”, or to “outside”.` }],
    )
  return [
    ...people.flatMap((one, at) =>
      people.findIndex((other) => other.name === one.name) < at
        ? [
            {
              path: `people[${at}].name`,
              message: `Somebody is called ${one.name} already. Give each a name of their own.`,
            },
          ]
        : [],
    ),
    ...people.flatMap((one, at) =>
      people.findIndex((other) => memberOf(other) === memberOf(one)) < at
        ? [
            {
              path: `people[${at}].member`,
              message: `${one.name} has the id of somebody else. Give each an id of their own.`,
            },
          ]
        : [],
    ),
    ...does.flatMap(({ when }, at) =>
      when && 'talksTo' in when ? strangers([when.talksTo], () => `does[${at}].when.talksTo`) : [],
    ),
    ...strangers(expects.rings ?? [], (at) => `expects.rings[${at}]`),
    ...strangers(Object.keys(expects.ringsAt ?? {}), () => 'expects.ringsAt'),
    ...strangers(expects.silent ?? [], (at) => `expects.silent[${at}]`),
    ...strangers(expects.answeredBy === undefined ? [] : [expects.answeredBy], () => 'expects.answeredBy'),
  ]
}

const MOST_PROBLEMS = 20
const LONGEST = 300
