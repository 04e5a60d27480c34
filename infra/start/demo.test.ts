import { expect, it } from 'vitest'
import { parseSettings } from '../env.ts'
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

it('tells the web by a flag, which no variable of the environment can stand for', () => {
  const ground: Ground = { DATABASE_URL: 'a', DATABASE_APP_URL: 'b', DATABASE_IDENTITY_URL: 'c', TEMPORAL_ADDRESS: 'd', TOKEN_SECRET: 'e', PAYLOAD_KEYS: 'f' }
  const web = (demo: boolean) => planProduct(emulated, ground, { demo }).web.arguments
  expect(web(true)).toEqual(['apps/web/main.ts', '--demo'])
  expect(web(false)).toEqual(['apps/web/main.ts'])
})
