import type { Shortcut, ShortcutGroup } from '../../frame/shortcuts.tsx'

/** What a key of the editor does. */
export type ShortcutDeed = 'undo' | 'redo' | 'choose-all' | 'duplicate' | 'remove'

interface EditorShortcut extends Shortcut {
  readonly deed: ShortcutDeed
  /** `KeyboardEvent.key` in lower case. */
  readonly key: string
  /** Together with Ctrl, or Command on a Mac. */
  readonly command: boolean
  readonly shift: boolean
  /** Only while the keyboard is in the drawing: on a button beside it, the key is the button's. */
  readonly inDrawing: boolean
}

const command = { command: true, shift: false, inDrawing: false } as const
const plain = { command: false, shift: false, inDrawing: true } as const

/** The keys to which the editor listens. One that is added here is in the list of shortcuts as well. */
export const deedShortcuts: readonly EditorShortcut[] = [
  { ...command, deed: 'undo', key: 'z', press: ['Ctrl', 'Z'], does: 'Undo' },
  { ...command, deed: 'redo', key: 'z', shift: true, press: ['Ctrl', 'Shift', 'Z'], does: 'Redo' },
  { ...command, deed: 'redo', key: 'y', press: ['Ctrl', 'Y'], does: 'Redo' },
  { ...command, deed: 'choose-all', key: 'a', inDrawing: true, press: ['Ctrl', 'A'], does: 'Select everything' },
  {
    ...command,
    deed: 'duplicate',
    key: 'd',
    inDrawing: true,
    press: ['Ctrl', 'D'],
    does: 'Duplicate what is selected',
  },
  { ...plain, deed: 'remove', key: 'delete', press: ['Delete'], does: 'Delete what is selected' },
  { ...plain, deed: 'remove', key: 'backspace', press: ['Backspace'], does: 'Delete what is selected' },
]

/** What a flow's page responds to: the keys above, and the browser's and the canvas's. */
const editorShortcuts: readonly Shortcut[] = [
  ...deedShortcuts.map(({ press, does }) => ({ press, does })),
  { press: ['Ctrl', 'C'], does: 'Copy what is selected' },
  { press: ['Ctrl', 'X'], does: 'Cut what is selected' },
  { press: ['Ctrl', 'V'], does: 'Paste' },
  { press: ['Enter'], does: 'Select a node and open its settings' },
  { press: ['Arrow keys'], does: 'Move the selected node' },
  { press: ['Esc'], does: 'Close the settings' },
]

/** What whoever only reads a flow can do by these keys. */
const READING = new Set([
  'Select everything',
  'Copy what is selected',
  'Select a node and open its settings',
  'Close the settings',
])

/** For the list of shortcuts: whoever may change the flow has all of them. */
export const ofEditor: ShortcutGroup = { title: 'Flow', keys: editorShortcuts }
export const ofReader: ShortcutGroup = { title: 'Flow', keys: editorShortcuts.filter(({ does }) => READING.has(does)) }

/** What a key press says about itself. */
export interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  getModifierState(modifier: string): boolean
}

/**
 * What a key press means. With Option or AltGr it types a character, which is never a shortcut, whatever else is held: on
 * many keyboards AltGr reports itself as Ctrl and Alt.
 */
export function deedOf(pressed: Pressed, { inDrawing }: { readonly inDrawing: boolean }): ShortcutDeed | null {
  if (pressed.altKey || pressed.getModifierState('AltGraph')) return null
  const isCommand = pressed.ctrlKey || pressed.metaKey
  const found = deedShortcuts.find(
    ({ key, command: withCommand, shift }) =>
      key === pressed.key.toLowerCase() && withCommand === isCommand && shift === pressed.shiftKey,
  )
  return found && (inDrawing || !found.inDrawing) ? found.deed : null
}
