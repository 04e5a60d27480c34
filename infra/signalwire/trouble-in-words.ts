import { sentence } from '#flows/story/story-words.ts'
import { CarrierError } from './carrier-error.ts'

/**
 * Why the carrier did not do something, in a clause for people who use the product and cannot change its server: "the
 * carrier cannot be reached". What operators need stands in the error's message, which is for logs.
 */
export function troubleInWords(error: unknown): string {
  if (!(error instanceof CarrierError)) return 'something went wrong on this server'
  switch (error.kind) {
    case 'unavailable':
      return error.status === null
        ? 'the carrier cannot be reached'
        : 'the carrier has a fault of its own at the moment'
    case 'lost':
      return 'the carrier gave no answer'
    case 'unauthorised':
      return 'the carrier does not accept what this server signs in with'
    case 'busy-limit':
      return 'the carrier takes no more orders at the moment'
    case 'gone':
      return 'the carrier does not know it'
    case 'not-answered':
    case 'refused':
      return error.saying === null ? 'the carrier refuses it' : `the carrier does not do it: ${error.saying}`
  }
}

/** The same in sentences, with who can mend it where that is nobody who uses the product. */
export function troubleTold(error: unknown): string {
  const isOurs = !(error instanceof CarrierError) || error.kind === 'unauthorised'
  const lasting = error instanceof CarrierError && error.kind === 'unavailable'
  const who = isOurs
    ? ' Whoever runs this server can mend that.'
    : lasting
      ? ' If it stays like this, tell whoever runs this server.'
      : ''
  return `${sentence(troubleInWords(error))}${who}`
}
