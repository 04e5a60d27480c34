import { open } from 'node:fs/promises'
import { z } from 'zod'
import type { Head } from './chain.ts'
import { readEnds } from './every-organisation.ts'

/**
 * The ends of records that somebody kept elsewhere in a file: the lines that the check prints, a record that the page
 * exported as JSON, or the `end` out of one.
 * @returns organisation → where its record ended.
 * @throws Error with a sentence when the file names none.
 */
export async function keptEnds(file: string): Promise<ReadonlyMap<string, Head>> {
  const text = (await textOf(file)).replace(/^\uFEFF/, '').trim()
  const ends = text.startsWith('{') ? exportedEnd(text, file) : readEnds(text)
  if (ends.size === 0)
    throw new Error(
      `${file} names no end of a record. Keep what this command prints, or a record exported as JSON under Audit.`,
    )
  return ends
}

async function textOf(path: string): Promise<string> {
  const file = await open(path).catch((error: unknown) => {
    throw new Error(`${path} cannot be read: ${whyUnreadable(error)}.`, { cause: error })
  })
  try {
    const about = await file.stat()
    if (about.isDirectory()) throw new Error(`${path} cannot be read: it is a folder.`)
    if (about.size > LARGEST)
      throw new Error(
        `${path} has more than ${LARGEST / 1_000_000} MB. Keep only its "end", with the braces around it, in a file of its own.`,
      )
    return await file.readFile('utf8')
  } finally {
    await file.close()
  }
}

function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EACCES') return 'you may not read it'
  return error instanceof Error ? error.message : String(error)
}

/** A record of half a million deeds; in bytes. */
const LARGEST = 256_000_000

function exportedEnd(text: string, file: string): ReadonlyMap<string, Head> {
  const read = z.union([record, end]).safeParse(parsed(text, file))
  if (!read.success)
    throw new Error(
      `${file} is JSON, but neither a record exported under Audit nor the "end" of one, with its organisation, place and hash.`,
    )
  const { organisation, ...head } = read.data
  return new Map([[organisation, head]])
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`${file} begins like JSON and is none. Was it downloaded to its end?`, { cause: error })
  }
}

const head = { place: z.number().int().positive(), hash: z.string().regex(/^[0-9a-f]{64}$/) }
const end = z.object({ organisation: z.guid(), ...head })
/** Earlier versions named the organisation beside the end only. */
const record = z
  .object({ organisation: z.object({ id: z.guid() }), end: z.object(head) })
  .transform((file) => ({ organisation: file.organisation.id, ...file.end }))
