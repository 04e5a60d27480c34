import type { CarrierVerb } from '../carrier-verb.ts'

/** Nothing is heard of it: where a document goes on alone is its ladder's business. */
export const alone: CarrierVerb<'alone'> = {
  render: () => [],
  learns: null,
  rung: null,
  callback: null,
  inLog: null,
}
