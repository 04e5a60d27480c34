import type { Outcome } from '#flows/call/happenings/happening.ts'

export const outcomes = ['answered', 'missed', 'abandoned', 'completed'] as const satisfies readonly Outcome[]
