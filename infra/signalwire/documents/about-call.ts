import type { Arrival } from '#flows/call/arrival.ts'
import { callerInWords } from '#flows/call/facts.ts'
import { sentencesIn } from '#flows/speech/sentences.ts'
import type { CarrierUrls } from '../urls.ts'
import type { StepDocument } from './step.ts'

/** What every document of a call's caller says of the call, whatever its step. */
export function aboutCall({ facts, organisation }: Arrival, urls: CarrierUrls): Omit<StepDocument, 'step'> {
  return {
    organisation,
    call: facts.call,
    number: facts.number,
    caller: callerInWords(facts.caller, sentencesIn(facts.speech?.language).privateNumber),
    speech: facts.speech,
    urls,
  }
}
