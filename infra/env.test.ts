import { expect, test } from 'vitest'
import { parseEnv, parseSettings, projectRoot, withheldFrom } from './env.ts'
import { exampleFile } from './settings.ts'

const ground = {
  DATABASE_URL: 'postgres://owner:secret@127.0.0.1:5432/ringdown',
  DATABASE_APP_URL: 'postgres://app:secret@127.0.0.1:5432/ringdown',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  TOKEN_SECRET: 'x'.repeat(64),
  PAYLOAD_KEYS: `new:${Buffer.alloc(32, 2).toString('base64')},old:${Buffer.alloc(32, 1).toString('base64')}`,
}

test('Without any variable the settings are those of a laptop', () => {
  const settings = parseSettings({})
  expect(settings.WEB_PORT).toBe(3000)
  expect(settings.PUBLIC_URL).toBe('http://localhost:3000')
  expect(settings.SIGNALWIRE_BASE_URL).toBe('http://localhost:3010')
  expect(settings.DATA_DIR).toBe(`${projectRoot}/.data`)
  expect(settings.FILES_DIR).toBe(`${projectRoot}/.data/files`)
})

test('Addresses follow the ports, and folders follow the data folder', () => {
  const settings = parseSettings({ WEB_PORT: '4000', EMULATOR_PORT: '4010', DATA_DIR: '/var/ringdown' })
  expect(settings.PUBLIC_URL).toBe('http://localhost:4000')
  expect(settings.SIGNALWIRE_BASE_URL).toBe('http://localhost:4010')
  expect(settings.FILES_DIR).toBe('/var/ringdown/files')
})

test('An empty variable counts as absent', () => {
  expect(parseSettings({ WEB_PORT: '', PUBLIC_URL: ' ' }).PUBLIC_URL).toBe('http://localhost:3000')
})

test('Every wrong variable is named with what it should be', () => {
  const wrong = () => parseSettings({ WEB_PORT: 'eighty', DATABASE_URL: 'mysql://x', TEMPORAL_ADDRESS: 'localhost' })
  expect(wrong).toThrow(/WEB_PORT: must be a port number/)
  expect(wrong).toThrow(/DATABASE_URL: must be a PostgreSQL address/)
  expect(wrong).toThrow(/TEMPORAL_ADDRESS: must be host:port/)
})

test('A process of the product refuses to run without the ground, and says how to get it', () => {
  expect(() => parseEnv({ ...ground, DATABASE_APP_URL: undefined })).toThrow(/DATABASE_APP_URL.*npm start/)
})

test('A process of the product runs without the address of the tables’ owner', () => {
  expect(parseEnv(withheldFrom('web', ground)).DATABASE_URL).toBeUndefined()
  const { DATABASE_IDENTITY_URL, SMTP_URL, DATABASE_APP_URL } = parseEnv(
    withheldFrom('worker', { ...ground, DATABASE_IDENTITY_URL: 'postgres://x@y/z', SMTP_URL: 'smtp://x' }),
  )
  expect([DATABASE_IDENTITY_URL, SMTP_URL, DATABASE_APP_URL]).toEqual([undefined, undefined, ground.DATABASE_APP_URL])
})

test('Payload keys are parsed in order, the current one first', () => {
  const keys = parseEnv(ground).PAYLOAD_KEYS
  expect(keys.map((key) => key.id)).toEqual(['new', 'old'])
  expect(keys[0]?.key).toEqual(new Uint8Array(32).fill(2))
})

test('A payload key of the wrong length is refused', () => {
  expect(() => parseEnv({ ...ground, PAYLOAD_KEYS: 'k1:c2hvcnQ=' })).toThrow(
    /PAYLOAD_KEYS: each key must be id:base64 of 32 bytes/,
  )
})

test('With an API key Temporal is spoken to over TLS, unless told otherwise', () => {
  expect(parseSettings({ TEMPORAL_API_KEY: 'key' }).TEMPORAL_TLS).toBe(true)
  expect(parseSettings({ TEMPORAL_API_KEY: 'key', TEMPORAL_TLS: 'false' }).TEMPORAL_TLS).toBe(false)
})

test('The example file explains every variable and sets none', () => {
  const lines = exampleFile()
    .split('\n')
    .filter((line) => line !== '')
  expect(lines.every((line) => line.startsWith('#'))).toBe(true)
  expect(lines).toContain('# WEB_PORT=3000')
})
