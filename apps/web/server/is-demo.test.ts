import { expect, it } from 'vitest'
import { parseSettings } from '#infra/env.ts'
import { isDemo } from './is-demo.ts'

const real = { SIGNALWIRE_BASE_URL: 'https://harbour.signalwire.com' }

it('refuses the published logins in production, which is the default, unless --demo is said', () => {
  for (const said of [{}, { NODE_ENV: 'production' }, { DEMO: 'true' }, { NODE_ENV: 'production', ...real }]) {
    expect(isDemo(parseSettings(said), { flag: false })).toBe(false)
    expect(isDemo(parseSettings(said), { flag: true })).toBe(true)
  }
})

it('lets them work while the product is developed, but never with a real carrier', () => {
  expect(isDemo(parseSettings({ NODE_ENV: 'development' }), { flag: false })).toBe(true)
  expect(isDemo(parseSettings({ NODE_ENV: 'development', ...real }), { flag: false })).toBe(false)
})
