import type { Connect, Ended } from './event-stream-feed.ts'

/** Connections to the stream of a member's page, as browsers make them. */
export function overEventSource(member: string): Connect {
  return (after, { onReady, onEvent, onChanged, onReload, onAccess, onEnded, onLost }) => {
    const query = new URLSearchParams({ member, ...(after === null ? {} : { after: String(after) }) })
    const source = new EventSource(`/live/events?${query.toString()}`)
    const askWhether = async (pause: number): Promise<void> => {
      source.close()
      await new Promise((resolve) => setTimeout(resolve, pause))
      const why = await whyEnded(member)
      if (why === null) onLost()
      else onEnded(why)
    }
    source.addEventListener('ready', onReady)
    source.addEventListener('changed', onChanged)
    source.addEventListener('reload', onReload)
    source.addEventListener('access', ({ data }: MessageEvent<string>) => onAccess(JSON.parse(data)))
    source.addEventListener('message', ({ lastEventId, data }: MessageEvent<string>) => onEvent(Number(lastEventId), JSON.parse(data)))
    // a new password ends the browser's session and begins another, of which the answer that brings it is still on its way
    source.addEventListener('ended', () => void askWhether(NEW_COOKIE))
    // we connect anew ourselves: the browser gives up on an answer that is no stream, and does not say which it was
    source.addEventListener('error', () => (source.readyState === EventSource.CLOSED ? void askWhether(0) : onLost()))
    return () => source.close()
  }
}

/** Milliseconds. */
const NEW_COOKIE = 300

/** Null while the browser is still that member's, or nobody can say. */
async function whyEnded(member: string): Promise<Ended | null> {
  const who: Who | null = await fetch('/live/who').then((answer) => answer.json(), () => null).catch(() => null)
  if (who === null) return null
  if (!who.isSignedIn) return 'signed-out'
  return who.member === member ? null : 'elsewhere'
}

interface Who {
  readonly isSignedIn: boolean
  readonly member: string | null
}
