import { LockMode } from '@mikro-orm/core'
import type { Issue } from '#flows/language/issue.ts'
import { missingWords, placeOf } from '#flows/language/missing-things.ts'
import type { Plan } from '#flows/language/plan.ts'
import { recordOf } from '#flows/language/path.ts'
import { usesOf } from '#flows/language/uses.ts'
import { Tag } from '../../db/contact/tag.ts'
import type { Used } from '../../db/flow/used-in.ts'
import { Schedule } from '../../db/schedule/schedule.ts'
import { Secret } from '../../db/secret/secret.ts'
import type { EntityManager } from '../../db/orm.ts'

/** What flows refer to and may be deleted, each with how those that are there are found, and what is said of one that is not. */
const things: Partial<Record<Used, Thing>> = {
  schedules: {
    there: async (em, ids) =>
      (await em.find(Schedule, { id: { $in: [...ids] } }, { lockMode: LockMode.PESSIMISTIC_READ })).map(({ id }) => id),
    missing: missingWords.schedules,
  },
  secrets: {
    there: async (em, names) =>
      (await em.find(Secret, { name: { $in: [...names] } }, { lockMode: LockMode.PESSIMISTIC_READ })).map(
        ({ name }) => name,
      ),
    missing: missingWords.secrets,
  },
  // one that was gone before was found by the kind's own check, at its field
  tags: {
    there: async (em, ids) =>
      (await em.find(Tag, { id: { $in: [...ids] } }, { lockMode: LockMode.PESSIMISTIC_READ })).map(({ id }) => id),
    missing: 'A tag that is asked for here was removed. Choose another.',
  },
}

interface Thing {
  /** Finds them and keeps anybody from deleting them until the transaction is over. */
  there(em: EntityManager, ids: readonly string[]): Promise<readonly string[]>
  readonly missing: string
}

/** An error for each thing that a node of a plan names and that is not there any more. */
export async function missingUses(em: EntityManager, { steps }: Plan): Promise<readonly Issue[]> {
  const nodes = Object.values(steps).map(({ id, kind, config }) => ({
    id,
    config,
    uses: usesOf({ kind, config: { ...recordOf(config) } }),
  }))
  const issues: Issue[] = []
  for (const [what, { there, missing }] of Object.entries(things) as [Used, Thing][]) {
    const named = [...new Set(nodes.flatMap(({ uses }) => uses[what]))]
    if (named.length === 0) continue
    const found = new Set(await there(em, named))
    for (const { id, config, uses } of nodes)
      for (const one of uses[what])
        if (!found.has(one)) issues.push({ node: id, field: placeOf(config, one), severity: 'error', message: missing })
  }
  return issues
}
