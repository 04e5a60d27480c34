import { gunzipSync } from 'node:zlib'

/** One file out of a .tar.gz held in memory. @param wanted the entry's whole name, or the end of it after a slash. */
export function untar(archive: Buffer, wanted: string): Buffer {
  const tar = gunzipSync(archive)
  for (let at = 0; at + block <= tar.length;) {
    const name = text(tar, at, 100)
    if (name === '') break // two empty blocks end the archive
    const size = Number.parseInt(text(tar, at + 124, 12), 8)
    const content = tar.subarray(at + block, at + block + size)
    if (name === wanted || name.endsWith(`/${wanted}`)) return content
    at += block + Math.ceil(size / block) * block
  }
  throw new Error(`the archive holds no ${wanted}`)
}

const block = 512

function text(tar: Buffer, start: number, length: number): string {
  const field = tar.toString('latin1', start, start + length)
  const end = field.indexOf('\0')
  return (end < 0 ? field : field.slice(0, end)).trim()
}
