import type { Connect } from '../stream-feed.ts'
import type { Access } from '../stream-follower.ts'
import type { EventHub } from '../stream-hub.server.ts'
import { eventStream } from '../stream.server.ts'

export interface StreamBrowser {
  /** Id of the organisation that it follows, and at which hub. */
  readonly organisation: string
  readonly at: EventHub
  readonly member?: string
  readonly readsAllCalls?: boolean
  access?(): Access | null
}

/** A browser's connection, as far as it concerns us: reads the response of the route, and can be cut. */
export function streamBrowser(
  numbers: readonly string[],
  {
    organisation,
    at,
    readsAllCalls = false,
    member = 'mia',
    access = () => ({
      numbers: new Set(numbers),
      things: new Set(),
      readsAllCalls,
      role: 'member',
      roles: 'member',
    }),
  }: StreamBrowser,
): { connect: Connect; cut(): void } {
  const cuts = new Set<AbortController>()
  const connect: Connect = (after, events) => {
    const line = new AbortController()
    cuts.add(line)
    const request = new Request('http://web.test/live/events', {
      signal: line.signal,
      ...(after === null ? {} : { headers: { 'last-event-id': after } }),
    })
    const source = {
      follow: (from: number | null, tell: Parameters<Parameters<typeof eventStream>[1]['follow']>[1]) =>
        at.follow(organisation, {
          after: from,
          member,
          signIn: 'browser',
          access: async () => access(),
          dress: ({ what }) => (what.kind === 'phone-rings' ? what : null),
          tell,
        }),
    }
    void read(eventStream(request, source)).then(events.onLost, events.onLost)
    return () => line.abort()

    async function read(response: Response): Promise<void> {
      let text = ''
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        if (line.signal.aborted) return
        text += chunk
        for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
          const part = text.slice(0, end)
          text = text.slice(end + 2)
          const [, id] = /^id: (\d+-\d+)$/m.exec(part) ?? []
          if (part.startsWith('event: ready')) events.onReady()
          else if (part.startsWith('event: reload')) events.onReload()
          else if (part.startsWith('event: row')) events.onRow(JSON.parse(/^data: (.*)$/m.exec(part)?.[1] ?? 'null'))
          else if (part.startsWith('event: changed'))
            events.onChanged(JSON.parse(/^data: (.*)$/m.exec(part)?.[1] ?? 'null'))
          else if (part.startsWith('event: ended')) events.onEnded('signed-out')
          else if (part.startsWith('event: access'))
            events.onAccess(JSON.parse(/^data: (.*)$/m.exec(part)?.[1] ?? '[]'), { isLess: true })
          else if (id !== undefined) events.onEvent(id, JSON.parse(/^data: (.*)$/m.exec(part)?.[1] ?? 'null'))
        }
      }
    }
  }
  return { connect, cut: () => cuts.forEach((line) => line.abort()) }
}
