import { toolWords, type Assistant, type ToolName } from '../verbs/converse/assistant.ts'
import type { ConverseResult } from '../verbs/converse/result.ts'
import { speechTime } from '../verbs/say/say.ts'
import type { Listener } from './played-document.ts'

/** What an assistant does when its caller says something with these words in it; capitals make no difference. */
export interface AssistantTurn {
  readonly caller: string
  readonly says?: string | undefined
  /** Only a tool that it may use. */
  readonly uses?: ToolName | undefined
  /** Why a tool ends the conversation; what the caller said unless it is given. */
  readonly reason?: string | undefined
  /** What it has found out by then. */
  readonly values?: Readonly<Record<string, string>>
  /** It cannot go on. */
  readonly fails?: true | undefined
}

/**
 * An assistant of a rehearsal: it has no language model, and goes by its turns and else by words in what its caller says. All
 * times in milliseconds since 1970.
 */
export class TalkWithAssistant implements Listener {
  readonly #assistant: Assistant
  readonly #turns: readonly AssistantTurn[]
  readonly #hear: (sentence: string) => void
  #endsAt: number
  #values: Readonly<Record<string, string>> = {}
  #result: ConverseResult = ended('limit-reached', '')

  /** @param how.hear what the caller is to hear. */
  constructor(
    since: number,
    how: {
      readonly assistant: Assistant
      readonly turns: readonly AssistantTurn[]
      readonly hear: (sentence: string) => void
    },
  ) {
    this.#assistant = how.assistant
    this.#turns = how.turns
    this.#hear = how.hear
    this.#endsAt = since + how.assistant.maxSeconds * 1000
  }

  says(said: string, now: number): void {
    const turn = this.#turns.find(({ caller }) => said.toLowerCase().includes(caller.toLowerCase()))
    this.#values = { ...this.#values, ...turn?.values }
    if (turn?.fails) {
      this.#result = ended('failed', '')
      this.#endsAt = now
      return
    }
    if (turn?.says !== undefined) return this.#hear(turn.says)
    const { tools } = this.#assistant
    const tool = turn?.uses
      ? tools.find((name) => name === turn.uses)
      : tools.find((name) => TRIGGERS[name]?.test(said))
    const reason = turn?.reason ?? said
    switch (tool) {
      case 'ask_for_person':
        return this.#ends(tool, ended('wants-person', reason, this.#values), { said, now })
      case 'end_call':
        return this.#ends(tool, ended('resolved', reason, this.#values), { said, now })
      case 'take_inquiry':
      case 'set_value':
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

function ended(
  end: ConverseResult['end'],
  reason: string,
  values: Readonly<Record<string, string>> = {},
): ConverseResult {
  return { kind: 'conversed', end, reason: reason.slice(0, 300), values }
}
