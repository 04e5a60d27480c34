import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { compile } from '#flows/language/compile.ts'
import type { FlowProblem } from '#flows/language/flow.ts'
import type { Plan } from '#flows/language/plan.ts'
import { turnsOf, unmetExpectations } from '#flows/scenario/expectations.ts'
import { playScenario, type Played } from '#flows/scenario/play-scenario.ts'
import { RehearsalStage } from '#flows/scenario/rehearsal-stage.ts'
import { readScenario, type Scenario } from '#flows/scenario/scenario-file.ts'
import { scenarioProblems } from '#flows/scenario/scenario-problems.ts'
import { wayTaken } from '#flows/scenario/way-taken.ts'
import { story } from '#flows/story/story.ts'
import { readText } from './file-text.ts'
import { checked, line, loaded, USAGE, type Came } from './run-command.ts'
import { scenarioAround } from './scenario-around.ts'

/**
 * Plays a scenario's file on a flow's. Exit codes: 0 everything came as expected, 1 something did not, 2 one of the files cannot be used.
 * @param args as the command line has them. @param read a file's text; it throws when there is none.
 */
export async function rehearse(
  args: readonly string[],
  read: (file: string) => string = (file) => readFileSync(file, 'utf8'),
): Promise<Came> {
  let asked: ReturnType<typeof parsed>
  try {
    asked = parsed(args)
  } catch (error) {
    return { out: '', error: `${error instanceof Error ? error.message : String(error)}\n${USAGE}`, code: 2 }
  }
  const { flowFile, scenarioFile, json } = asked
  if (flowFile === undefined || scenarioFile === undefined) return { out: '', error: USAGE, code: 2 }
  const found = loaded(flowFile, read)
  const compiled = found.flow && compile(found.flow, { people: null })
  if (!compiled?.ok) return { ...checked([found], json), code: 2 }
  const scenario = readScenarioFile(scenarioFile, read)
  if (!scenario.ok) return unusable(scenarioFile, scenario.problems, json)
  const problems = scenarioProblems(scenario.scenario, compiled.plan)
  if (problems.length > 0) return unusable(scenarioFile, problems, json)
  return played(scenarioFile, { plan: compiled.plan, scenario: scenario.scenario, json })
}

function parsed(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean', default: false }, scenario: { type: 'string' } },
    allowPositionals: true,
  })
  const [, flowFile, ...more] = positionals
  if (more.length > 0) throw new Error('One flow is rehearsed at a time.')
  return { json: values.json, flowFile, scenarioFile: values.scenario }
}

function readScenarioFile(file: string, read: (file: string) => string): ReturnType<typeof readScenario> {
  try {
    const content = readText(read(file))
    return content.ok ? readScenario(content.json) : { ok: false, problems: [{ path: '', message: content.why }] }
  } catch (error) {
    const message = `It cannot be read: ${error instanceof Error ? error.message : String(error)}`
    return { ok: false, problems: [{ path: '', message }] }
  }
}

function unusable(file: string, problems: readonly FlowProblem[], json: boolean): Came {
  const words = problems.map(({ path, message }) => `${file}: ${path === '' ? '' : `${path}: `}${message}\n`)
  return { out: json ? line({ ok: false, problems }) : words.join(''), error: '', code: 2 }
}

async function played(
  file: string,
  { plan, scenario, json }: { readonly plan: Plan; readonly scenario: Scenario; readonly json: boolean },
): Promise<Came> {
  const stage = new RehearsalStage(plan, scenario, scenarioAround)
  const happened = await playScenario(scenario, stage)
  const unmet = unmetExpectations(scenario, plan, happened)
  const code = unmet.length === 0 ? 0 : 1
  if (json)
    return {
      out: line({ ok: code === 0, title: scenario.title, unmet, call: callOf({ plan, scenario, happened }) }),
      error: '',
      code,
    }
  if (code === 0) return { out: `${file}: “${scenario.title}” goes as expected.\n`, error: '', code }
  const told = unmet.map((sentence) => `${file}: ${sentence}\n`)
  return { out: `${told.join('')}\nWhat happened:\n${stage.timeline()}\n`, error: '', code }
}

function callOf({
  plan,
  scenario,
  happened,
}: {
  readonly plan: Plan
  readonly scenario: Scenario
  readonly happened: Played
}): object {
  return {
    outcome: happened.outcome,
    rings: turnsOf(scenario, happened),
    way: wayTaken(plan, happened.events).map(({ node, exits }) => ({ node, exits })),
    hears: happened.heard,
    voicemails: happened.recordings,
    story: story(happened.events).map(({ text }) => text),
  }
}
