import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from './env.ts'

const manifest = z.object({ bin: z.union([z.string(), z.record(z.string(), z.string())]) })

/**
 * The file of a package's program, to be run with our own Node (`process.execPath`): what lies in .bin would pick the
 * Node on PATH. `name` is needed where a package has several programs.
 */
export function programOf(packageName: string, name?: string): string {
  const folder = join(projectRoot, 'node_modules', packageName)
  const { bin } = manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
  const file = typeof bin === 'string' ? bin : name === undefined ? Object.values(bin)[0] : bin[name]
  if (file === undefined) throw new Error(`${packageName} has no program ${name ?? ''}`)
  return join(folder, file)
}

/** What a program wrote that execFile reports as failed; the error itself if it wrote nothing. */
export function outputOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const stdout = 'stdout' in error ? String(error.stdout) : ''
  const stderr = 'stderr' in error ? String(error.stderr) : ''
  return `${stdout}${stderr}`.trim() || error.message
}
