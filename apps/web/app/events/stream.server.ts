import type { Changed } from './things.ts'
import type { ToldRow } from './told-row.ts'

/** What a stream tells. `horizon`: from there on whoever has got this one is told what they have missed. */
export type Streamed =
  /** From now on nothing is missed. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'event'; readonly id: number; readonly horizon: number; readonly data: unknown }
  /** A conversation as it is now. Told to whoever is there, and not repeated: whoever was not reads their pages again. */
  | { readonly kind: 'row'; readonly data: ToldRow }
  /** Something that is shown has changed without an event: a mark, a recording that was fetched, or by a deed. Told to whoever is there, and not repeated. */
  | { readonly kind: 'changed'; readonly things: Changed }
  /** Too much was missed to be told: everything must be read again. */
  | { readonly kind: 'reload' }
  /** What the person may see has changed: the numbers of which they hear from now on, by their ids. */
  | { readonly kind: 'access'; readonly numbers: readonly string[] }
  /** The same, where nothing was taken from them: what their pages show may stay. */
  | { readonly kind: 'granted'; readonly numbers: readonly string[] }
  /** The person may hear nothing any longer: the stream ends. */
  | { readonly kind: 'ended' }
  /** Nobody can say at this moment what they may hear: the stream ends, and whoever follows it asks again. */
  | { readonly kind: 'lost' }

/** Where a stream's events come from. */
export interface StreamSource {
  /**
   * Tells first what was kept from the horizon `after` on, then whatever comes. Null: only what comes from now on.
   * @returns how to stop.
   */
  follow(after: number | null, tell: (news: Streamed) => void): () => void
}

export interface StreamTimes {
  /** Milliseconds between two signs of life. */
  readonly ping: number
  /** Milliseconds after which the stream ends at the latest, so that whoever follows it must show again that they may. */
  readonly life: number
}

/** Milliseconds for which a stream lives unless told otherwise. */
export const STREAM_LIFE = 10 * 60_000

/** How much may wait for a browser that does not read, in events; it is cut off then, and asks for the rest when it can. */
const MOST_WAITING = 2_000

/**
 * A response of server-sent events that goes on where the browser says it stopped: `Last-Event-ID`, or `after` in the
 * address for a browser that reconnects by itself. Ends when the browser goes, or is too slow.
 */
export function eventStream(
  request: Request,
  source: StreamSource,
  { ping = 15_000, life = STREAM_LIFE }: Partial<StreamTimes> = {},
): Response {
  let stop = (): void => undefined
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const write = (text: string): void => controller.enqueue(encoder.encode(text))
        const unfollow = source.follow(lastSeen(request), (news) => {
          controller.enqueue(spelled(news))
          if (news.kind === 'ended' || news.kind === 'lost') end()
          else if ((controller.desiredSize ?? 0) < -MOST_WAITING) end()
        })
        const pings = setInterval(() => write(': still here\n\n'), ping)
        const death = setTimeout(end, life)
        write(': connected\n\n')
        stop = () => {
          unfollow()
          clearInterval(pings)
          clearTimeout(death)
          request.signal.removeEventListener('abort', end)
        }
        request.signal.addEventListener('abort', end)
        if (request.signal.aborted) end()
        function end(): void {
          stop()
          try {
            controller.close()
          } catch {
            // whoever read it has ended it already
          }
        }
      },
      cancel: () => stop(),
    },
    { highWaterMark: 1 },
  )
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  })
}

/** The bytes of what is told; the same news for many streams is spelled out once. */
function spelled(news: Streamed): Uint8Array {
  const known = spellings.get(news)
  if (known !== undefined) return known
  const bytes = encoder.encode(inLines(news))
  spellings.set(news, bytes)
  return bytes
}

function inLines(news: Streamed): string {
  switch (news.kind) {
    case 'event':
      return `id: ${news.horizon}-${news.id}\ndata: ${JSON.stringify(news.data)}\n\n`
    case 'row':
      return `event: row\ndata: ${JSON.stringify(news.data)}\n\n`
    case 'access':
    case 'granted':
      return `event: ${news.kind}\ndata: ${JSON.stringify(news.numbers)}\n\n`
    case 'changed':
      return `event: changed\ndata: ${JSON.stringify(news.things)}\n\n`
    default:
      return `event: ${news.kind}\ndata:\n\n`
  }
}
const encoder = new TextEncoder()
const spellings = new WeakMap<Streamed, Uint8Array>()

function lastSeen(request: Request): number | null {
  const said = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after')
  if (said === null || said === '') return null
  return Number(/^(\d{1,15})-\d{1,15}$/.exec(said)?.[1] ?? 0) // pages of earlier releases say only an event's id
}
