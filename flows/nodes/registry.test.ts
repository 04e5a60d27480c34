import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { exitNames, exitsOf } from '../language/exits.ts'
import { formFields } from '../language/node-form.ts'
import type { AnyDefinition, Run, RunsOf } from '../language/node.ts'
import { usesOf } from '../language/uses.ts'
import { definitions } from './definitions.ts'
import type { RingGroup } from './ring-group/definition.ts'
import { runs } from './runs.ts'

const nodes = new URL('./', import.meta.url)
const folders = readdirSync(nodes, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
const listed: readonly [string, AnyDefinition][] = Object.entries(definitions)
const icons = fileURLToPath(new URL('../../node_modules/@tabler/icons-react/dist/esm/icons/', import.meta.url))

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
    const exits = exitsOf({ kind: definition.kind, config: {} })
    for (const part of ['name', 'words'] as const)
      expect(new Set(exits.map((exit) => exit[part])).size).toBe(exits.length)
  })

  test('says whom it rings where its form asks for people', () => {
    const asks = formFields(definition.config).some(({ widget }) => widget === 'people')
    expect(usesOf({ kind: definition.kind, config: {} }).rings).toHaveLength(asks ? 1 : 0)
  })

  test('labels every word of its choices', () => {
    const unlabelled = formFields(definition.config).filter(
      (field) =>
        'choices' in field && (field.choices === null) === (field.widget === 'choice' || field.widget === 'choices'),
    )
    expect(unlabelled).toEqual([])
  })

  test('has an exit to take in an outage whatever its settings say, unless it ends the call', () => {
    const names = exitNames({ kind: definition.kind, config: {} })
    expect(names.filter((name) => name === definition.outage)).toHaveLength(names.length === 0 ? 0 : 1)
  })

  test('can be nobody eligible only if that leads somewhere', () => {
    const nobody = exitsOf({ kind: definition.kind, config: {} }).filter(({ name }) => name === 'nobody')
    expect(nobody.every(({ mustConnect }) => mustConnect)).toBe(true)
  })

  test('can be drawn before anything is filled in', () => {
    const config = definition.config.safeParse({})
    if (config.success) expect(definition.summary(config.data)).not.toBe('')
    else expect(config.error.issues.every((issue) => issue.message.endsWith('.'))).toBe(true)
  })
})
