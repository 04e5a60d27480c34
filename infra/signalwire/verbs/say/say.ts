import { plays } from '../../documents/speech.ts'
import type { CarrierVerb } from '../carrier-verb.ts'

export const say: CarrierVerb<'say'> = {
  render: ({ prompt }, { limit }) => [plays(prompt, limit)],
  learns: null,
  rung: { ends: false, render: ({ prompt }, { limit }) => [plays(prompt, limit)] },
  callback: null,
  inLog: null,
}
