/** Seeded chance: the same seed gives the same trouble in the same order. */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  roll(): number
}

/** Mulberry32: small, fast and good enough to scatter faults. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return {
    roll() {
      state = (state + 0x6d2b79f5) >>> 0
      let mixed = Math.imul(state ^ (state >>> 15), state | 1)
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
    },
  }
}
