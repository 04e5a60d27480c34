import { randomUUID } from 'node:crypto'
import { pause } from '../clock.ts'
import { speakingMs } from '../engine/hearing.ts'
import type { Session } from '../swml/session.ts'
import { Inbox } from './inbox.ts'
import { hardStopMs, type AiOrder, type Tool } from './order.ts'
import { RecordOfTalk, type LogEntry, type ToolLogEntry } from './record-of-talk.ts'

/** One conversation of an assistant with whoever is at a leg: what it is told, what it says, and what becomes of it. */
export class Conversation {
  readonly id = randomUUID()
  readonly order: AiOrder
  readonly session: Session
  readonly inbox: Inbox
  readonly record: RecordOfTalk
  readonly callLog: LogEntry[] = []
  readonly toolLog: ToolLogEntry[] = []
  readonly tools: (Tool & { active: boolean })[]
  globalData: Record<string, unknown>
  readonly startedAt: number
  /** When the document's longest time is up. */
  readonly stopsAt: number
  timedOut = false
  private readonly stopListening: () => void

  constructor(order: AiOrder, session: Session) {
    const { leg, services } = session
    this.order = order
    this.session = session
    this.inbox = new Inbox(services.clock)
    this.startedAt = services.clock.now()
    this.stopsAt = this.startedAt + hardStopMs(order.params.hard_stop_time)
    this.tools = order.SWAIG.functions.map((tool) => ({ ...tool }))
    this.globalData = { ...order.global_data }
    this.record = leg.ai?.record ?? new RecordOfTalk(leg)
    this.record.state = 'talking'
    leg.ai = this
    if (order.prompt.text) this.log('system', order.prompt.text)
    this.stopListening = leg.listen((news) => {
      if (news.what === 'words') this.inbox.put({ kind: 'words', text: news.text, ms: news.ms })
    })
  }

  /** The assistant speaks, until somebody says something. @throws Interrupted */
  async speak(text: string): Promise<void> {
    if (text.trim() === '') return
    const { leg, services, signal } = this.session
    this.record.note('assistant', text, services.clock.now())
    this.log('assistant', text)
    leg.hear('speech', text)
    await this.inbox.until({ ms: speakingMs(text), signal })
    leg.hush()
  }

  /** The caller has said something: it is heard to its end. @throws Interrupted */
  async hears({ text, ms }: { text: string; ms: number }): Promise<void> {
    const { services, signal } = this.session
    this.record.note('caller', text, services.clock.now())
    this.log('user', text)
    await pause(services.clock, { ms, signal })
  }

  /** The caller hears music until somebody ends that, or the time is up. @throws Interrupted */
  async hold(seconds: number): Promise<'resumed' | 'stopped'> {
    const { leg, services, signal } = this.session
    const until = services.clock.now() + seconds * 1000
    this.record.state = 'held'
    leg.hear('music', this.order.params.hold_music ?? 'hold music')
    try {
      for (;;) {
        const told = await this.inbox.next({ ms: until - services.clock.now(), signal })
        // nobody listens to a caller who is held
        if (told?.kind === 'words') continue
        return told?.kind === 'stop' ? 'stopped' : 'resumed'
      }
    } finally {
      this.record.state = 'talking'
      leg.hush()
    }
  }

  log(role: LogEntry['role'], content: string, more: Pick<LogEntry, 'tool_calls'> = {}): void {
    this.callLog.push({ role, content, timestamp: this.session.services.clock.now() * 1000, ...more })
  }

  /** The tool of that name, if the assistant may use it now. */
  activeTool(name: string): Tool | undefined {
    return this.tools.find((tool) => tool.function === name && tool.active)
  }

  end(): void {
    this.stopListening()
    this.record.state = 'ended'
  }
}
