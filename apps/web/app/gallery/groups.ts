import type { ExhibitGroup } from './exhibit.ts'
import { callsGroup } from './exhibits/calls.tsx'

/** Everything there is to look at, in the order of the navigation. */
export const groups: readonly ExhibitGroup[] = [callsGroup]
