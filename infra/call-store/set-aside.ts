import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A file of the disk queue that cannot be brought to the database, and why. */
export interface SetAside {
  /** Its name in the folder of what was set aside. */
  readonly file: string
  /** In a sentence. */
  readonly reason: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** The folder, inside the queue's, for files that nobody can take over. */
export function setAsideFolder(queue: string): string {
  return join(queue, 'set-aside')
}

/** Moves a file of the queue out of the way and writes the reason beside it, so that a person can look. A file that has gone meanwhile is left alone. */
export async function setAside(queue: string, file: string, reason: string): Promise<void> {
  const folder = setAsideFolder(queue)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const place = join(folder, `${Date.now()}-${file}`)
  try {
    await rename(join(queue, file), place)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return
    throw error
  }
  await writeFile(`${place}${REASON}`, `${reason}\n`, { mode: 0o600 })
}

/** What was set aside so far, the oldest first. */
export async function listSetAside(queue: string): Promise<readonly SetAside[]> {
  const folder = setAsideFolder(queue)
  const names = await readdir(folder).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return []
    throw error
  })
  const files = names.filter((name) => !name.endsWith(REASON)).toSorted()
  return await Promise.all(
    files.map(async (file) => {
      const place = join(folder, file)
      const reason = await readFile(`${place}${REASON}`, 'utf8').catch(() => 'nobody wrote down why')
      return { file, reason: reason.trim(), at: (await stat(place)).ctimeMs }
    }),
  )
}

/** What was set aside in one sentence for those who run the product; null when nothing was. */
export async function setAsideInWords(queue: string): Promise<string | null> {
  const aside = await listSetAside(queue)
  const [oldest] = aside
  if (!oldest) return null
  const things = aside.length === 1 ? 'One note about a call' : `${aside.length} notes about calls`
  return `${things} could not be brought to the database; the oldest: ${oldest.reason}`
}

/** What is to be done about it. */
export function mendSetAside(queue: string): string {
  const folder = setAsideFolder(queue)
  return `look at the files in ${folder}, each with its reason in a file beside it. Move one back to ${queue} without the number at its beginning to have it tried again, or delete both`
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

const REASON = '.reason.txt'
