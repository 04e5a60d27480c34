import { Random } from '#flows/rehearsal/random.ts'

/** One thing's own random numbers: what is drawn for it does not depend on other draws. `what` as in "call 17". */
export function randomFor(seed: number, what: string): Random {
  let hash = 0x811c9dc5 // FNV-1a, 32 bits
  for (const byte of Buffer.from(`${seed}/${what}`)) hash = Math.imul(hash ^ byte, 0x01000193)
  const random = new Random(hash)
  random.next() // the first throw still resembles its seed
  return random
}

/** One of these, weighted: `[3, 'a'], [1, 'b']` gives `a` three times in four. */
export function weighed<T>(random: Random, ...choices: readonly (readonly [weight: number, choice: T])[]): T {
  let left = random.next() * choices.reduce((sum, [weight]) => sum + weight, 0)
  for (const [weight, choice] of choices) {
    left -= weight
    if (left < 0) return choice
  }
  throw new Error('there is nothing to choose from')
}
