import { describe, expect, test } from 'vitest'
import { deedOf, ofEditor, type Pressed } from './shortcut-list.ts'

const drawing = { inDrawing: true }
const beside = { inDrawing: false }

describe('a key in the editor', () => {
  test.each<[string, string | null]>([
    ['Ctrl Z', 'undo'],
    ['Meta Z', 'undo'],
    ['Ctrl Shift Z', 'redo'],
    ['Ctrl y', 'redo'],
    ['Ctrl a', 'choose-all'],
    ['Ctrl d', 'duplicate'],
    ['Delete', 'remove'],
    ['Backspace', 'remove'],
    ['z', null],
    ['Ctrl Delete', null],
    ['Shift Delete', null],
  ])('%s: %s', (keys, deed) => {
    expect(deedOf(pressed(keys), drawing)).toBe(deed)
  })

  test.each(['Alt Backspace', 'Alt z', 'Ctrl Alt z', 'Ctrl AltGraph a', 'AltGraph Delete', 'Meta Alt d'])(
    '%s types a character or belongs to the system, and is no shortcut',
    (keys) => {
      expect(deedOf(pressed(keys), drawing)).toBeNull()
    },
  )

  test('on a button beside the drawing deletes, duplicates and selects nothing; undo works everywhere', () => {
    expect(['Delete', 'Backspace', 'Ctrl d', 'Ctrl a', 'Ctrl z'].map((keys) => deedOf(pressed(keys), beside))).toEqual([
      null,
      null,
      null,
      null,
      'undo',
    ])
  })
})

test('the list of shortcuts says of each key what it does, and names none twice', () => {
  const keys = ofEditor.keys.map(({ press }) => press.join(' '))
  expect(new Set(keys).size).toBe(keys.length)
  expect(ofEditor.keys.every(({ does }) => /^[A-Z]/.test(does))).toBe(true)
})

/** "Ctrl Shift Z" as the browser tells it. */
function pressed(keys: string): Pressed {
  const held = keys.split(' ')
  const key = held.pop() ?? ''
  return {
    key,
    ctrlKey: held.includes('Ctrl'),
    metaKey: held.includes('Meta'),
    altKey: held.includes('Alt'),
    shiftKey: held.includes('Shift'),
    getModifierState: (modifier) => held.includes(modifier),
  }
}
