import { createHash } from 'node:crypto'
import type { Wheel } from './tools.ts'

/** The archive, if it is the one that was pinned. @throws WrongContent otherwise. */
export function verified(archive: Buffer, wheel: Wheel): Buffer {
  const found = createHash('sha256').update(archive).digest('hex')
  if (found !== wheel.sha256)
    throw new WrongContent(`${wheel.file} was refused: its SHA-256 is ${found}, not the expected ${wheel.sha256}`)
  return archive
}

/** A downloaded file is not what was pinned; another way of downloading would not make it right. */
export class WrongContent extends Error {}
