import type { Outcome } from '#flows/call-events.ts'

export const outcomes = ['answered', 'missed', 'abandoned', 'completed'] as const satisfies readonly Outcome[]
