import { expect, test } from 'vitest'
import { refuseUnreachable } from './reachable.ts'

const real = (url: string) => () => refuseUnreachable({ baseUrl: 'https://space.signalwire.com', url })

test.each(['https://phone.example.com/carrier', 'https://93.184.215.14/carrier', 'https://[2606:4700::1111]/'])(
  'the carrier can call %s',
  (url) => expect(real(url)).not.toThrow(),
)

test.each([
  ['this machine', 'https://127.0.0.1/'],
  ['a home', 'https://192.168.1.4/'],
  ['a network for measurements', 'https://198.18.0.1/'],
  ['a protocol’s own addresses', 'https://192.0.0.8/'],
  ['a translation of a private address', 'https://[64:ff9b::a00:1]/'],
  ['a tunnel to a private address', 'https://[2002:a00:1::]/'],
  ['a wrapped private address', 'https://[::ffff:10.0.0.1]/'],
])('it can never call %s', (_what, url) => expect(real(url)).toThrow(/private network/))

test('the emulator can call whatever it is told', () => {
  expect(() => refuseUnreachable({ baseUrl: 'http://127.0.0.1:4010', url: 'http://127.0.0.1:4000/' })).not.toThrow()
})
