import { expect, test } from 'vitest'
import { parsePostmaster } from './postmaster.ts'

test('The file of a running server tells its process, folder and port', () => {
  const text = '4711\n/var/lib/data\n1790000000\n54321\n\n127.0.0.1\n  1234567  32768\nready   \n'
  expect(parsePostmaster(text)).toEqual({ pid: 4711, folder: '/var/lib/data', port: 54321 })
})

test('A file that was cut short, or is none of a server, tells nothing', () => {
  expect(parsePostmaster('')).toBeUndefined()
  expect(parsePostmaster('4711\n/var/lib/data\n')).toBeUndefined()
  expect(parsePostmaster('no number\n/var/lib/data\n1\n2\n')).toBeUndefined()
})
