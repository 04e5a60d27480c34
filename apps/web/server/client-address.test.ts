import { describe, expect, it, test } from 'vitest'
import { trustedProxies } from '#infra/trusted-proxies.ts'
import { clientAddress, networkOf } from './client-address.ts'

const nobody = trustedProxies('')
const ours = trustedProxies('127.0.0.1, 10.0.0.0/8, fd00::/8')

describe('the address of a client', () => {
  test.each([
    ['no proxy is trusted', '203.0.113.9', '1.2.3.4', nobody, '203.0.113.9'],
    ['the connection comes from somebody else', '203.0.113.9', '1.2.3.4', ours, '203.0.113.9'],
    ['there is no header', '127.0.0.1', null, ours, '127.0.0.1'],
    ['the header is no address', '127.0.0.1', 'unknown', ours, '127.0.0.1'],
  ])('is the connection’s when %s', (_when, peer, forwardedFor, trusted, address) => {
    expect(clientAddress({ peer, forwardedFor, trusted })).toBe(address)
  })

  test.each([
    ['one proxy', '127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['two of ours', '127.0.0.1', '203.0.113.9, 10.1.2.3', '203.0.113.9'],
    ['a connection over IPv6 that carries IPv4', '::ffff:127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['an entry with a port', '127.0.0.1', '203.0.113.9:5511', '203.0.113.9'],
    ['an entry over IPv6', 'fd00::1', '[2001:db8::7]:443', '2001:db8::7'],
    ['nobody but proxies', '127.0.0.1', '10.0.0.2', '10.0.0.2'],
  ])('is what the proxies say, with %s', (_how, peer, forwardedFor, address) => {
    expect(clientAddress({ peer, forwardedFor, trusted: ours })).toBe(address)
  })

  it('cannot be forged by whoever writes the header first', () => {
    for (const forged of ['1.2.3.4', '10.0.0.7', '127.0.0.1', '203.0.113.10, 10.0.0.1', '::1']) {
      expect(
        clientAddress({ peer: '127.0.0.1', forwardedFor: `${forged}, 203.0.113.9, 10.1.2.3`, trusted: ours }),
      ).toBe('203.0.113.9')
    }
  })
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::6', '2001:db8:1:2::/64'],
  ['2001:db8::6', '2001:db8:0:0::/64'],
  ['1::3:4:5:6:7:8', '1:0:3:4::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['unknown', 'unknown'],
])('%s is one client with all of %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

test.each(['10.0.0.0/33', 'proxy.example.com', '10.0.0.0/', '10.0.0.0/8/8', 'fd00::/129', '1.2.3'])(
  '%s is neither an address nor a network',
  (entry) => {
    expect(() => trustedProxies(`127.0.0.1,${entry}`)).toThrow(`"${entry}" is neither an address nor a network`)
  },
)

test('nobody can trust everybody', () => {
  expect(() => trustedProxies('0.0.0.0/0')).toThrow('would trust everybody')
  expect(() => trustedProxies('::/0')).toThrow('would trust everybody')
})
