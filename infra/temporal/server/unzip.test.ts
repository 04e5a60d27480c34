import { deflateRawSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { untar } from './untar.ts'
import { unzip } from './unzip.ts'

const text = Buffer.from('a program, '.repeat(50))

test('A deflated entry is found by the end of its name', () => {
  expect(
    unzip(aZip({ 'tool-1.data/scripts/tool': text, 'tool-1.dist-info/METADATA': Buffer.from('x') }), 'tool'),
  ).toEqual(text)
})

test('A missing entry, a cut archive and a false length are said', () => {
  const archive = aZip({ 'bin/tool': text })
  expect(() => unzip(archive, 'other')).toThrow('the archive holds no other')
  expect(() => unzip(archive.subarray(0, 40), 'tool')).toThrow(/no zip file, or it is cut short/)
  const damaged = Buffer.from(archive)
  damaged.writeUInt32LE(7, damaged.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24)
  expect(() => unzip(damaged, 'tool')).toThrow(/damaged/)
})

test('A file is taken out of a tar archive', () => {
  const archive = gzipSync(
    Buffer.concat([aTarEntry('LICENSE', Buffer.alloc(700, 65)), aTarEntry('release/tool', text), Buffer.alloc(1024)]),
  )
  expect(untar(archive, 'tool')).toEqual(text)
  expect(() => untar(archive, 'other')).toThrow('the archive holds no other')
})

function aZip(files: Record<string, Buffer>): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const packed = deflateRawSync(content)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(content.length, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    bodies.push(local, Buffer.from(name), packed)
    directory.push(entry, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, ...directory, end])
}

function aTarEntry(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(512)
  head.write(name, 0)
  head.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124)
  return Buffer.concat([head, content, Buffer.alloc((512 - (content.length % 512)) % 512)])
}
