import type { RouterContextProvider } from 'react-router'
import { z } from 'zod'
import { isolated } from '#flows/story/isolated.ts'
import type { Refusal } from '#infra/errors.ts'
import { readSent } from '../forms/read-sent.ts'
import { deedContext } from '../access/deed-context.server.ts'
import { createFlow, createFlowInput } from './create-flow.server.ts'
import { duplicateFlow } from '#infra/deeds/flows/duplicate-flow.ts'
import { renameFlow } from '#infra/deeds/flows/rename-flow.ts'
import { setAsideFlow } from '#infra/deeds/flows/set-aside-flow.ts'

const input = z.discriminatedUnion(
  'deed',
  [
    createFlowInput.extend({ deed: z.literal('create') }),
    renameFlow.input.extend({ deed: z.literal('rename') }),
    duplicateFlow.input.extend({ deed: z.literal('duplicate') }),
    setAsideFlow.input.extend({ deed: z.literal('set-aside') }),
  ],
  'Choose what to do with the flow.',
)

/** What was done, and how it is taken back. */
export interface FlowsSaid {
  readonly says: string
  readonly undo: { readonly flow: string; readonly as: 'archive' | 'unarchive' | 'undelete' } | null
}

/** `open`: the flow to go to. */
export type ChangedFlows =
  | { readonly ok: true; readonly open: string | null; readonly said: FlowsSaid | null }
  | { readonly ok: false; readonly status: number; readonly why: string }

/** What the forms of the list ask for. */
export async function changeFlows(context: Readonly<RouterContextProvider>, form: FormData): Promise<ChangedFlows> {
  const by = deedContext(context, 'flows.edit')
  const read = readSent(input, Object.fromEntries(form))
  if (!read.ok) return { ok: false, status: 400, why: read.why.join(' ') }
  const data = read.input
  switch (data.deed) {
    case 'create': {
      const { deed: _deed, ...wish } = data
      const made = await createFlow(by, wish)
      return made.ok ? { ok: true, open: made.flow, said: null } : why(made)
    }
    case 'rename': {
      const { deed: _deed, ...wish } = data
      const renamed = await renameFlow(by, wish)
      return renamed.ok ? { ok: true, open: null, said: null } : why(renamed)
    }
    case 'duplicate': {
      const made = await duplicateFlow(by, { flow: data.flow })
      return made.ok ? { ok: true, open: made.flow, said: null } : why(made)
    }
    case 'set-aside': {
      const done = await setAsideFlow(by, { flow: data.flow, as: data.as })
      return done.ok
        ? {
            ok: true,
            open: null,
            said: { says: `${isolated(done.name)} ${became[data.as]}`, undo: done.unrecorded ? null : undoOf(data) },
          }
        : why(done)
    }
  }
}

const became = {
  archive: 'is archived.',
  unarchive: 'is back in the list.',
  delete: 'is deleted.',
  undelete: 'is back among the archived flows.',
} as const
const undone = { archive: 'unarchive', unarchive: 'archive', delete: 'undelete', undelete: null } as const

function undoOf({ flow, as }: z.output<typeof setAsideFlow.input>): FlowsSaid['undo'] {
  const back = undone[as]
  return back === null ? null : { flow, as: back }
}

function why({ problem }: Refusal): Extract<ChangedFlows, { readonly ok: false }> {
  return { ok: false, status: problem.status, why: `${problem.title} ${problem.fix}` }
}
