import { say as spokenPlay } from '../../documents/speech.ts'
import type { CarrierVerb } from '../carrier-verb.ts'

export const say: CarrierVerb<'say'> = {
  render: ({ prompt }, { limit }) => [spokenPlay(prompt.say, limit)],
  learns: null,
  rung: { ends: false, render: ({ prompt }, { limit }) => [spokenPlay(prompt.say, limit)] },
  callback: null,
  inLog: null,
}
