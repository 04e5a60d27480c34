import type { EditorPerson, EditorThing } from '../editor-context.ts'

/** What everything is called that a flow may name by its id. */
export function namesOf(around: {
  readonly people: readonly EditorPerson[]
  readonly schedules: readonly EditorThing[]
  readonly tags: readonly EditorThing[]
}): ReadonlyMap<string, string> {
  return new Map([...around.people, ...around.schedules, ...around.tags].map(({ id, name }) => [id, name]))
}
