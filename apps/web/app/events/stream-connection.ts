import type { Connect, Ended } from './stream-feed.ts'
import { addressOf } from '../reach/addresses.ts'

/** Connections to the stream of a member's page, as browsers make them. */
export function overEventSource(member: string): Connect {
  return (after, { onReady, onEvent, onRow, onChanged, onReload, onAccess, onEnded, onLost }) => {
    const query = new URLSearchParams({ member, ...(after === null ? {} : { after }) })
    const source = new EventSource(addressOf.liveEvents(query))
    const askWhether = async (pause: number): Promise<void> => {
      source.close()
      await new Promise((resolve) => setTimeout(resolve, pause))
      const why = await whyEnded(member)
      if (why === null) onLost()
      else onEnded(why)
    }
    source.addEventListener('ready', onReady)
    source.addEventListener('changed', ({ data }: MessageEvent<string>) => onChanged(JSON.parse(data)))
    source.addEventListener('row', ({ data }: MessageEvent<string>) => onRow(JSON.parse(data)))
    source.addEventListener('reload', onReload)
    source.addEventListener('access', ({ data }: MessageEvent<string>) => onAccess(JSON.parse(data), { isLess: true }))
    source.addEventListener('granted', ({ data }: MessageEvent<string>) =>
      onAccess(JSON.parse(data), { isLess: false }),
    )
    source.addEventListener('message', ({ lastEventId, data }: MessageEvent<string>) =>
      onEvent(lastEventId, JSON.parse(data)),
    )
    // a new password ends the browser's session and begins another, and the answer that brings it is still on its way
    source.addEventListener('ended', () => void askWhether(NEW_COOKIE))
    // we reconnect ourselves: the browser gives up on an answer that is not a stream, and does not say which it was
    source.addEventListener('error', () => (source.readyState === EventSource.CLOSED ? void askWhether(0) : onLost()))
    return () => source.close()
  }
}

/** Milliseconds. */
const NEW_COOKIE = 300

/** Null while the browser is still that member's, or nobody can say. */
async function whyEnded(member: string): Promise<Ended | null> {
  const who: SignedInAs | null = await fetch(addressOf.whoAmI())
    .then(
      (answer) => answer.json(),
      () => null,
    )
    .catch(() => null)
  if (who === null) return null
  if (!who.isSignedIn) return 'signed-out'
  return who.member === member ? null : 'elsewhere'
}

interface SignedInAs {
  readonly isSignedIn: boolean
  readonly member: string | null
}
