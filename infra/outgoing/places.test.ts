import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { filePlaces } from '../signalwire/file-places.ts'
import { guardedFetch } from './guarded-fetch.ts'
import { refusalOf } from './places.ts'
import { isPublicAddress } from './public-address.ts'

/** Addresses that lead to this machine, its network or its cloud, or pretend to be somebody else's. */
const hostile: readonly string[] = [
  // this machine
  'http://localhost/',
  'http://localhost./',
  'http://LOCALHOST/',
  'http://127.0.0.1/',
  'http://127.0.0.1:8233/api/v1/namespaces',
  'http://127.1/',
  'http://127.255.255.254/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0x7f.1/',
  'http://017700000001/',
  'http://0177.0.0.1/',
  'http://127.0.0.1./',
  'http://0/',
  'http://0.0.0.0/',
  'http://[::1]/',
  'http://[::]/',
  'http://[0:0:0:0:0:0:0:1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[::127.0.0.1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[2002:7f00:1::]/',
  'http://[2001:0:7f00:1::]/',
  'http://%31%32%37.0.0.1/',
  'http://①②⑦.⓪.⓪.①/',
  'http://ⓛocalhost/',
  // private networks
  'http://10.0.0.1/',
  'http://10.255.255.255/',
  'http://167772161/',
  'http://172.16.0.1/',
  'http://172.31.255.255/',
  'http://192.168.1.1/',
  'http://0xc0a80101/',
  'http://0300.0250.1.1/',
  'http://100.64.0.1/',
  'http://198.18.0.1/',
  'http://192.0.0.1/',
  'http://[fc00::1]/',
  'http://[fd12:3456::1]/',
  'http://[fec0::1]/',
  'http://[fe80::1]/',
  'http://[::ffff:10.0.0.1]/',
  // a cloud's metadata
  'http://169.254.169.254/latest/meta-data/',
  'http://2852039166/',
  'http://0xa9fea9fe/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://[fd00:ec2::254]/',
  'http://100.100.100.200/',
  'http://168.63.129.16/',
  // nobody's
  'http://224.0.0.1/',
  'http://255.255.255.255/',
  'http://240.0.0.1/',
  'http://192.0.2.1/',
  'http://[ff02::1]/',
  'http://[2001:db8::1]/',
  'http://[100::1]/',
  'http://[4000::1]/',
  // names that are only known nearby
  'http://postgres/',
  'http://metadata/',
  'http://files.example.com./',
  // other schemes and other tricks
  'file:///etc/passwd',
  'ftp://example.com/',
  'gopher://127.0.0.1/',
  'data:audio/wav;base64,UklGRg==',
  'javascript:alert(1)',
  'blob:http://example.com/1',
  '//example.com/',
  '/etc/passwd',
  '',
  'http://',
  'http://[::1',
  'https://user@example.com/',
  'https://user:secret@example.com/',
  'https://files.signalwire.com@127.0.0.1/',
  'https://127.0.0.1\\@files.signalwire.com/',
  'http://example.com:22/',
  'http://example.com:25/',
  `https://example.com/${'a'.repeat(5000)}`,
]

test('the table is long enough to be worth its name', () => expect(new Set(hostile).size).toBeGreaterThanOrEqual(60))

test.each(hostile)('nobody goes to %s, wherever on the internet one may go', async (url) => {
  expect(refusalOf(url, 'anywhere-public')).toMatch(/^its address is refused: /)
  await expect(
    guardedFetch(
      {
        url,
        allowed: 'anywhere-public',
        most: 1,
        within: 1000,
        types: [''],
        resolve: () => Promise.reject(new Error('must not be asked')),
      },
      text,
    ),
  ).rejects.toMatchObject({ kind: 'address' })
})

test.each(hostile)('with the real carrier, no recording is at %s', (url) => {
  expect(refusalOf(url, filePlaces('https://harbour.signalwire.com'))).toMatch(/^its address is refused: /)
})

test.each(hostile)('with the emulator, no recording is at %s', (url) => {
  expect(refusalOf(url, filePlaces('http://localhost:3010'))).toMatch(/^its address is refused: /)
})

test('the emulator is its own origin under the three names of this machine, and nothing else there is', () => {
  const places = filePlaces('http://localhost:3010')
  for (const host of ['localhost', '127.0.0.1', '[::1]', '2130706433'])
    expect(refusalOf(`http://${host}:3010/api/v1/recordings/1/download`, places)).toBeNull()
  for (const url of [
    'http://localhost:3011/',
    'http://localhost/',
    'https://localhost:3010/',
    'http://127.0.0.2:3010/',
    'http://localhost.:3010/',
    'http://localhost:3010.example.com/',
    'http://user@localhost:3010/',
  ]) {
    expect(refusalOf(url, places)).not.toBeNull()
  }
})

test('ordinary addresses of the internet may be gone to', () => {
  for (const url of [
    'https://example.com/',
    'https://example.com:8443/hook',
    'http://93.184.215.14/',
    'https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/',
  ])
    expect(refusalOf(url, 'anywhere-public')).toBeNull()
  for (const address of ['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700::1111'])
    expect(isPublicAddress(address)).toBe(true)
})
