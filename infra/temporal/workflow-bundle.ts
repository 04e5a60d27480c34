import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleWorkflowCode, DefaultLogger, type BundleOptions } from '@temporalio/worker'
import { projectRoot } from '../env.ts'

/**
 * The workflows as one file for the worker, made once for each state of their sources, so that a
 * worker that dies is back in a moment.
 * @returns the path of the file, in `build/worker`.
 */
export async function workflowBundle(): Promise<string> {
  const folder = join(projectRoot, 'build', 'worker')
  const file = join(folder, `workflows-${await stateOfSources()}.js`)
  if (existsSync(file)) return file
  const code = await bundleWorkflows()
  await mkdir(folder, { recursive: true })
  await writeFile(`${file}.${process.pid}.part`, code)
  await rename(`${file}.${process.pid}.part`, file)
  return file
}

/**
 * Bundles `workflows/index.ts`, or another file of workflows. Its source map names places without repeating the sources, which
 * would be more than half of the bundle.
 */
export async function bundleWorkflows(workflowsPath = join(projectRoot, 'workflows', 'index.ts')): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    logger: new DefaultLogger('WARN'),
    webpackConfigHook: (config) => ({ ...inTodaysJavaScript(config), devtool: 'inline-nosources-source-map' }),
  })
  return code
}

type Bundling = Parameters<NonNullable<BundleOptions['webpackConfigHook']>>[0]

/**
 * The SDK has TypeScript translated for engines of 2017, in which a private field is a look-up in a WeakMap, and each module
 * has helpers of its own for it: more time and more memory for each call. Node knows fields.
 * @throws Error when the SDK translates in another way
 */
function inTodaysJavaScript(config: Bundling): Bundling {
  let found = 0
  for (const rule of config.module?.rules ?? []) {
    const use = typeof rule === 'object' && rule ? rule.use : null
    if (typeof use !== 'object' || !use || !('options' in use) || typeof use.options !== 'object') continue
    const jsc: unknown = use.options['jsc']
    if (typeof jsc !== 'object' || jsc === null || !('target' in jsc)) continue
    use.options['jsc'] = { ...jsc, target: 'es2022' }
    found += 1
  }
  if (found !== 1) throw new Error('the SDK no longer bundles by one swc rule: see infra/temporal/workflow-bundle.ts')
  return config
}

/** What the workflows are made of, as an id: whatever has the same one replays alike, on whichever machine it was bundled. */
export const workflowBuildId = stateOfSources

async function stateOfSources(): Promise<string> {
  const hash = createHash('sha256')
  for (const folder of ['flows', 'workflows']) {
    const files = (await readdir(join(projectRoot, folder), { recursive: true })).filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
    )
    for (const file of files.toSorted()) hash.update(file).update(await readFile(join(projectRoot, folder, file)))
  }
  // how they are bundled, with what, and into what
  hash.update(await readFile(join(projectRoot, 'package-lock.json'))).update(await readFile(import.meta.filename))
  return hash.digest('hex').slice(0, 16)
}
