import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { inOneLine } from '#flows/story/one-line.ts'
import type { Letter } from './mailer.ts'

const kept = z.object({ id: z.string(), at: z.number(), to: z.string(), subject: z.string(), text: z.string() })

/** A letter of the demo, kept instead of sent. `at` is in milliseconds since 1970. */
export type KeptLetter = Readonly<z.output<typeof kept>>

/** Nobody reads more than that in a demo. */
const MOST = 100

/** Keeps a letter in the folder, in a file that only its owner reads, and forgets the oldest ones. */
export async function keepLetter(folder: string, { to, subject, text }: Letter): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const at = Date.now()
  const id = `${String(at).padStart(15, '0')}-${randomUUID()}`
  const file = join(folder, `${id}.json`)
  await writeFile(
    `${file}.part`,
    JSON.stringify({ id, at, to, subject: inOneLine(subject), text } satisfies KeptLetter),
    { mode: 0o600 },
  )
  await rename(`${file}.part`, file)
  for (const old of (await namesIn(folder)).slice(MOST)) await rm(join(folder, old), { force: true })
}

/** The letters of the folder, newest first. */
export async function keptLetters(folder: string): Promise<readonly KeptLetter[]> {
  const read = async (name: string) => kept.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))
  return Promise.all((await namesIn(folder)).slice(0, MOST).map(read))
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .toReversed()
}
