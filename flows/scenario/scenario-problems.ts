import type { FlowProblem } from '../language/flow.ts'
import type { Plan } from '../language/plan.ts'
import { usesOfPlan } from '../language/uses.ts'
import { memberOf, type Scenario } from './scenario-file.ts'

/** What a scenario says of a plan that is not there, and what it would have to say. */
export function scenarioProblems({ expects, schedules, people }: Scenario, plan: Plan): readonly FlowProblem[] {
  const uses = usesOfPlan(plan)
  const members = new Set(people.map(memberOf))
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
    ...uses.members
      .filter((member) => !members.has(member))
      .map((member) => ({
        path: 'people',
        message: `The flow names ${member}. Say who that is, as in {"name": "Ana", "member": "${member}"}.`,
      })),
    ...uses.schedules
      .filter((schedule) => !Object.hasOwn(schedules, schedule))
      .map((schedule) => ({
        path: 'schedules',
        message: `The flow goes by the shared hours ${schedule}. Say here what they are.`,
      })),
    ...(uses.flows.length > 0
      ? [
          {
            path: '',
            message: 'The flow leads to other flows, and a file has only one. Rehearse each of them by itself.',
          },
        ]
      : []),
  ]
}
