import { readdirSync, readFileSync } from 'node:fs'
import { compile } from '#flows/language/compile.ts'
import { readFlow, type Flow } from '#flows/language/flow.ts'
import type { Plan } from '#flows/language/plan.ts'
import { unmetExpectations } from '#flows/scenario/expectations.ts'
import { playScenario } from '#flows/scenario/play-scenario.ts'
import { readScenario, type Scenario } from '#flows/scenario/scenario-file.ts'
import { scenarioAround } from '#infra/tools/flow/scenario-around.ts'
import type { Setting, Stage } from './stage.ts'

/** A scenario's file of a template, with the flow on which it is played. */
export interface TemplateScenario {
  readonly title: string
  readonly flow: Flow
  readonly plan: Plan
  readonly scenario: Scenario
}

/** Those of all templates that every driver can play: none can say how many calls came in before. */
export function templateScenarios(): readonly TemplateScenario[] {
  const folder = new URL('../../flows/examples/', import.meta.url)
  const templates = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const all = templates.flatMap(({ name }) => {
    const { flow, plan } = flowAt(new URL(`${name}/flow.json`, folder))
    return readdirSync(new URL(`${name}/scenarios/`, folder)).map((file) => {
      const read = readScenario(JSON.parse(readFileSync(new URL(`${name}/scenarios/${file}`, folder), 'utf8')))
      if (!read.ok) throw new Error(`${name}/${file}: ${JSON.stringify(read.problems)}`)
      return { title: `${name}: ${read.scenario.title}`, flow, plan, scenario: read.scenario }
    })
  })
  return all.filter(({ scenario }) => scenario.earlierCalls === 0)
}

/** What a driver's stage is made with for it. */
export function settingOf({ flow, scenario }: TemplateScenario): Setting {
  const others = scenario.people.map(({ name }) => name).filter((name) => !USUAL.includes(name))
  const { schedules, mode, assistant } = scenario
  return { flow, others, world: {}, knows: { ...scenarioAround, schedules, mode }, assistant }
}

/** Plays it on a driver's stage. @returns what did not come as expected. */
export async function playTemplate({ plan, scenario }: TemplateScenario, stage: Stage): Promise<readonly string[]> {
  await setUp(scenario, stage)
  const played = await playScenario(scenario, stage)
  return [...unmetExpectations(scenario, plan, played), ...(await stage.clearUp())]
}

async function setUp({ people, caller, services }: Scenario, { office, outside }: Stage): Promise<void> {
  const names = people.map(({ name }) => name)
  for (const name of USUAL.filter((one) => !names.includes(one))) await office.losesPhoneOf(name)
  await office.reorders(names)
  for (const { name, noPhone, switchedOff } of people) {
    if (noPhone) await office.losesPhoneOf(name)
    if (switchedOff) await office.switches(name, false)
  }
  if (services.length > 0) await outside.answers(services.map((one) => ({ ...one, after: one.after * 1000 })))
  if (caller.number === null) return
  const { number, name, tags, vip, blocked, calledBefore, wantsNoTexts } = caller
  await office.knows(number, { name, tags, vip, blocked, calledBefore })
  if (wantsNoTexts) await outside.optsOut(number)
}

function flowAt(file: URL): { readonly flow: Flow; readonly plan: Plan } {
  const read = readFlow(readFileSync(file, 'utf8'))
  const compiled = read.ok && compile(read.flow, { people: null })
  if (!read.ok || !compiled || !compiled.ok) throw new Error(`${file.pathname} is no flow that can be published`)
  return { flow: read.flow, plan: compiled.plan }
}

/** Who is in the office of every driver. */
const USUAL = ['Ana', 'Ben', 'Cy']
