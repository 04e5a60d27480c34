import { useEffect, useEffectEvent, useRef } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { ShownConversation } from './shown-conversation.server.ts'
import type { Marking } from './use-marking.ts'

export interface InboxKeys {
  readonly conversations: readonly ShownConversation[]
  readonly chosen: string | null
  readonly marking: Marking
  /** Opens the list of keys. */
  showKeys(): void
  /** Whether `?` alone does so too. */
  readonly oneKey: boolean
}

/** Alt+J and Alt+K go through the list; Alt+E says that the chosen conversation is done, or open again; with Ctrl it goes on too. */
export function useInboxKeys({ conversations, chosen, marking, showKeys, oneKey }: InboxKeys): void {
  const navigate = useNavigate()
  const { search } = useLocation()
  /** Where in the list the chosen conversation stood: once it has left the list, the next one stands there. */
  const place = useRef(-1)
  const at = conversations.findIndex(({ id }) => id === chosen)
  useEffect(() => {
    if (at >= 0) place.current = at
    if (chosen === null) place.current = -1
  }, [at, chosen])

  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const { code, altKey, metaKey } = event
    if (oneKey && event.key === '?' && !altKey && !event.ctrlKey && !metaKey && !isTyping(event.target)) showKeys()
    else if (!altKey) return
    // the key's place counts: with Alt some layouts write other letters
    else if (code === 'KeyJ') go(at >= 0 ? at + 1 : Math.max(0, place.current))
    else if (code === 'KeyK') go(at >= 0 ? at - 1 : place.current - 1)
    else if (code === 'KeyE') {
      const own = conversations[at]
      if (!own) return
      marking.mark(own, own.state === 'done' ? 'open' : 'done')
      if (event.ctrlKey || metaKey) go(at + 1 < conversations.length ? at + 1 : at - 1)
    } else if (code === 'KeyZ') marking.undo()
    else return
    event.preventDefault()
  })

  function go(to: number): void {
    const next = conversations[to]
    if (next) void navigate(`/inbox/${next.id}${search}`)
  }

  useEffect(() => {
    const listener = (event: KeyboardEvent): void => pressed(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}
