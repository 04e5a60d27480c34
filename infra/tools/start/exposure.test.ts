import { hostname } from 'node:os'
import { expect, it, test } from 'vitest'
import { parseSettings } from '../../env.ts'
import { namesOf, exposureOf } from './exposure.ts'

const demo = parseSettings({})
const real = parseSettings({
  SIGNALWIRE_BASE_URL: 'https://harbour.signalwire.com',
  PUBLIC_URL: 'https://phone.example.com',
})

it('keeps a demo to this machine', () => {
  expect(exposureOf(demo, { demo: true, host: undefined })).toEqual({ host: '127.0.0.1', warnings: [] })
})

it('keeps the emulator to this machine also where nobody can sign in by the published passwords', () => {
  expect(exposureOf(demo, { demo: false, host: undefined }).host).toBe('127.0.0.1')
})

it('lets the carrier and everybody else reach a real installation', () => {
  expect(exposureOf(real, { demo: false, host: undefined })).toEqual({ host: undefined, warnings: [] })
})

it('keeps a real installation to this machine when its logins are published', () => {
  expect(exposureOf(real, { demo: true, host: undefined }).host).toBe('127.0.0.1')
})

it('opens a demo when it is told to, and says to whom and for what', () => {
  const { host, warnings } = exposureOf(demo, { demo: true, host: '0.0.0.0' })
  expect(host).toBe('0.0.0.0')
  expect(warnings[0]).toBe(
    '--host 0.0.0.0: everybody who reaches this machine over the network can sign in with the demo’s published passwords, and use the virtual phones.',
  )
  expect(warnings[1]).toContain('set it to http://')
})

it('says nothing of an installation that is meant to be reached', () => {
  expect(exposureOf(real, { demo: false, host: '192.0.2.1' })).toEqual({ host: '192.0.2.1', warnings: [] })
})

it('tells the emulator the names of this machine once it is opened, and no others', () => {
  expect(namesOf('127.0.0.1', demo)).toEqual([])
  expect(namesOf('0.0.0.0', { PUBLIC_URL: 'http://192.0.2.7:3000' })).toEqual(
    expect.arrayContaining(['192.0.2.7', hostname()]),
  )
})

test.each(['', 'everybody', '0.0.0.0:80', 'localhost', '*'])('--host %j is no address', (host) => {
  expect(() => exposureOf(demo, { demo: true, host })).toThrow('--host takes an address')
})
