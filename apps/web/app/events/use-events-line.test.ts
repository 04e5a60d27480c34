import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { joinLine, lineName, type LineListener } from './use-events-line.ts'

/** As browsers have them, where Node has none of its own: a stream that is ready at once, and locks that are held one at a time. */
class OpenStream extends EventTarget {
  static readonly CLOSED = 2
  readyState = 1
  constructor() {
    super()
    streams.push(this)
    setTimeout(() => this.dispatchEvent(new Event('ready')))
  }
  close(): void {
    this.readyState = OpenStream.CLOSED
  }
}

/** Those of one name. */
class NamedLock {
  #holder: { readonly taken: () => void } | null = null
  readonly #queue: (() => void)[] = []

  async request(
    { steal = false, signal }: { steal?: boolean; signal?: AbortSignal },
    held: () => Promise<void>,
  ): Promise<void> {
    if (steal) this.#holder?.taken()
    else if (this.#holder !== null) {
      await new Promise<void>((resolve, reject) => {
        this.#queue.push(resolve)
        signal?.addEventListener('abort', () => {
          this.#queue.splice(this.#queue.indexOf(resolve), 1)
          reject(new DOMException('aborted', 'AbortError'))
        })
      })
    }
    const own = Promise.withResolvers<void>()
    const holder = { taken: () => own.reject(new DOMException('stolen', 'AbortError')) }
    this.#holder = holder
    try {
      await Promise.race([held(), own.promise])
    } finally {
      if (this.#holder === holder) {
        this.#holder = null
        this.#queue.shift()?.()
      }
    }
  }
}

class Locks {
  readonly #named = new Map<string, NamedLock>()

  async request(name: string, ...how: Parameters<NamedLock['request']>): Promise<void> {
    const lock = this.#named.get(name) ?? new NamedLock()
    this.#named.set(name, lock)
    await lock.request(...how)
  }
}

let streams: OpenStream[] = []
let locks: Locks
const leave: (() => void)[] = []

beforeEach(() => {
  streams = []
  locks = new Locks()
  vi.stubGlobal('EventSource', OpenStream)
  vi.stubGlobal('navigator', { locks })
})

afterEach(() => {
  leave.splice(0).forEach((goes) => goes())
  vi.unstubAllGlobals()
})

interface Heard {
  readonly connected: boolean[]
  readonly told: string[]
}

function page(): Heard {
  const heard: Heard = { connected: [], told: [] }
  const listener: LineListener = {
    onEvent: ({ call }) => void heard.told.push(call),
    onRow: ({ conversation }) => void heard.told.push(`row ${conversation.id}`),
    onChanged: () => void heard.told.push('changed'),
    onReload: () => void heard.told.push('reload'),
    onAccess: () => undefined,
    onEnded: () => undefined,
    onConnected: (is) => void heard.connected.push(is),
  }
  leave.push(joinLine('ana', listener))
  return heard
}

const happens = (call: string, id: number) =>
  streams
    .findLast(({ readyState }) => readyState === 1)
    ?.dispatchEvent(new MessageEvent('message', { data: JSON.stringify({ id, call }), lastEventId: `1-${id}` }))

it('a second page of a browser reads what is so when it comes, over the connection of the first', async () => {
  const first = page()
  await expect.poll(() => first.told).toEqual(['reload'])
  const second = page()
  await expect.poll(() => second.told, { timeout: 1_000 }).toEqual(['reload'])
  expect(second.connected).toEqual([true])
  happens('call-1', 1)
  await expect
    .poll(() => [first.told, second.told])
    .toEqual([
      ['reload', 'call-1'],
      ['reload', 'call-1'],
    ])
  expect(streams).toHaveLength(1)
})

it('a conversation that was told to one page of a browser is told to all', async () => {
  const first = page()
  await expect.poll(() => first.told).toEqual(['reload'])
  const second = page()
  await expect.poll(() => second.told, { timeout: 1_000 }).toEqual(['reload'])
  streams[0]?.dispatchEvent(new MessageEvent('row', { data: JSON.stringify({ conversation: { id: 'c' } }) }))
  await expect.poll(() => [first.told.at(-1), second.told.at(-1)]).toEqual(['row c', 'row c'])
})

it('a page of the release before, which knows no rows, hears nothing of this one, and this one has a connection of its own', async () => {
  const older = 'ringdown events ana'
  void locks.request(older, {}, () => new Promise(() => undefined)).catch(() => undefined)
  const heard: unknown[] = []
  const channel = new BroadcastChannel(older)
  channel.onmessage = ({ data }) => void heard.push(data)
  leave.push(() => channel.close())
  const own = page()
  await expect.poll(() => own.told).toEqual(['reload'])
  streams[0]?.dispatchEvent(new MessageEvent('row', { data: JSON.stringify({ conversation: { id: 'c' } }) }))
  await expect.poll(() => own.told).toEqual(['reload', 'row c'])
  // whatever has come through before this would have been heard by then
  const through = new BroadcastChannel(older)
  leave.push(() => through.close())
  through.postMessage('last')
  await expect.poll(() => heard).toEqual(['last'])
})

it('a page is not deaf because the one that has the connection sleeps', async () => {
  void locks.request(lineName('ana'), {}, () => new Promise(() => undefined)).catch(() => undefined)
  const awake = page()
  await expect.poll(() => awake.told, { timeout: 5_000 }).toEqual(['reload'])
  happens('call-1', 1)
  await expect.poll(() => awake.told).toEqual(['reload', 'call-1'])
})

it('when the page with the connection is closed, another goes on', async () => {
  const first = page()
  await expect.poll(() => first.told).toEqual(['reload'])
  const second = page()
  await expect.poll(() => second.told).toEqual(['reload'])
  leave.shift()?.()
  await expect.poll(() => streams.length).toBe(2)
  await expect.poll(() => streams[1]?.readyState).toBe(1)
  happens('call-2', 2)
  await expect.poll(() => second.told).toContain('call-2')
})
