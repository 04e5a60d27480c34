import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { formFields } from './node-form.ts'
import type { AnyDefinition, Run, RunsOf } from './node.ts'
import { definitions } from './nodes/definitions.ts'
import type { RingGroup } from './nodes/ring-group/definition.ts'
import { runs } from './nodes/runs.ts'

const nodes = new URL('./nodes/', import.meta.url)
const folders = readdirSync(nodes, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
const listed: readonly [string, AnyDefinition][] = Object.entries(definitions)
const icons = fileURLToPath(new URL('../node_modules/@tabler/icons-react/dist/esm/icons/', import.meta.url))

test('every folder of a kind is in both lists, and nothing else is', () => {
  expect(Object.keys(definitions).sort()).toEqual(folders.sort())
  expect(Object.keys(runs).sort()).toEqual(folders.sort())
})

test('a misspelt exit and a kind without a run do not compile', () => {
  // @ts-expect-error no ring group has this exit
  const misspelt: Run<RingGroup> = async () => 'anwsered'
  const { play: _left, ...others } = runs
  // @ts-expect-error the run of `play` is missing
  const lacking: RunsOf<typeof definitions> = others
  expect([typeof misspelt, 'play' in lacking]).toEqual(['function', false])
})

describe.each(listed)('the kind %s', (name, definition) => {
  test('is called what its folder is called', () => {
    expect(definition.kind).toBe(name)
  })

  test('has cases', () => {
    const cases = readFileSync(new URL(`${name}/run.test.ts`, nodes), 'utf8')
    expect(cases.match(/\btest(\.each)?\b/g)?.length ?? 0).toBeGreaterThan(1)
  })

  test('can be drawn: label, help, an icon that exists, and a form field for each part of its config', () => {
    expect(definition.label).not.toBe('')
    expect(definition.help).not.toBe('')
    expect(existsSync(`${icons}Icon${definition.icon}.mjs`)).toBe(true)
    expect(formFields(definition.config).length).toBeGreaterThan(0)
  })

  test('calls each exit what people would say, each differently', () => {
    expect(Object.keys(definition.exitWords)).toEqual([...definition.exits])
    expect(new Set(Object.values(definition.exitWords)).size).toBe(definition.exits.length)
  })

  test('labels every word of its choices', () => {
    for (const field of formFields(definition.config)) {
      expect(field.choices === null).toBe(field.widget !== 'choice')
    }
  })

  test('names only its own exits, and one to take in an outage unless it ends the call', () => {
    const named = [...(definition.mustConnect ?? []), ...(definition.quick ?? []), ...(definition.outage ? [definition.outage] : [])]
    expect(definition.exits).toEqual(expect.arrayContaining(named))
    expect(definition.outage === null).toBe(definition.exits.length === 0)
  })

  test('can be nobody eligible only if that leads somewhere', () => {
    expect(definition.exits.includes('nobody')).toBe(definition.mustConnect?.includes('nobody') ?? false)
  })

  test('can be drawn before anything is filled in', () => {
    const config = definition.config.safeParse({})
    if (config.success) expect(definition.summary(config.data)).not.toBe('')
    else expect(config.error.issues.every((issue) => issue.message.endsWith('.'))).toBe(true)
  })
})
