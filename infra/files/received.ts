import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream, openAsBlob } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Something that came in whole. */
export interface Received {
  /** What came, on the disk: it is read as it is used. */
  readonly blob: Blob
  /** Of all of it, in hexadecimal. */
  readonly sha256: string
}

/**
 * Takes in what comes bit by bit, however long it is: it goes to a file of its own, which is gone when `use` is done.
 * @throws whatever ends the bits before their end
 */
export async function received<T>(
  folder: string,
  bits: AsyncIterable<Uint8Array>,
  use: (received: Received) => Promise<T>,
): Promise<T> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await removeLeftOver(folder)
  const path = join(folder, randomUUID())
  const hash = createHash('sha256')
  try {
    await pipeline(Readable.from(hashed(bits, hash)), createWriteStream(path, { mode: 0o600 }))
    return await use({ blob: await openAsBlob(path), sha256: hash.digest('hex') })
  } finally {
    await rm(path, { force: true })
  }
}

async function* hashed(
  bits: AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const bit of bits) {
    hash.update(bit)
    yield bit
  }
}

/** A process that was killed while receiving left its file behind. */
async function removeLeftOver(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const { mtimeMs } = (await stat(path).catch(() => null)) ?? { mtimeMs: Infinity }
    if (Date.now() - mtimeMs > NOBODY_RECEIVES) await rm(path, { force: true })
  }
}

/** Longer than anything takes. Milliseconds. */
const NOBODY_RECEIVES = 3_600_000
