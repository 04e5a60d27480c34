import { Dice } from '#flows/rehearsal/dice.ts'

/** Dice of one thing's own: what is thrown for it does not depend on what is thrown for others. `what` as in "call 17". */
export function diceFor(seed: number, what: string): Dice {
  let hash = 0x811c9dc5 // FNV-1a, 32 bits
  for (const byte of Buffer.from(`${seed}/${what}`)) hash = Math.imul(hash ^ byte, 0x01000193)
  const dice = new Dice(hash)
  dice.next() // the first throw still resembles its seed
  return dice
}

/** One of these, weighed: `[3, 'a'], [1, 'b']` gives `a` three times in four. */
export function weighed<T>(dice: Dice, ...choices: readonly (readonly [weight: number, choice: T])[]): T {
  let left = dice.next() * choices.reduce((sum, [weight]) => sum + weight, 0)
  for (const [weight, choice] of choices) {
    left -= weight
    if (left < 0) return choice
  }
  throw new Error('there is nothing to choose from')
}
