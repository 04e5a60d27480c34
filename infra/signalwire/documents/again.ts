import { ringing } from './speech.ts'
import { swml, type Swml } from './swml.ts'

/**
 * For a caller about whom nobody can say anything right now: they hear ringing, and the same document is fetched again.
 * @param url where it is fetched
 */
export function againDocument(url: string): Swml {
  return swml([ringing(4), { transfer: { dest: url } }])
}
