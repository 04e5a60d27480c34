import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'
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
 * Bundles `workflows/index.ts`. Its source map names places without repeating the sources, which
 * would be more than half of the bundle.
 */
export async function bundleWorkflows(): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(projectRoot, 'workflows', 'index.ts'),
    logger: new DefaultLogger('WARN'),
    webpackConfigHook: (config) => ({ ...config, devtool: 'inline-nosources-source-map' }),
  })
  return code
}

/** What the workflows are made of, as an id: whatever has the same one replays alike, on whichever machine it was bundled. */
export const workflowBuildId = stateOfSources

async function stateOfSources(): Promise<string> {
  const hash = createHash('sha256')
  for (const folder of ['flows', 'workflows']) {
    const files = (await readdir(join(projectRoot, folder), { recursive: true })).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    for (const file of files.toSorted()) hash.update(file).update(await readFile(join(projectRoot, folder, file)))
  }
  hash.update(await readFile(join(projectRoot, 'package-lock.json')))
  return hash.digest('hex').slice(0, 16)
}
