import { useEffect, useEffectEvent } from 'react'
import { useLocation, useNavigate, useSubmit } from 'react-router'
import type { ShownConversation } from './shown-conversation.server.ts'

/** Alt+J and Alt+K go through the list, Alt+E says that the chosen conversation is done, or open again. */
export function useInboxKeys({ conversations, chosen }: { readonly conversations: readonly ShownConversation[]; readonly chosen: string | null }): void {
  const navigate = useNavigate()
  const submit = useSubmit()
  const { search } = useLocation()

  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return
    const at = conversations.findIndex(({ id }) => id === chosen)
    // the key's place counts: with Alt some layouts write other letters
    if (event.code === 'KeyJ' || event.code === 'KeyK') {
      const next = conversations[event.code === 'KeyJ' ? at + 1 : Math.max(0, at - 1)]
      if (next) void navigate(`/inbox/${next.id}${search}`)
    } else if (event.code === 'KeyE') {
      const own = conversations[at]
      if (own) void submit({ as: own.state === 'done' ? 'open' : 'done' }, { method: 'post', action: `/inbox/${own.id}/mark`, navigate: false })
    } else return
    event.preventDefault()
  })

  useEffect(() => {
    const listener = (event: KeyboardEvent): void => pressed(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
