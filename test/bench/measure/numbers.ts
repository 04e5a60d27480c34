/** What a list of measurements comes to; the unit is that of the list. */
export interface Spread {
  readonly count: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly max: number
}

/** The nearest-rank percentiles of a list, to a hundredth. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  return {
    count: sorted.length,
    p50: rounded(rank(sorted, 0.5)),
    p95: rounded(rank(sorted, 0.95)),
    p99: rounded(rank(sorted, 0.99)),
    max: rounded(sorted.at(-1) ?? Number.NaN),
  }
}

/** The middle of the rounds and how far they lie apart: one figure for each round goes in. */
export function roundsOf(values: readonly number[]): {
  readonly median: number
  readonly least: number
  readonly most: number
} {
  const sorted = values.toSorted((a, b) => a - b)
  return {
    median: rounded(rank(sorted, 0.5)),
    least: rounded(sorted[0] ?? Number.NaN),
    most: rounded(sorted.at(-1) ?? Number.NaN),
  }
}

export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

function rank(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
