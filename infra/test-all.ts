import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { runChecks, type Tally } from './checks/checks.ts'
import { inheritedVariables, projectRoot } from './env.ts'
import { programOf } from './program-of.ts'
import { unkeptPromises } from './promises.ts'

/** From the quick to the slow, so that most faults show early. */
const projects = ['unit', 'emulator', 'fast', 'replay', 'temporal', 'stack', 'fuzz', 'browser']

/** What we read of vitest's report. */
const reportSchema = z.object({ numPassedTests: z.number(), numFailedTests: z.number(), numTotalTests: z.number() })

/** `npm test`: everything that guards main, and one line of figures at the end. */
const say = (line: string) => console.log(line)
say('— checks')
const tallies = [await runChecks(say)]
for (const project of projects) tallies.push(await runProject(project))

const unkept = unkeptPromises()
if (unkept.length > 0) say(`\nPromises that no test names yet: ${unkept.join(', ')}`)
const sum = (count: (tally: Tally) => number) => tallies.reduce((total, tally) => total + count(tally), 0)
const failed = sum((tally) => tally.failed)
say(`\n${sum((tally) => tally.passed)} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

async function runProject(project: string): Promise<Tally> {
  say(`\n— ${project}`)
  const folder = await mkdtemp(join(tmpdir(), 'ringdown-tests-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  try {
    const code = await vitest('run', '--config', 'test/vitest.config.ts', '--project', project, ...reporters)
    return await tallyOf(project, report, code)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A file that does not load, a project without tests and an error outside of tests count as one failure each. */
async function tallyOf(project: string, report: string, code: number | null): Promise<Tally> {
  const text = await readFile(report, 'utf8').catch(() => undefined)
  if (text === undefined) return none(`The project ${project} ended (${code ?? 'killed'}) before it could report.`)
  const { numPassedTests: passed, numFailedTests: failed, numTotalTests: total } = reportSchema.parse(JSON.parse(text))
  if (total === 0) return none(`The project ${project} ran no test.`)
  if (code === 0 || failed > 0) return { passed, failed }
  say(`The project ${project} failed outside of its tests; see above.`)
  return { passed, failed: 1 }
}

function none(sentence: string): Tally {
  say(sentence)
  return { passed: 0, failed: 1 }
}

function vitest(...command: readonly string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [programOf('vitest'), ...command], { cwd: projectRoot, env: { ...inheritedVariables(), CI: 'true' }, stdio: 'inherit' })
    child.once('error', reject)
    child.once('exit', resolve)
  })
}
