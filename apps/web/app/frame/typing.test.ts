import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { writesWithAlt } from './typing.ts'

/** As far as it concerns us: a field that is written into. */
class Field {
  readonly isContentEditable = false
  matches(): boolean {
    return true
  }
}

beforeEach(() => void vi.stubGlobal('HTMLElement', Field))
afterEach(() => void vi.unstubAllGlobals())

const pressed = (
  key: string,
  {
    altGraph = false,
    ...more
  }: { altKey?: boolean; ctrlKey?: boolean; metaKey?: boolean; altGraph?: boolean; target?: unknown } = {},
) => ({
  key,
  altKey: true,
  ctrlKey: false,
  metaKey: false,
  target: new Field(),
  ...more,
  getModifierState: (name: string) => name === 'AltGraph' && altGraph,
})
const writes = (event: ReturnType<typeof pressed>) => writesWithAlt(event as unknown as KeyboardEvent)

it.each([
  ['Win32', 'Polish ę by AltGr', pressed('ę', { altGraph: true, altKey: false }), true],
  ['Win32', 'Polish ę, told as Ctrl and Alt', pressed('ę', { ctrlKey: true }), true],
  ['Linux x86_64', 'Alt+J in a field, which writes nothing', pressed('j'), false],
  ['MacIntel', 'Option+J in a field', pressed('∆'), true],
  ['MacIntel', 'Option+E in a field, which waits for its letter', pressed('Dead'), true],
  ['MacIntel', 'Option+J beside any field', pressed('∆', { target: null }), false],
  ['MacIntel', 'Command and Option with E', pressed('´', { metaKey: true }), false],
])('on %s: %s', (platform, _sentence, event, is) => {
  vi.stubGlobal('navigator', { platform })
  expect(writes(event)).toBe(is)
})
