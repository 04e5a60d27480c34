import type { Run } from '../../language/node.ts'
import { speechFrom } from '../../speech/speech.ts'
import type { AiAnswers } from './definition.ts'

export const run: Run<AiAnswers> = async (call, { language, voice, answers, ...config }) => {
  const speech = speechFrom({ language, voice }, call.facts.speech)
  const looksUp = config.tools.includes('look_up')
  const outcome = await call.converse({ ...config, answers: looksUp ? [] : answers, ...(speech && { speech }) })
  return { exit: outcome.kind, gives: { ...outcome.values, reason: outcome.reason } }
}
