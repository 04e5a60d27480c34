import type { FlowProblem } from '../language/flow.ts'
import type { Plan } from '../language/plan.ts'
import { leadsTo } from '../language/link.ts'
import type { Scenario } from './scenario-file.ts'

/** What a scenario says of a plan that is not there, and what it would have to say. */
export function scenarioProblems({ expects, schedules }: Scenario, plan: Plan): readonly FlowProblem[] {
  const used = Object.values(plan.steps).flatMap(({ id, kind, config }) => {
    const { hours } = config as { readonly hours?: { readonly schedule?: string } } // of a plan, so as its schema says
    return kind === 'business-hours' && hours?.schedule !== undefined ? [{ id, schedule: hours.schedule }] : []
  })
  return [
    ...(expects.way ?? []).flatMap((written, at) => {
      const [node = '', exit] = written.split('.')
      const known = plan.steps[node]
      if (known && (exit === undefined || exit in known.exits)) return []
      const message = known
        ? `“${node}” has no exit “${exit}”. It has ${Object.keys(known.exits).join(', ') || 'none'}.`
        : `The flow has no node “${node}”. It has ${Object.keys(plan.steps).join(', ')}.`
      return [{ path: `expects.way[${at}]`, message }]
    }),
    ...used
      .filter(({ schedule }) => !Object.hasOwn(schedules, schedule))
      .map(({ id, schedule }) => ({
        path: 'schedules',
        message: `“${id}” goes by the shared hours ${schedule}. Say here what they are.`,
      })),
    ...(leadsTo(plan).length > 0
      ? [
          {
            path: '',
            message: 'The flow leads to other flows, and a file has only one. Rehearse each of them by itself.',
          },
        ]
      : []),
  ]
}
