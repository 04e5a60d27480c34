import { z } from 'zod'
import { wayBetween, wayRoundWords, type FlowsAround } from '../../language/known-flows.ts'
import { defineNode } from '../../language/node.ts'

/** Lets a call go through another flow. */
export const goToFlow = defineNode({
  kind: 'go-to-flow',
  label: 'Go to flow',
  help: 'Lets the call go through another flow. The call comes back only where that flow leaves “After the talk”, “Resolved” or a voicemail’s exits open. Other exits must lead somewhere in that flow.',
  icon: 'ArrowRightSquare',
  group: 'ways',
  config: z.strictObject({
    flow: z.string('Choose a flow.').min(1, 'Choose a flow.').max(64, 'Choose a flow from the list.').meta({
      label: 'Flow',
      help: 'It must be published. Its own “Incoming call” does nothing here, but what it says is spoken in its language.',
      widget: 'flow',
    }),
    version: z
      .int('Write the number of a version, as in 3.')
      .min(1, 'Versions begin with 1.')
      .max(1_000_000, 'There is no such version.')
      .optional()
      .meta({
        label: 'Version',
        help: 'Leave it empty for what is published when the call comes in. With a number, that flow may change and calls from here do not.',
        widget: 'count',
        absent: 'The newest',
      }),
  }),
  exits: [{ name: 'next', words: 'Back from there' }],
  outage: 'next',
  example: { flow: '0197a000-0000-7000-8000-000000000001', version: 3 },
  uses: ({ flow }) => ({ flows: flow ? [flow] : [] }),
  summary: ({ flow, version }, nameOf) =>
    `${nameOf ? nameOf(flow, 'A flow that is gone') : 'Another flow'}, ${version === undefined ? 'newest version' : `version ${version}`}`,
  check: ({ flow, version }, { flows }) =>
    (flows ? troublesOf({ flow, version }, flows) : []).map((issue) => ({ ...issue, severity: 'error' })),
})
export type GoToFlow = typeof goToFlow

function troublesOf(
  { flow, version }: { readonly flow: string; readonly version: number | undefined },
  { own, all }: FlowsAround,
): readonly { readonly field: string; readonly message: string }[] {
  const target = all.find(({ id }) => id === flow)
  if (!target) return [{ field: 'flow', message: 'This flow does not exist any more. Choose another one.' }]
  const way = version === undefined || flow === own ? wayBetween(all, flow, own) : null
  const nameOf = (id: string): string => all.find((other) => other.id === id)?.name ?? id
  if (way) return [{ field: 'flow', message: wayRoundWords([own, ...way].map(nameOf)) }]
  if (target.newest === null)
    return [
      {
        field: 'flow',
        message: `“${target.name}” was never published. Publish it first: calls go through published flows.`,
      },
    ]
  return version !== undefined && version > target.newest
    ? [{ field: 'version', message: `“${target.name}” has no version ${version} yet: its newest is ${target.newest}.` }]
    : []
}
