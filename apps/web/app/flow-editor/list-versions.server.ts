import { readFlow, type Flow as Drawing } from '#flows/language/flow.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { FlowVersion } from '#infra/db/flow/flow-version.ts'
import { Member } from '#infra/db/member/member.ts'
import type { EntityManager } from '#infra/db/orm.ts'
import { changes } from './words/changes.ts'

export interface ListedVersion {
  readonly version: number
  /** ISO 8601. */
  readonly publishedAt: string
  readonly publishedBy: string
  /** What it changed against the version before, in sentences; empty for the first one. */
  readonly changes: readonly string[]
}

/** How many versions are listed; older ones stay in the database. */
const MOST = 100

/** A flow's versions, newest first; null when there is no such flow. */
export async function listVersions(em: EntityManager, flow: string): Promise<readonly ListedVersion[] | null> {
  if ((await em.count(Flow, { id: flow })) === 0) return null
  const versions = await em.find(FlowVersion, { flow }, { orderBy: { version: 'desc' }, limit: MOST + 1 })
  const members = await em.find(Member, {})
  const names = new Map(members.map(({ id, name }) => [id, name]))
  return versions.slice(0, MOST).map((version, index) => {
    const before = versions[index + 1]
    return {
      version: version.version,
      publishedAt: version.publishedAt.toISOString(),
      publishedBy: names.get(version.publishedBy.id) ?? 'Someone who left',
      changes: before ? inWords(drawing(before.document), drawing(version.document), names) : [],
    }
  })
}

function inWords(before: Drawing | null, after: Drawing | null, names: ReadonlyMap<string, string>): readonly string[] {
  return before && after ? changes(before, after, names).map(({ words }) => words) : []
}

function drawing(document: unknown): Drawing | null {
  const read = readFlow(document)
  return read.ok ? read.flow : null
}
