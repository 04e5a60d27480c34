import type { FlowsAround } from '#flows/language/known-flows.ts'
import type { EditorPerson, EditorThing } from '../editor-context.ts'

/** What everything is called that a flow may name by its id. */
export function namesOf(around: {
  readonly people: readonly EditorPerson[]
  readonly schedules: readonly EditorThing[]
  readonly tags: readonly EditorThing[]
  readonly flows: FlowsAround
}): ReadonlyMap<string, string> {
  const { people, schedules, tags, flows } = around
  return new Map([...people, ...schedules, ...tags, ...flows.all].map(({ id, name }) => [id, name]))
}
