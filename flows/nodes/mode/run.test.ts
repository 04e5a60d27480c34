import { describe, expect, test } from 'vitest'
import { drawn } from '#test/builders/flows.ts'
import { compile } from '../../language/compile.ts'
import type { DecideAround } from '../../language/decide.ts'
import { factsWith, here, ScriptedCall } from '../scripted-call.ts'
import { mode } from './definition.ts'
import { run } from './run.ts'
import { switchedBy } from './switched-by.ts'

const around = (switched: DecideAround['mode']): DecideAround => ({
  ...factsWith(),
  mode: switched,
  node: 'n1',
  at: 0,
  timeZone: 'UTC',
})

describe('a mode', () => {
  test.each<[string, string | null, string]>([
    ['goes to the AI when it was switched so', 'ai', 'ai'],
    ['goes to the team when it was switched so', 'team', 'team'],
    ['goes to the team where nobody looked', null, 'team'],
  ])('%s', async (_sentence, decided, exit) => {
    const call = new ScriptedCall(factsWith())
    expect(await run(call, mode.config.parse({ initially: 'ai' }), here(decided))).toBe(exit)
    expect(call.told).toEqual([])
  })

  test.each<[string, DecideAround['mode'], string]>([
    ['is as it was switched', 'team', 'team'],
    ['is as drawn until somebody switches', null, 'ai'],
    ['is as drawn where an earlier release has kept no switch', undefined, 'ai'],
  ])('%s', (_sentence, switched, exit) => {
    expect(mode.decide?.(mode.config.parse({ initially: 'ai' }), around(switched))).toBe(exit)
  })

  test('lets the team answer at first unless it is drawn otherwise, and says so', () => {
    expect(mode.config.parse({})).toEqual({ initially: 'team' })
    expect(mode.summary(mode.config.parse({}))).toBe('As switched, at first the team answers')
    expect(mode.summary(mode.config.parse({ initially: 'ai' }))).toBe('As switched, at first the AI answers')
    expect(mode.config.safeParse({ initially: 'both' }).error?.issues[0]?.message).toBe('Choose one of the two.')
  })
})

test('a plan is switched by its mode, and by nothing where it has none', () => {
  const planOf = (...nodes: Parameters<typeof drawn> extends [string, ...infer Nodes] ? Nodes : never) => {
    const compiled = compile(drawn('Line', ...nodes), { people: null })
    if (!compiled.ok) throw new Error(compiled.issues.map(({ message }) => message).join(' '))
    return compiled.plan
  }
  expect(switchedBy(planOf(['hang-up']))).toBeNull()
  expect(switchedBy(planOf(['mode'], ['hang-up']))).toBe('team')
  expect(switchedBy(planOf(['mode', { initially: 'ai' }], ['hang-up']))).toBe('ai')
})
