import express, { type RequestHandler } from 'express'
import { z } from 'zod'

const MOST_LEVELS = 200

/**
 * Reads JSON bodies of 1 MB at most. A body that is not JSON, is nested deeper than any request needs, or has a NUL
 * in a text is an error with status 400, one that is too large an error with status 413: see {@link bodyFault}.
 * A body of another type stays unread, and is then refused for what it lacks.
 */
export function readJson(): RequestHandler {
  return express.json({
    limit: '1mb',
    verify: (_request, _response, bytes) => {
      if (isTooDeep(bytes))
        throw Object.assign(new Error(`nested deeper than ${String(MOST_LEVELS)} levels`), { status: 400 })
    },
    reviver: (name, value: unknown) => {
      if (name.includes('\0') || (typeof value === 'string' && value.includes('\0')))
        throw new SyntaxError('a text has a NUL in it')
      return value
    },
  })
}

const fault = z.object({ status: z.int().min(400).max(499), message: z.string() })

/** The client's fault that an error of Express tells of, as 400 or 413; undefined when the fault is the emulator's. */
export function bodyFault(error: unknown): { status: 400 | 413; message: string } | undefined {
  const read = fault.safeParse(error)
  return read.success ? { status: read.data.status === 413 ? 413 : 400, message: read.data.message } : undefined
}

/** Counts the brackets outside strings, before anything recursive sees the body. */
function isTooDeep(bytes: Buffer): boolean {
  let depth = 0
  let inText = false
  for (let at = 0; at < bytes.length; at += 1) {
    const character = String.fromCodePoint(bytes[at] ?? 0)
    if (inText && character === '\\') at += 1
    else if (character === '"') inText = !inText
    else if (!inText && (character === '[' || character === '{')) depth += 1
    else if (!inText && (character === ']' || character === '}')) depth -= 1
    if (depth > MOST_LEVELS) return true
  }
  return false
}
