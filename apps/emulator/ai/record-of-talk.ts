import type { Leg } from '../engine/leg.ts'

/** A line of what was said, as the control plane shows it. */
export interface TranscriptLine {
  ms: number
  who: 'caller' | 'assistant' | 'tool'
  text: string
}

/** A line of the same as the carrier reports it; `timestamp` in microseconds since 1970. */
export interface LogEntry {
  role: 'system' | 'user' | 'assistant' | 'tool'
  content: string
  timestamp: number
  tool_calls?: object[]
}

/** A call of a tool, as the carrier reports it. */
export interface ToolLogEntry {
  command_name: string
  command_arg: string
  epoch_time: number
  url: string
  post_data: object
  post_response: object
}

/** All that a leg's assistants have said and heard; the control plane shows it after they have ended, too. */
export class RecordOfTalk {
  state: 'talking' | 'held' | 'ended' = 'talking'
  readonly transcript: TranscriptLine[] = []
  private readonly leg: Leg

  constructor(leg: Leg) {
    this.leg = leg
  }

  note(who: TranscriptLine['who'], text: string, at: number): void {
    this.transcript.push({ ms: at - (this.leg.times.queued ?? at), who, text })
  }
}
