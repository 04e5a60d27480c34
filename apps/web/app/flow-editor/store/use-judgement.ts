import { useEffect, useRef, useState } from 'react'
import type { Checked } from '#flows/language/check.ts'
import type { FlowsAround } from '#flows/language/known-flows.ts'
import type { ThingsThere } from '#flows/language/missing-things.ts'
import type { CheckAround } from '#flows/language/node.ts'
import { brought } from '../../reach/part.ts'
import type { EditorThing } from '../editor-context.ts'
import type { Judged, LiveVersion } from '../read-editor.server.ts'
import type { EditorStore } from './editor-store.ts'
import type { IssueStore } from './issue-store.ts'

/** Milliseconds after a change until the drawing is judged: between two keystrokes nobody reads what is wrong. */
const QUIET = 120

interface Judgement {
  readonly store: EditorStore
  readonly issues: IssueStore
  readonly around: readonly NonNullable<CheckAround['people']>[]
  readonly flows: FlowsAround
  readonly there: ThingsThere
  readonly live: LiveVersion | null
  readonly tags: readonly EditorThing[]
  /** The id of a member or a tag → its name. */
  readonly names: ReadonlyMap<string, string>
  /** What the server found in the drawing as it was opened. */
  readonly judged: Judged
}

/**
 * Checks the drawing after each change, only what changed, and compares it with the live version. What does so is loaded
 * with the first change: until then the server's word stands.
 * @returns how many changes are not published.
 */
export function useJudgement({ store, issues, around, tags, flows, there, live, names, judged }: Judgement): number {
  const [unpublished, setUnpublished] = useState(judged.unpublished)
  const known = useRef({ around, tags, flows, there, live })
  const checked = useRef<Checked | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isHere = true
    const tagIds = new Set(tags.map(({ id }) => id))
    async function look(): Promise<void> {
      const [{ issuesFor }, { changes }, { nothingChecked }] = await Promise.all([
        brought(() => import('../words/issues-for.ts')),
        brought(() => import('../words/changes.ts')),
        brought(() => import('#flows/language/check.ts')),
      ])
      if (!isHere) return
      const { flow } = store.getState()
      checked.current ??= nothingChecked()
      issues.show(issuesFor(flow, around, { tags: tagIds, flows, there, checked: checked.current }))
      setUnpublished(live ? changes(live.document, flow, names).length : 0)
    }
    const { current: before } = known
    const now = { around, tags, flows, there, live }
    if ((Object.keys(now) as (keyof typeof now)[]).some((what) => before[what] !== now[what])) void look() // its own keys
    known.current = now
    const stop = store.subscribe((now, before) => {
      if (now.flow === before.flow) return
      clearTimeout(timer)
      timer = setTimeout(() => void look(), QUIET)
    })
    return () => {
      isHere = false
      clearTimeout(timer)
      stop()
    }
  }, [around, flows, issues, live, names, store, tags, there])
  return unpublished
}
