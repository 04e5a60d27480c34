import { LockMode } from '@mikro-orm/core'
import type { Flow as FlowDocument } from '#flows/language/flow.ts'
import { isolated } from '#flows/story/isolated.ts'
import type { DeedContext } from '../../db/deed.ts'
import { Flow } from '../../db/flow/flow.ts'
import { readSetAside } from '../../db/flow/read-set-aside.ts'
import { Member } from '../../db/member/member.ts'
import type { EntityManager } from '../../db/orm.ts'
import { refused, type Refusal } from '../../errors.ts'
import type { Doing } from '../deed.ts'
import { draftRevision } from './draft-revision.ts'

/** A drawing that is to be a flow's draft. */
interface Drawn {
  readonly flow: string
  readonly document: FlowDocument
  /** The revision that was built on; when the draft is another one by now, nothing is written. Absent: always written. */
  readonly base?: string | undefined
}

/** `isNew`: it was not the draft already. */
type WrittenDraft =
  | { readonly ok: true; readonly flow: Flow; readonly revision: string; readonly isNew: boolean }
  | Refusal

/** Makes a drawing a flow's draft, and records another name. Where it came from is for whoever calls this to record. */
export async function writeDraft(
  em: EntityManager,
  { who, record }: Pick<Doing<'flow.renamed'>, 'who' | 'record'>,
  { flow: id, document, base }: Drawn,
): Promise<WrittenDraft> {
  const { name } = document
  const revision = draftRevision(document)
  const flow = await em.findOne(Flow, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) // of two saves on one base the second is refused
  if (!flow) return refused('flow-not-found', { flow: id })
  const aside = await readSetAside(em, flow)
  if (aside?.as === 'deleted') return refused('flow-deleted', { who: isolated(aside.by ?? 'Somebody') })
  const standing = draftRevision(flow.draft)
  if (standing === revision) return { ok: true, flow, revision, isNew: false } // an answer that was lost is asked for again
  if (base !== undefined && base !== standing) return staleDraft(em, flow)
  const before = flow.name
  em.assign(flow, {
    name,
    draft: document,
    draftSavedAt: new Date(),
    draftSavedBy: em.getReference(Member, who.member),
  })
  await em.flush()
  await record({ kind: 'flow.renamed', on: { id: flow.id, name: before }, changed: { name: [before, name] } })
  return { ok: true, flow, revision, isNew: true }
}

/** Another draft stands than the one that was built on or looked at: who saved it, and what it is. */
export async function staleDraft(em: EntityManager, flow: Flow): Promise<Refusal> {
  const by = flow.draftSavedBy ? await em.findOne(Member, { id: flow.draftSavedBy.id }) : null
  return refused('flow-draft-stale', {
    savedBy: by?.name ?? null,
    savedAt: flow.draftSavedAt.toISOString(),
    revision: draftRevision(flow.draft),
    document: flow.draft,
  })
}

/** Makes a new flow of a drawing. @param copyOf the name of the flow whose copy it is. */
export async function makeFlow(
  em: EntityManager,
  { organisation, who, record }: Pick<DeedContext, 'organisation' | 'who'> & Pick<Doing<'flow.made'>, 'record'>,
  { document, copyOf }: { readonly document: FlowDocument; readonly copyOf: string | null },
): Promise<{ readonly ok: true; readonly flow: string; readonly revision: string }> {
  const { name } = document
  const draftSavedBy = em.getReference(Member, who.member)
  const made = em.create(Flow, { organisation, name, draft: document, draftSavedBy })
  await em.flush()
  await record({ kind: 'flow.made', on: made, changed: { name: [null, name], 'copy of': [null, copyOf] } })
  return { ok: true, flow: made.id, revision: draftRevision(document) }
}
