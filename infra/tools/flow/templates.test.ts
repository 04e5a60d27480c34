import { readdirSync, readFileSync } from 'node:fs'
import Ajv2020 from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { compile } from '#flows/language/compile.ts'
import { readFlow, type Flow } from '#flows/language/flow.ts'
import type { Plan } from '#flows/language/plan.ts'
import { unmetExpectations } from '#flows/scenario/expectations.ts'
import { playScenario } from '#flows/scenario/play-scenario.ts'
import { RehearsalStage } from '#flows/scenario/rehearsal-stage.ts'
import { readScenario, scenarioSchema, type Scenario } from '#flows/scenario/scenario-file.ts'
import { scenarioProblems } from '#flows/scenario/scenario-problems.ts'
import { scenarioAround } from './scenario-around.ts'

const folder = new URL('../../../flows/examples/', import.meta.url)
const templates = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

/** Exits whose cut no scenario notices: nobody there, a second way to the same place, or something that fails. Every other one is missed at once. */
const UNNOTICED: Readonly<Record<string, readonly string[]>> = {
  'ai-after-hours': [
    'hours.holiday',
    'team.declined',
    'team.nobody',
    'night.failed',
    'night.limit-reached',
    'on-call.nobody',
  ],
  'ai-front-desk': ['desk.failed', 'desk.limit-reached', 'team.declined', 'team.nobody'],
  'callback-line': ['number.invalid', 'about.failed', 'confirm.failed'],
  clinic: [
    'hours.holiday',
    'menu.invalid',
    'menu.no-input',
    'desk.declined',
    'desk.nobody',
    'closed-menu.invalid',
    'closed-menu.no-input',
    'on-call.nobody',
  ],
  'holiday-closing': ['hours.closed', 'team.declined', 'team.nobody', 'text.failed'],
  'law-firm': [
    'menu.invalid',
    'menu.no-input',
    'matter.invalid',
    'matter.no-input',
    'direct.nobody',
    'office.declined',
    'office.nobody',
  ],
  'on-call-rota': ['rota.nobody', 'backup.nobody'],
  restaurant: ['hours.holiday', 'menu.invalid', 'menu.no-input', 'table.declined', 'table.nobody'],
  'sales-chain': ['team.nobody', 'confirm.blocked', 'confirm.failed'],
  solo: ['me.nobody', 'sorry.blocked', 'sorry.failed'],
  'support-hours': ['hours.holiday', 'team.declined', 'team.nobody'],
  'two-languages': ['menu.invalid', 'english-team.declined', 'english-team.nobody', 'spanish-team.nobody'],
}

test('there are twelve to begin with', () => {
  expect(templates).toHaveLength(12)
})

test('every scenario’s file is as the schema in docs says', () => {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(scenarioSchema())
  for (const { name, json } of templates.flatMap((template) => filesOf(template)))
    expect([name, validate(json), validate.errors]).toEqual([name, true, null])
  expect(validate({ format: 1 })).toBe(false)
})

describe.each(templates)('%s', (name) => {
  const flow = flowOf(name)
  const plan = planOf(flow)
  const scenarios = scenariosOf(name)

  test('has three scenarios or more, which speak of what is there', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(3)
    expect(scenarios.flatMap((scenario) => scenarioProblems(scenario, plan))).toEqual([])
  })

  test.each(scenarios)('goes as expected: $title', async (scenario) => {
    expect(await unmet(plan, scenario)).toEqual([])
  })

  test('has no main exit whose cut no scenario notices', async () => {
    const unnoticed: string[] = []
    for (const { from, exit } of flow.edges)
      if (!(await isNoticed(cut(plan, from, exit), scenarios))) unnoticed.push(`${from}.${exit}`)
    expect(unnoticed.filter((one) => mainExits(flow, plan).includes(one))).toEqual([])
    expect(unnoticed).toEqual(UNNOTICED[name] ?? [])
  })
})

/** Of each node the first exit that leads on, where calls go when it does what it is for; and all that a caller chooses or is known by. */
function mainExits({ nodes }: Flow, { steps }: Plan): readonly string[] {
  return nodes.flatMap(({ id }) => {
    const connected = Object.entries(steps[id]?.exits ?? {}).flatMap(([exit, to]) => (to === null ? [] : [exit]))
    return connected.filter((exit, at) => at === 0 || /^(?:key|match)-/.test(exit)).map((exit) => `${id}.${exit}`)
  })
}

/** The plan with nothing behind an exit. */
function cut(plan: Plan, node: string, exit: string): Plan {
  const step = plan.steps[node]
  if (!step) throw new Error(`there is no node ${node}`)
  return { ...plan, steps: { ...plan.steps, [node]: { ...step, exits: { ...step.exits, [exit]: null } } } }
}

async function isNoticed(plan: Plan, scenarios: readonly Scenario[]): Promise<boolean> {
  for (const scenario of scenarios) if ((await unmet(plan, scenario)).length > 0) return true
  return false
}

async function unmet(plan: Plan, scenario: Scenario): Promise<readonly string[]> {
  const played = await playScenario(scenario, new RehearsalStage(plan, scenario, scenarioAround))
  return unmetExpectations(scenario, plan, played)
}

function flowOf(name: string): Flow {
  const read = readFlow(readFileSync(new URL(`${name}/flow.json`, folder), 'utf8'))
  if (!read.ok) throw new Error(`${name}: ${JSON.stringify(read.problems)}`)
  return read.flow
}

function planOf(flow: Flow): Plan {
  const compiled = compile(flow, { people: null })
  if (!compiled.ok || compiled.issues.length > 0) throw new Error(`${flow.name}: ${JSON.stringify(compiled.issues)}`)
  return compiled.plan
}

function scenariosOf(name: string): readonly Scenario[] {
  return filesOf(name).map(({ name: file, json }) => {
    const read = readScenario(json)
    if (!read.ok) throw new Error(`${file}: ${JSON.stringify(read.problems)}`)
    return read.scenario
  })
}

function filesOf(template: string): readonly { readonly name: string; readonly json: unknown }[] {
  return readdirSync(new URL(`${template}/scenarios/`, folder)).map((file) => {
    const name = `${template}/scenarios/${file}`
    return { name, json: JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as unknown }
  })
}
