import type { Question, Reply } from '../live-call.ts'
import { shortLine } from '../story/one-line.ts'
import { replyTo } from '../verbs/ask/reply.ts'
import type { AskResult } from '../verbs/ask/result.ts'
import type { CallParts } from './call-parts.ts'
import type { Replied } from './happenings/replies.ts'

/**
 * Asks the caller something; its document asks again by itself. What is secret is noted by nobody.
 * @param afterTalk whether the caller has talked to somebody since the last question: carriers may keep the keys of a talk
 */
export async function ask(
  { caller, journal, steps, waiting }: Pick<CallParts, 'caller' | 'journal' | 'steps' | 'waiting'>,
  question: Question,
  afterTalk: boolean,
): Promise<Reply> {
  await steps.firstDone()
  const step = await steps.hand([{ do: 'ask', question, ...(afterTalk && { forgetsKeys: true }) }])
  await steps.push(step)
  const result = await waiting.until(() => caller.resultOf(step.n))
  const heard = result?.kind === 'heard' ? result : null
  const reply = replyTo(question.takes, heard)
  journal.note({ kind: 'replied', step: step.n, ...worthNoting(question, { heard, reply }) })
  return reply
}

function worthNoting(
  { takes }: Question,
  { heard, reply }: { readonly heard: Extract<AskResult, { kind: 'heard' }> | null; readonly reply: Reply },
): Omit<Replied, 'kind' | 'step'> {
  if (reply.kind !== 'answered') return { what: reply.kind }
  const { answer, by } = reply
  switch (takes.kind) {
    case 'choice': {
      const name = takes.choices.find(({ key }) => key === answer)?.name ?? answer
      return { what: 'choice', by, answer, name, ...(by === 'voice' && heard && { said: shortLine(heard.text, 100) }) }
    }
    case 'digits':
      return takes.secret ? { what: 'secret', by } : { what: 'digits', by, answer }
    case 'words':
      return { what: 'words', by, answer: shortLine(answer, LONGEST_WORDS) }
  }
}

/** Of what a caller says, a record keeps no more. Characters. */
const LONGEST_WORDS = 300
