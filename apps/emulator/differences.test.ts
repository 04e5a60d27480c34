import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { COMMANDS } from './carrier/commands.ts'
import { READINGS } from './swml/parameters.ts'
import { documentSchema } from './swml/schema.ts'
import { UNPLAYED, VERBS } from './swml/verbs.ts'
import { openLab, script } from './testing/lab.ts'

const text = readFileSync(join(import.meta.dirname, 'DIFFERENCES.md'), 'utf8')
const { $defs: definitions } = documentSchema()
const node = z.looseObject({ $ref: z.string().optional(), properties: z.record(z.string(), z.unknown()).optional(), anyOf: z.array(z.unknown()).optional(), oneOf: z.array(z.unknown()).optional() })
const verbs = node.parse(definitions.SWMLMethod).properties ?? {}

/** The rows of the table under a heading. */
function table(heading: string): Record<string, string> {
  const section = text.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  return Object.fromEntries([...section.matchAll(/^\| `([^`]+)` \| ([a-z ]+) \|$/gm)].map(([, name = '', reading = '']) => [name, reading]))
}

/** The names of the parameters that the schema gives a verb, in all its forms. */
function parametersOf(schema: unknown): string[] {
  const { $ref, properties = {}, anyOf = [], oneOf = [] } = node.parse(schema)
  const referred = $ref ? parametersOf(definitions[$ref.replace('#/$defs/', '')]) : []
  return [...new Set([...Object.keys(properties), ...referred, ...[...anyOf, ...oneOf].flatMap(parametersOf)])]
}

test('every verb of the schema is played, refused or not yet played, as is written', () => {
  const inCode = { ...Object.fromEntries(Object.keys(VERBS).map((verb) => [verb, 'played'])), ...UNPLAYED }
  expect(Object.keys(inCode).toSorted()).toEqual(Object.keys(verbs).toSorted())
  expect(table('Verbs')).toEqual(inCode)
})

test('every parameter of a verb that is played is played, has nothing to act on, or is played with some values only', () => {
  for (const verb of Object.keys(READINGS)) {
    const { played, idle = [], only = {} } = READINGS[verb] ?? { played: [] }
    expect([verb, [...played, ...idle, ...Object.keys(only)].toSorted()]).toEqual([verb, parametersOf(verbs[verb]).toSorted()])
  }
  const withoutReading = Object.keys(VERBS).filter((verb) => !(verb in READINGS))
  expect(withoutReading.toSorted()).toEqual(['cond', 'label', 'return', 'set', 'unset'])
})

test('every command is carried out, refused or not yet carried out, as is written', () => {
  expect(table('Commands')).toEqual(COMMANDS)
})

test('what is written of commands and verbs is what happens', async () => {
  const lab = await openLab()
  for (const [command, reading] of Object.entries(COMMANDS)) {
    const { status, body } = await lab.command(command, { id: '00000000-0000-4000-8000-000000000000', params: {} })
    const refused = status === 422 && JSON.stringify(body).includes('invalid_command_attempted')
    expect([command, refused]).toEqual([command, reading !== 'played'])
  }
  for (const verb of ['join_room', 'user_event', 'send_digits']) {
    const params = { join_room: { name: 'a' }, user_event: { event: {} }, send_digits: { digits: '1' } }[verb]
    lab.product.on('/in', script({ [verb]: params }))
    const { timeline } = await lab.until(await lab.call(), (view) => view.state === 'ended')
    expect(timeline.find((entry) => entry.what === 'error')?.detail).toContain(`${verb}: the emulator does not play this verb`)
  }
  await lab.close()
})
