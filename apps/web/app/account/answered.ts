import type { FormAnswer } from '../forms/read-form.server.ts'
import type { AccountAnswer } from './ask-account.server.ts'

type Told = Pick<AccountAnswer, 'intent' | 'done' | 'trouble'>

/** What is said below the form of these intents; undefined while there is nothing to say, as what was asked for is shown instead. */
export function answered(answer: Told | undefined, intents: readonly string[]): FormAnswer | undefined {
  if (!answer || !intents.includes(answer.intent)) return undefined
  const { intent, done, trouble } = answer
  if (trouble !== null) return { intent, ok: false, problem: { code: 'form-invalid', title: trouble, fix: '' } }
  return done === null ? undefined : { intent, ok: true, said: done, warning: null }
}
