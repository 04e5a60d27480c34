import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inheritedVariables, projectRoot } from '../../env.ts'
import { outputOf, programOf } from '../../program-of.ts'
import { exampleFile } from '../../settings.ts'

/** Something that can be wrong with the tree without any test failing. */
export interface Check {
  readonly name: string
  /** @throws Error whose message shows what is wrong. */
  readonly run: () => Promise<void>
}

/** How many checks held. */
export interface Tally {
  readonly passed: number
  readonly failed: number
}

/** Runs all checks one after another, with a line for each; a failing one shows its output. */
export async function runChecks(say: (line: string) => void): Promise<Tally> {
  let failed = 0
  for (const check of checks) {
    const began = Date.now()
    const took = () => `${((Date.now() - began) / 1000).toFixed(1)} s`
    try {
      await check.run()
      say(`✓ ${check.name} (${took()})`)
    } catch (error) {
      failed += 1
      say(`✗ ${check.name} (${took()})\n${indented(outputOf(error))}`)
    }
  }
  return { passed: checks.length - failed, failed }
}

const folders = ['flows', 'workflows', 'activities', 'infra', 'apps', 'test']

const checks: readonly Check[] = [
  { name: 'the lock holds every package', run: () => node('infra/tools/complete-lock.js', '--check') },
  { name: '.env.example is fresh', run: exampleIsFresh },
  { name: 'docs is fresh (npm run docs)', run: () => node('infra/tools/node-docs.ts', '--check') },
  { name: 'route types (react-router typegen)', run: () => node(programOf('@react-router/dev'), 'typegen') },
  { name: 'types (tsc)', run: () => node(programOf('typescript', 'tsc'), '--noEmit', '-p', '.') },
  {
    name: 'lines (oxlint)',
    run: () => node(programOf('oxlint', 'oxlint'), '-c', 'infra/tools/checks/oxlint.json', '--format', 'unix'),
  },
  {
    name: 'layout (oxfmt; npm run format mends it)',
    run: () => node(programOf('oxfmt'), '--check'),
  },
  {
    name: 'import rules (dependency-cruiser)',
    run: () =>
      node(
        programOf('dependency-cruiser', 'depcruise'),
        '--config',
        'infra/tools/checks/boundaries.mjs',
        '--output-type',
        'err',
        ...folders,
      ),
  },
  {
    name: 'nothing unused (knip)',
    run: () => node(programOf('knip', 'knip'), '--config', 'infra/tools/checks/knip.json', '--no-progress'),
  },
]

async function node(...command: readonly string[]): Promise<void> {
  await run(process.execPath, command, {
    cwd: projectRoot,
    env: { ...inheritedVariables(), FORCE_COLOR: '0' },
    maxBuffer: 32e6,
  })
}
const run = promisify(execFile)

async function exampleIsFresh(): Promise<void> {
  const kept = await readFile(join(projectRoot, '.env.example'), 'utf8')
  if (kept !== exampleFile())
    throw new Error('.env.example differs from infra/settings.ts: run `node infra/env.ts --example > .env.example`.')
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '    ')
}
