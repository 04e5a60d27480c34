import { describe, expect, test } from 'vitest'
import { factsWith, here, ScriptedCall } from '../scripted-call.ts'
import { hangUp } from './definition.ts'
import { run } from './run.ts'

describe('hang up', () => {
  test.each(['done', 'busy', 'declined'] as const)('ends the call as %s', async (cause) => {
    const call = new ScriptedCall(factsWith())
    expect(await run(call, { cause }, here())).toBe('end')
    expect(call.told).toEqual([`hangs up: ${cause}`])
  })

  test('it has no exits, and ends the call as done unless told otherwise', () => {
    expect(hangUp.exits).toEqual([])
    expect(hangUp.summary(hangUp.config.parse({}))).toBe('Ends the call')
  })
})
