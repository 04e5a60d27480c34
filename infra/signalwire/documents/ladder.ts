import type { Ladder } from '#flows/outage/ladder.ts'
import type { RungSettings } from '../verbs/carrier-verb.ts'
import { renderedLadder } from '../verbs/carrier-verbs.ts'
import { hangUpFor } from '../verbs/hang-up/hang-up.ts'
import { own, variable } from './harmless.ts'
import { answered, asks, tells } from './request.ts'
import type { DraftBody, DraftVerb } from './swml.ts'

export interface LadderSettings extends Omit<RungSettings, 'report'> {
  /** Where the document tells what it does, and what it adds to each report. */
  readonly reportUrl: string
  readonly about: DraftBody
}

/**
 * What a document does alone, from asking whether it may to a goodbye. Whoever already rings for the caller keeps the
 * call: then another document follows. Nobody's answer is needed, and reports only help to write the story.
 */
export function ladder(rungs: Ladder, settings: LadderSettings): DraftVerb[] {
  const { reportUrl, about } = settings
  const verbs = renderedLadder(rungs, {
    ...settings,
    report: (what, more = {}) => tells(reportUrl, { ...about, what, ...more }),
  })
  const last = verbs.at(-1)
  return [
    asks(reportUrl, { ...about, what: 'alone' }),
    { cond: [{ when: answered('next'), then: [{ transfer: { dest: own`${variable('request_response.url')}` } }] }] },
    { label: LADDER },
    ...verbs,
    ...(last && 'hangup' in last ? [] : [hangUpFor('done')]),
  ]
}

/** Where a document goes on that has just been told to decide alone: it need not ask again whether it may. */
export const LADDER = 'ladder'
