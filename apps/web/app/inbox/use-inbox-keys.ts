import { useEffect, useEffectEvent, useRef } from 'react'
import { useLocation, useNavigate, useNavigation } from 'react-router'
import { addressOf } from '../reach/addresses.ts'
import { useShortcutGroup, type ShortcutGroup } from '../frame/shortcuts.tsx'
import { isBehindDialog, writesWithAlt } from '../frame/typing.ts'
import type { ShownConversation } from '../calling/shown-conversation.server.ts'
import { useInboxMarking, type Marking } from './use-marking.ts'

export interface InboxKeys {
  readonly conversations: readonly ShownConversation[]
  readonly chosen: string | null
  readonly marking: Marking
}

/** What the history keeps of a conversation that was gone to by key: its row has the focus, so that Tab and Enter go on from there. */
export interface ByKey {
  readonly takesFocus: true
}

const listed: ShortcutGroup = {
  title: 'Inbox',
  keys: [
    { press: ['Alt', 'J'], does: 'Next conversation' },
    { press: ['Alt', 'K'], does: 'Previous conversation' },
    { press: ['Alt', 'E'], does: 'Mark as done, or reopen' },
    { press: ['Ctrl', 'Alt', 'E'], does: 'Mark as done and go to the next' },
    { press: ['Alt', 'Z'], does: 'Undo' },
  ],
}

/** Alt+J and Alt+K go through the list, Alt+Z takes back what was said last. @returns how to go on to the next conversation. */
export function useInboxKeys({ conversations, chosen, marking }: InboxKeys): { goOn(): void } {
  const navigate = useNavigate()
  const { search } = useLocation()
  /** Where in the list the chosen conversation stood: once it has left the list, the next one stands there. */
  const place = useRef(-1)
  const { location: ahead } = useNavigation()
  /** Pressed twice in a row, a key moves two on, though the first has not been shown yet. */
  const wanted = /^\/inbox\/([0-9a-f-]{36})$/.exec(ahead?.pathname ?? '')?.[1] ?? chosen
  const at = conversations.findIndex(({ id }) => id === wanted)
  useEffect(() => {
    if (at >= 0) place.current = at
    if (wanted === null) place.current = -1
  }, [at, wanted])

  useShortcutGroup(listed)
  useAltKey((event) => {
    const { code } = event
    // the key's position counts: with Alt some layouts write other letters
    if (code === 'KeyJ') go(at >= 0 ? at + 1 : Math.max(0, place.current))
    else if (code === 'KeyK') go(at >= 0 ? at - 1 : place.current - 1)
    else if (code === 'KeyZ') marking.undo()
    else return
    event.preventDefault()
  })

  function go(to: number): void {
    const next = conversations[to]
    if (next) void navigate(addressOf.conversation(next.id, search), { state: { takesFocus: true } satisfies ByKey })
  }

  return { goOn: () => go(at < 0 ? place.current : at + 1 < conversations.length ? at + 1 : at - 1) }
}

/** Alt+E says that the conversation that is shown is done, or open again; with Ctrl it goes on to the next. */
export function useMarkKey(conversation: ShownConversation, { mayWork }: { readonly mayWork: boolean }): void {
  const { mark, goOn } = useInboxMarking()
  useAltKey((event) => {
    if (!mayWork || event.code !== 'KeyE') return
    event.preventDefault()
    mark(conversation, conversation.state === 'done' ? 'open' : 'done')
    if (event.ctrlKey || event.metaKey) goOn()
  })
}

/** Calls back for keys that are pressed with Alt, unless they write a character. */
function useAltKey(pressed: (event: KeyboardEvent) => void): void {
  const newest = useEffectEvent(pressed)
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      if (event.altKey && !writesWithAlt(event) && !isBehindDialog()) newest(event)
    }
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
