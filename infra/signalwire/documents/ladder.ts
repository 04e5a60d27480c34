import type { Ladder, Reach } from '#flows/ladder.ts'
import { own, variable } from './harmless.ts'
import { hangUp, record } from './list.ts'
import { answered, asks, tells } from './request.ts'
import { say, spoken } from './speech.ts'
import type { DraftBody, DraftVerb } from './swml.ts'

export interface LadderSettings {
  /** Longest spoken text, in characters. */
  readonly limit: number
  /** The number that was dialled: the people rung see it, and it may be shown by this account. */
  readonly number: { readonly e164: string; readonly name: string }
  /** Who calls, in words. */
  readonly caller: string
  /** Where the document tells what it does, and what it adds to each report. */
  readonly reportUrl: string
  readonly about: DraftBody
  /** Where the carrier tells about the people it rings, and about a recording. */
  readonly statusUrl: string
  readonly recordingUrl: string
}

/**
 * What a document does alone, from the question whether it may to a goodbye. Who rings for the caller already keeps the
 * call: then another document follows. Nobody's answer is needed, and reports only help to write the story.
 */
export function ladder(rungs: Ladder, settings: LadderSettings): DraftVerb[] {
  const report = (what: string, more: DraftBody = {}) => tells(settings.reportUrl, { ...settings.about, what, ...more })
  const verbs: DraftVerb[] = [
    asks(settings.reportUrl, { ...settings.about, what: 'alone' }),
    { cond: [{ when: answered('next'), then: [{ transfer: { dest: own`${variable('request_response.url')}` } }] }] },
    { label: LADDER },
  ]
  for (const rung of rungs) {
    switch (rung.do) {
      case 'say':
        verbs.push(say(rung.prompt.say, settings.limit))
        break
      case 'connect':
        if (rung.to.length === 0) break
        verbs.push(connect(rung, settings), {
          cond: [{ when: "connect_result == 'connected'", then: [report('talked'), hangUp('done')] }],
        })
        break
      case 'record':
        if (rung.greeting) verbs.push(say(rung.greeting.say, settings.limit))
        verbs.push(record(rung.limits, settings.recordingUrl), report('recorded', recorded), say('Thank you. Goodbye.', settings.limit), hangUp('done'))
        return verbs
      case 'hang-up':
        verbs.push(hangUp(rung.cause))
        return verbs
    }
  }
  return [...verbs, hangUp('done')]
}

/** Where a document goes on that has just been told to decide alone: it need not ask again whether it may. */
export const LADDER = 'ladder'

/** What a document learned from its own recording; the carrier puts the values in. */
export const recorded = {
  record_url: own`${variable('record_url')}`,
  record_result: own`${variable('record_result')}`,
  record_duration: own`${variable('record_duration')}`,
} as const

function connect(rung: { readonly order: 'together' | 'in-turn'; readonly seconds: number; readonly to: readonly Reach[] }, settings: LadderSettings): DraftVerb {
  const destinations = rung.to.map((reach) => ({ to: reach.address, timeout: rung.seconds }))
  const words = `Call for ${spoken(settings.number.name, 60)} from ${spoken(settings.caller, 60)}. Press 1 to accept.`
  return {
    connect: {
      from: settings.number.e164,
      ...(rung.order === 'together' ? { parallel: destinations } : { serial: destinations }),
      timeout: rung.seconds,
      ringback: ['ring:us'],
      // A voicemail machine presses nothing, so it never gets the caller.
      confirm: [
        { prompt: { play: `say:${words}`, max_digits: 1, initial_timeout: 5 } },
        { cond: [{ when: "prompt_value != '1'", then: [hangUp('done')] }] },
      ],
      confirm_timeout: 15,
      call_state_url: settings.statusUrl,
      call_state_events: ['answered', 'ended'],
      // Only this event says that somebody accepted: an answered leg may be a machine's.
      status_url: settings.statusUrl,
    },
  }
}
