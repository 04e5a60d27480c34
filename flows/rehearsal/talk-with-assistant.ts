import { toolWords, type Assistant, type ToolName } from '../verbs/converse/assistant.ts'
import type { ConverseResult } from '../verbs/converse/result.ts'
import { speechTime } from '../verbs/say/say.ts'
import type { Listener } from './played-document.ts'

/**
 * An assistant of a rehearsal: it has no language model, and goes by words in what its caller says. All times in milliseconds
 * since 1970.
 */
export class TalkWithAssistant implements Listener {
  readonly #assistant: Assistant
  readonly #hear: (sentence: string) => void
  #endsAt: number
  #result: ConverseResult = ended('limit-reached', '')

  /** @param hear what the caller is to hear. */
  constructor(since: number, assistant: Assistant, hear: (sentence: string) => void) {
    this.#assistant = assistant
    this.#hear = hear
    this.#endsAt = since + assistant.maxSeconds * 1000
  }

  says(said: string, now: number): void {
    const tool = this.#assistant.tools.find((name) => TRIGGERS[name]?.test(said))
    switch (tool) {
      case 'ask_for_person':
        return this.#ends(tool, ended('wants-person', said), { said, now })
      case 'end_call':
        return this.#ends(tool, ended('resolved', said), { said, now })
      case 'take_inquiry':
        return this.#hear(toolWords[tool])
      default:
        this.#hear(`I heard: ${said}`)
    }
  }

  presses(): void {}

  get endsAt(): number {
    return this.#endsAt
  }

  get result(): ConverseResult {
    return this.#result
  }

  #ends(
    tool: 'ask_for_person' | 'end_call',
    result: ConverseResult,
    { said, now }: { readonly said: string; readonly now: number },
  ): void {
    const words = toolWords[tool]
    this.#hear(words)
    this.#result = result
    this.#endsAt = now + speechTime({ say: said }) + speechTime({ say: words })
  }
}

const TRIGGERS: Readonly<Partial<Record<ToolName, RegExp>>> = {
  ask_for_person: /\b(person|human|somebody|someone|agent|representative)\b/i,
  take_inquiry: /\b(message|call me back|callback|appointment)\b/i,
  end_call: /\b(goodbye|that['’]?s all)\b/i,
}

function ended(end: ConverseResult['end'], reason: string): ConverseResult {
  return { kind: 'conversed', end, reason: reason.slice(0, 300), values: {} }
}
