import { canonicalJson } from '#flows/language/canonical-json.ts'
import { sha256 } from '#flows/language/sha256.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { FlowVersion } from '#infra/db/flow/flow-version.ts'
import { readSetAside, type SetAside } from '#infra/db/flow/read-set-aside.ts'
import { Member } from '#infra/db/member/member.ts'
import type { EntityManager } from '#infra/db/orm.ts'
import { aroundRevision, readAround } from './read-editor.server.ts'

/** What somebody who has a flow open hears. */
export interface Visited {
  /** Names of the others who have it open. */
  readonly others: readonly string[]
  /** The newest published version; null when there is none. */
  readonly live: number | null
  readonly aside: SetAside | null
  /** Names the people and numbers by which the drawing is judged. */
  readonly around: string
  /** The draft, when it is not the one that the visitor knows. */
  readonly draft: {
    readonly savedBy: string | null
    readonly savedAt: string
    readonly revision: string
    readonly document: unknown
  } | null
}

/** What became of a flow that somebody has open; null when there is no such flow. @param revision the draft that they know. */
export async function readVisited(
  em: EntityManager,
  {
    flow: id,
    revision,
    others,
  }: { readonly flow: string; readonly revision: string; readonly others: readonly string[] },
): Promise<Visited | null> {
  const flow = await em.findOne(Flow, { id })
  if (!flow) return null
  const newest = await em.findOne(FlowVersion, { flow: id }, { orderBy: { version: 'desc' }, fields: ['version'] })
  const standing = sha256(canonicalJson(flow.draft)) // as `draft-revision.server.ts` names it
  const by = standing !== revision && flow.draftSavedBy ? await em.findOne(Member, { id: flow.draftSavedBy.id }) : null
  const draft =
    standing === revision
      ? null
      : {
          savedBy: by?.name ?? null,
          savedAt: flow.draftSavedAt.toISOString(),
          revision: standing,
          document: flow.draft,
        }
  return {
    others,
    live: newest?.version ?? null,
    aside: await readSetAside(em, flow),
    around: aroundRevision(await readAround(em, id)),
    draft,
  }
}
