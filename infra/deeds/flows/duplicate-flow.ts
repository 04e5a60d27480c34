import { z } from 'zod'
import { readFlow } from '#flows/language/flow.ts'
import { Flow } from '../../db/flow/flow.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'
import { makeFlow } from './write-draft.ts'

/** Makes a new flow from another one's draft. It answers no calls until it is published and chosen for a number. */
export const duplicateFlow = deed({
  permission: 'flows.edit',
  input: z.strictObject({ flow: z.guid() }),
  records: ['flow.made'],
  taken: async () => refused('flow-name-taken'),
  async act(em, by, { flow: id }) {
    const flow = await em.findOne(Flow, { id, deletedAt: null })
    if (!flow) return refused('flow-not-found', { flow: id })
    const read = readFlow(flow.draft)
    if (!read.ok) return refused('flow-unreadable', { problems: read.problems })
    const taken = new Set((await em.find(Flow, { deletedAt: null }, { fields: ['name'] })).map(({ name }) => name))
    const document = { ...read.flow, name: nameOfCopy(flow.name, taken) }
    return makeFlow(em, by, { document, copyOf: flow.name })
  },
})

/** "Sales copy", "Sales copy 2": the first that no flow has. */
export function nameOfCopy(name: string, taken: ReadonlySet<string>): string {
  const [, base = name] = /^(.*?) copy(?: \d+)?$/s.exec(name) ?? []
  for (let count = 1; ; count += 1) {
    const ending = count === 1 ? ' copy' : ` copy ${count}`
    const copy = base.slice(0, LONGEST - ending.length).toWellFormed() + ending
    if (!taken.has(copy)) return copy
  }
}

/** Characters of a flow's name. */
const LONGEST = 80
