import { inflateRawSync } from 'node:zlib'

/**
 * One file out of a zip archive held in memory. Reads the central directory, as the format demands; knows stored and
 * deflated entries, no zip64 and no encryption, which neither Temporal's archives nor Python's wheels use.
 * @param wanted the entry's whole name, or the end of it after a slash.
 */
export function unzip(archive: Buffer, wanted: string): Buffer {
  const end = archive.lastIndexOf(endOfDirectory)
  if (end < 0) throw new Error('the archive is no zip file, or it is cut short')
  const entries = archive.readUInt16LE(end + 10)
  let at = archive.readUInt32LE(end + 16)
  for (let entry = 0; entry < entries; entry++) {
    if (archive.readUInt32LE(at) !== directoryEntry) break
    const nameLength = archive.readUInt16LE(at + 28)
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength)
    if (name === wanted || name.endsWith(`/${wanted}`)) return contentOf(archive, at)
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  throw new Error(`the archive holds no ${wanted}`)
}

const endOfDirectory = Buffer.from([0x50, 0x4b, 0x05, 0x06])
const directoryEntry = 0x02014b50

function contentOf(archive: Buffer, entry: number): Buffer {
  const method = archive.readUInt16LE(entry + 10)
  const packed = archive.readUInt32LE(entry + 20)
  const size = archive.readUInt32LE(entry + 24)
  const local = archive.readUInt32LE(entry + 42)
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
  const bytes = archive.subarray(start, start + packed)
  const content = method === 8 ? inflateRawSync(bytes) : method === 0 ? bytes : undefined
  if (content === undefined) throw new Error(`the archive is packed by a method (${method}) that is not known here`)
  if (content.length !== size) throw new Error('the archive is damaged: an entry has not the length it claims')
  return content
}
