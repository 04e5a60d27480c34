import type { Run } from '../../language/node.ts'
import { listedWords } from '../../verbs/ask/reply.ts'
import { questionOf } from '../question.ts'
import type { PhoneMenu } from './definition.ts'

export const run: Run<PhoneMenu> = async (call, config) => {
  const choices = config.keys.map(({ key, name, words }) => ({ key, name, words: listedWords(words) }))
  const question = questionOf(call.facts, config, { text: config.text, takes: { kind: 'choice', choices } })
  const reply = await call.ask(question)
  if (reply.kind !== 'answered') return reply.kind
  const chosen = choices.find(({ key }) => key === reply.answer)
  return chosen ? { exit: `key-${chosen.key}`, gives: { key: chosen.key, choice: chosen.name } } : 'invalid'
}
