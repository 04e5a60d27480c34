import type { CallFacts } from '../../call/facts.ts'
import { recordOf } from '../../language/path.ts'
import type { Plan } from '../../language/plan.ts'
import { speechFrom } from '../../speech/speech.ts'

/** How a plan says that callers are spoken to, as the facts of its calls have it. */
export function spokenTo(plan: Plan): Pick<CallFacts, 'speech'> {
  const { language, voice } = settingsOf(plan)
  const speech = speechFrom({
    language: typeof language === 'string' ? language : undefined,
    voice: voice === 'woman' || voice === 'man' ? voice : undefined,
  })
  return { ...(speech && { speech }) }
}

/** The time zone that a plan names; null where it leaves that to the organisation. */
export function zoneOf(plan: Plan): string | null {
  const { timeZone } = settingsOf(plan)
  return typeof timeZone === 'string' ? timeZone : null
}

/** Not parsed again: compiling did that, and this is read where zod is not. */
function settingsOf({ steps, start }: Plan): Readonly<Record<PropertyKey, unknown>> {
  return recordOf(steps[start]?.config)
}
