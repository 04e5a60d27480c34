import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { UPDATE_PARAMETERS } from './carrier/calls.ts'
import { COMMANDS } from './carrier/commands.ts'
import { DIAL_PARAMETERS, UNHEARD } from './carrier/dial.ts'
import { READINGS } from './swml/parameters.ts'
import { documentSchema } from './swml/schema.ts'
import { UNPLAYED } from './swml/unplayed.ts'
import { VERBS } from './swml/verbs.ts'
import { openLab, SALES, script, type Lab } from './testing/lab.ts'
import { specifiedCommands, specifiedDocuments, specifiedParameters, specifiedTextVerbs } from './testing/openapi.ts'
import { sample } from './testing/sample.ts'
import { TEXT_VERBS } from './text-answer.ts'

const text = readFileSync(join(import.meta.dirname, 'DIFFERENCES.md'), 'utf8')
const { $defs: definitions } = documentSchema()
const node = z.looseObject({
  $ref: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
})
/** In the shipped schema with what is added to it, and in the documentation, where its schema is there. */
const inSchema = {
  verbs: verbsOf('SWMLMethod', definitions),
  confirm: verbsOf('ValidConfirmMethods', definitions),
  definitions,
}
const documented = specifiedDocuments() ?? null
const specified =
  documented === null
    ? inSchema
    : {
        verbs: verbsOf('SWMLMethod', documented),
        confirm: verbsOf('ValidConfirmMethods', documented),
        definitions: documented,
      }

/** The schemas of a list's verbs by name, whether each has a definition of its own or all stand in one. */
function verbsOf(list: string, all: Record<string, unknown>): Record<string, unknown> {
  const { properties = {}, anyOf = [] } = node.parse(all[list])
  return Object.assign(
    { ...properties },
    ...anyOf.map((one) => node.parse(all[(node.parse(one).$ref ?? '').replace('#/$defs/', '')]).properties ?? {}),
  )
}

/** The rows of the table under a heading. */
function table(heading: string): Record<string, string> {
  const section = text.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  return Object.fromEntries(
    [...section.matchAll(/^\| `([^`]+)` \| ([\w -]+) \|$/gm)].map(([, name = '', reading = '']) => [name, reading]),
  )
}

/** The names of the parameters that a schema gives a verb, in all its forms. */
function parametersOf(schema: unknown, all: Record<string, unknown>): string[] {
  const { $ref, properties = {}, anyOf = [], oneOf = [] } = node.parse(schema)
  const referred = $ref ? parametersOf(all[$ref.replace('#/$defs/', '')], all) : []
  return [
    ...new Set([
      ...Object.keys(properties),
      ...referred,
      ...[...anyOf, ...oneOf].flatMap((one) => parametersOf(one, all)),
    ]),
  ].toSorted()
}

test('every verb of the documentation is played, refused or not yet played, as is written, and no document fails for having it', () => {
  const inCode = { ...Object.fromEntries(Object.keys(VERBS).map((verb) => [verb, 'played'])), ...UNPLAYED }
  expect(Object.keys(inCode).toSorted()).toEqual(Object.keys(specified.verbs).toSorted())
  expect(Object.keys(inSchema.verbs).toSorted()).toEqual(Object.keys(specified.verbs).toSorted())
  expect(Object.keys(inSchema.confirm).toSorted()).toEqual(Object.keys(specified.confirm).toSorted())
  expect(table('Verbs')).toEqual(inCode)
})

test.each(Object.keys(READINGS))('%s has the parameters of the documentation, and no others', (verb) => {
  expect(parametersOf(inSchema.verbs[verb], inSchema.definitions)).toEqual(
    parametersOf(specified.verbs[verb], specified.definitions),
  )
})

test('every parameter of a verb that is played is played, shown, or played with some values only, as is written', () => {
  const written: Record<string, string> = {}
  for (const [verb, { played, unheard = {}, only = {} }] of Object.entries(READINGS)) {
    expect([verb, [...played, ...Object.keys(unheard), ...Object.keys(only)].toSorted()]).toEqual([
      verb,
      parametersOf(inSchema.verbs[verb], inSchema.definitions),
    ])
    for (const name of Object.keys(unheard)) written[`${verb}.${name}`] = 'shown'
    for (const [name, values] of Object.entries(only))
      written[`${verb}.${name}`] = values.length > 0 ? `only ${values.join(' ')}` : 'refused'
  }
  for (const name of UNHEARD) written[`dial.${name}`] = 'shown'
  for (const name of ['username', 'password', 'region', 'to_script']) written[`dial.${name}`] = 'refused'
  expect(table('Parameters')).toEqual(written)
  const withoutReading = Object.keys(VERBS).filter((verb) => !(verb in READINGS))
  expect(withoutReading.toSorted()).toEqual(['cond', 'label', 'return', 'set', 'unset'])
})

test.each([
  ['dial', DIAL_PARAMETERS],
  ['update', UPDATE_PARAMETERS],
] as const)('%s has the parameters of the specification, and no others', (command, parameters) => {
  expect([...parameters].toSorted()).toEqual((specifiedParameters(command) ?? [...parameters]).toSorted())
})

test('every command of the specification is carried out, refused or not yet carried out, as is written', () => {
  expect(Object.keys(COMMANDS).toSorted()).toEqual((specifiedCommands() ?? Object.keys(COMMANDS)).toSorted())
  expect(table('Commands')).toEqual(COMMANDS)
})

test('every verb with which a text may be answered is played or refused, as is written', () => {
  expect(Object.keys(TEXT_VERBS).toSorted()).toEqual((specifiedTextVerbs() ?? Object.keys(TEXT_VERBS)).toSorted())
  expect(table('Answers to texts')).toEqual(TEXT_VERBS)
})

describe('in a lab', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await openLab()
  })
  afterAll(() => lab.close())

  const written = table('Commands')
  test.each(specifiedCommands() ?? Object.keys(written))(
    'what is written of the command %s is what happens',
    async (command) => {
      const { status, body } = await lab.command(command, { id: '00000000-0000-4000-8000-000000000000', params: {} })
      const refused = status === 422 && JSON.stringify(body).includes('invalid_command_attempted')
      expect(refused).toBe(written[command] !== 'played')
      expect(JSON.stringify(body).includes('is no command')).toBe(false)
    },
  )

  // a phone that nobody picks up, so that its call is not over before it is updated
  const RINGS_ON = '+12025550121'
  // none that any parameter could have
  const NO_VALUE = [['nothing']]
  const source = { swml: script({ sleep: -1 }) }
  const byUrl = { url: 'https://example.com/document' }
  const nonsense = [
    ...DIAL_PARAMETERS.map((name) => ['dial', name] as const),
    ...UPDATE_PARAMETERS.map((name) => ['update', name] as const),
  ].flatMap(([command, name]) =>
    (name === 'url' ? [byUrl] : name === 'swml' ? [source] : [source, byUrl]).map((by) => ({
      command,
      name,
      by,
      how: Object.keys(by)[0],
    })),
  )
  test.each(nonsense)(
    "$command's $name is looked at: with a value that cannot be, beside $how, it is refused by its name",
    async ({ command, name, by }) => {
      const id = await lab.dial(RINGS_ON, source)
      const params =
        command === 'dial' ? { from: SALES, to: RINGS_ON, ...by, [name]: NO_VALUE } : { id, ...by, [name]: NO_VALUE }
      const { status, body } = await lab.command(command, { params })
      if (name === 'id') return expect(status).toBe(404)
      expect({ status, body }).toMatchObject({
        status: 422,
        body: { errors: [{ attribute: expect.stringMatching(`^${name}`) }] },
      })
    },
  )

  const unplayed = Object.keys(specified.verbs).filter((verb) => table('Verbs')[verb] !== 'played')
  test.each(unplayed)('the verb %s ends the call with a refusal that names it', async (verb) => {
    lab.product.on('/in', script({ [verb]: sample(specified.verbs[verb], specified.definitions) }))
    const { timeline, endReason } = await lab.until(await lab.call(), (view) => view.state === 'ended')
    const yet = table('Verbs')[verb] === 'not yet' ? ' yet' : ''
    expect(endReason).toBe('error')
    expect(timeline.find((entry) => entry.what === 'error')?.detail).toBe(
      `relay_script_method_execute_failed: ${verb}: the emulator does not play this verb${yet}`,
    )
  })
})
