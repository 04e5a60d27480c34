/** Where recorded histories and the figures of their events are kept. */
export const kept = new URL('./recorded/', import.meta.url)

export const keptNames = {
  /** "chain of 3, third accepts" → "chain-of-3-third-accepts". */
  fileOf: (budget: string): string => budget.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
}
