import type { RouterContextProvider } from 'react-router'
import { z } from 'zod'
import { deedContext } from '../shared/deed-context.server.ts'
import { createFlow, createFlowInput } from './create-flow.server.ts'
import { renameFlow, renameFlowInput } from './rename-flow.server.ts'

const input = z.discriminatedUnion('deed', [createFlowInput.extend({ deed: z.literal('create') }), renameFlowInput.extend({ deed: z.literal('rename') })], 'Say what to do with the flow.')

/** `open`: the flow to go to. */
export type ChangedFlows = { readonly ok: true; readonly open: string | null } | { readonly ok: false; readonly status: number; readonly why: string }

/** What the forms of the list ask for. */
export async function changeFlows(context: Readonly<RouterContextProvider>, form: FormData): Promise<ChangedFlows> {
  const deed = deedContext(context, 'flows.edit')
  const read = input.safeParse(Object.fromEntries(form))
  if (!read.success) return { ok: false, status: 400, why: read.error.issues.map(({ message }) => message).join(' ') }
  if (read.data.deed === 'create') {
    const { deed: _deed, ...wish } = read.data
    const made = await createFlow(deed, wish)
    return made.ok ? { ok: true, open: made.flow } : { ok: false, status: made.problem.status, why: `${made.problem.title} ${made.problem.fix}` }
  }
  const { deed: _deed, ...wish } = read.data
  const renamed = await renameFlow(deed, wish)
  return renamed.ok ? { ok: true, open: null } : { ok: false, status: renamed.problem.status, why: `${renamed.problem.title} ${renamed.problem.fix}` }
}
