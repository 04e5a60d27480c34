import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { z } from 'zod'
import { runChecks, type Tally } from './checks/checks.ts'
import { inheritedVariables, projectRoot } from '../env.ts'
import { programOf } from '../program-of.ts'
import { unkeptPromises } from './promises.ts'

/** From the quick to the slow, so that most faults show early. */
const projects = ['unit', 'emulator', 'fast', 'replay', 'temporal', 'stack', 'fuzz', 'browser']

/** What we read of vitest's report. A file that does not load has a message of its own and no tests. */
const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numTotalTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
})

/** What failed, said once more at the end, where whoever reads only the last lines sees it. */
const failures: string[] = []

/** `npm test`: everything that guards main, and one line of figures at the end. */
const say = (line: string) => console.log(line)
say('— checks')
const tallies = [await runChecks(say)]
if (tallies[0]?.failed) failures.push('checks: see the top')
for (const project of projects) tallies.push(await runProject(project))

const unkept = unkeptPromises()
if (unkept.length > 0) say(`\nPromises that no test names yet: ${unkept.join(', ')}`)
if (failures.length > 0) say(`\nFailed:\n${failures.map((line) => `  ${line}`).join('\n')}`)
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
  const {
    numPassedTests: passed,
    numFailedTests: failed,
    numTotalTests: total,
    testResults,
  } = reportSchema.parse(JSON.parse(text))
  for (const { name, status, message, assertionResults } of testResults) {
    const file = relative(projectRoot, name)
    const broken = assertionResults.filter((test) => test.status === 'failed')
    for (const test of broken)
      failures.push(`${file} > ${test.fullName}: ${firstLines(test.failureMessages?.join('\n') ?? '')}`)
    if (status === 'failed' && broken.length === 0) failures.push(`${file}: ${firstLines(message)}`)
  }
  if (total === 0) return none(`The project ${project} ran no test.`)
  if (code === 0 || failed > 0) return { passed, failed }
  return { ...none(`The project ${project} failed outside of its tests; see above.`), passed }
}

function firstLines(text: string): string {
  return text.split('\n').slice(0, 6).join('\n    ').slice(0, 800)
}

function none(sentence: string): Tally {
  say(sentence)
  failures.push(sentence)
  return { passed: 0, failed: 1 }
}

function vitest(...command: readonly string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [programOf('vitest'), ...command], {
      cwd: projectRoot,
      env: { ...inheritedVariables(), CI: 'true' },
      stdio: 'inherit',
    })
    child.once('error', reject)
    child.once('exit', resolve)
  })
}
