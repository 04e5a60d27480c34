import { expect, it } from 'vitest'
import { parseSettings, systemVariables, type Variables } from '../../env.ts'
import { isDemo } from './bring-up.ts'
import type { Ground } from './ground.ts'
import { planProduct } from './product.ts'

const emulated = parseSettings({})
const real = parseSettings({ SIGNALWIRE_BASE_URL: 'https://harbour.signalwire.com' })

it('lets the published logins work on a laptop, where nobody has said that this is production', () => {
  expect(isDemo(emulated, { flag: false, said: undefined })).toBe(true)
  expect(isDemo(emulated, { flag: false, said: 'development' })).toBe(true)
})

it('refuses the published logins in production, unless the operator says --demo', () => {
  expect(isDemo(emulated, { flag: false, said: 'production' })).toBe(false)
  expect(isDemo(emulated, { flag: true, said: 'production' })).toBe(true)
})

it('refuses the published logins with a real carrier', () => {
  expect(isDemo(real, { flag: false, said: undefined })).toBe(false)
})

const ground: Ground = {
  DATABASE_URL: 'a',
  DATABASE_APP_URL: 'b',
  DATABASE_IDENTITY_URL: 'c',
  TEMPORAL_ADDRESS: 'd',
  TOKEN_SECRET: 'e',
  PAYLOAD_KEYS: 'f',
}

it('tells the web by a flag, which no variable of the environment can stand for', () => {
  const web = (demo: boolean) => planProduct(emulated, ground, { demo }).web.arguments
  expect(web(true)).toEqual(['apps/web/main.ts', '--demo'])
  expect(web(false)).toEqual(['apps/web/main.ts'])
})

it('tells web and emulator where to listen', () => {
  const { web, emulator } = planProduct(emulated, ground, { demo: true, host: '127.0.0.1' })
  expect(web.arguments).toEqual(['apps/web/main.ts', '--demo', '--host', '127.0.0.1'])
  expect(emulator.variables['EMULATOR_LISTEN']).toBe('127.0.0.1')
})

it('opens the virtual phones to nobody by a variable that it has inherited', () => {
  const inherited = { EMULATOR_LISTEN: '0.0.0.0', EMULATOR_HOSTS: 'evil.example', EMULATOR_CALLS_PER_SECOND: '3' }
  Object.assign(process.env, inherited) // oxlint-disable-line node/no-process-env
  try {
    const told = (host?: string) => {
      const { EMULATOR_LISTEN, EMULATOR_HOSTS, EMULATOR_CALLS_PER_SECOND } = planProduct(emulated, ground, {
        demo: true,
        host,
      }).emulator.variables
      return { EMULATOR_LISTEN, EMULATOR_HOSTS, EMULATOR_CALLS_PER_SECOND }
    }
    expect(told('127.0.0.1')).toEqual({
      EMULATOR_LISTEN: '127.0.0.1',
      EMULATOR_HOSTS: '',
      EMULATOR_CALLS_PER_SECOND: '3',
    })
    expect(told()).toEqual({ EMULATOR_LISTEN: undefined, EMULATOR_HOSTS: undefined, EMULATOR_CALLS_PER_SECOND: '3' })
    expect(told('0.0.0.0').EMULATOR_HOSTS).not.toContain('evil.example')
  } finally {
    for (const name of ['EMULATOR_LISTEN', 'EMULATOR_HOSTS', 'EMULATOR_CALLS_PER_SECOND']) delete process.env[name] // oxlint-disable-line node/no-process-env
  }
})

it('gives each process what it needs and nothing else', () => {
  const { web, worker, emulator } = planProduct(
    { ...emulated, SMTP_URL: 'smtp://mail', TEMPORAL_API_KEY: 'key' },
    ground,
    { demo: false },
  )
  const held = ({ variables }: { readonly variables: Variables }) =>
    [...Object.keys(ground), 'SMTP_URL', 'TEMPORAL_API_KEY', 'SIGNALWIRE_TOKEN', 'SIGNALWIRE_SIGNING_KEY'].filter(
      (name) => variables[name] !== undefined,
    )
  expect(held(web)).toEqual([
    'DATABASE_APP_URL',
    'DATABASE_IDENTITY_URL',
    'TEMPORAL_ADDRESS',
    'TOKEN_SECRET',
    'PAYLOAD_KEYS',
    'SMTP_URL',
    'TEMPORAL_API_KEY',
    'SIGNALWIRE_TOKEN',
    'SIGNALWIRE_SIGNING_KEY',
  ])
  expect(held(worker)).toEqual([
    'DATABASE_APP_URL',
    'TEMPORAL_ADDRESS',
    'TOKEN_SECRET',
    'PAYLOAD_KEYS',
    'TEMPORAL_API_KEY',
    'SIGNALWIRE_TOKEN',
  ])
  expect(held(emulator)).toEqual([])
})

it('gives PostgreSQL and Temporal nothing of the product’s', () => {
  const before = { ...process.env } // oxlint-disable-line node/no-process-env
  Object.assign(process.env, { TOKEN_SECRET: 'e', DATABASE_URL: 'a', EMULATOR_TOKEN: 'x' }) // oxlint-disable-line node/no-process-env
  try {
    expect(Object.keys(systemVariables()).filter((name) => /SECRET|DATABASE|EMULATOR/.test(name))).toEqual([])
    expect(systemVariables()['PATH']).toBe(before['PATH'])
  } finally {
    for (const name of ['TOKEN_SECRET', 'DATABASE_URL', 'EMULATOR_TOKEN']) delete process.env[name] // oxlint-disable-line node/no-process-env
  }
})
