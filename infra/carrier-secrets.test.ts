import { describe, expect, it, test } from 'vitest'
import { carrierSecretsTrouble, requireOwnCarrierSecrets } from './carrier-secrets.ts'
import { credentials } from './tools/doctor/carrier.ts'
import { parseSettings } from './env.ts'

const own = {
  SIGNALWIRE_BASE_URL: 'https://harbour.signalwire.com',
  SIGNALWIRE_PROJECT: 'a',
  SIGNALWIRE_TOKEN: 'b',
  SIGNALWIRE_SIGNING_KEY: 'c',
}

describe('with a real carrier', () => {
  it('an account of one’s own is right', () => {
    expect(carrierSecretsTrouble(parseSettings(own))).toBeNull()
  })

  test.each([
    ['SIGNALWIRE_SIGNING_KEY', undefined],
    ['SIGNALWIRE_SIGNING_KEY', 'demo-signing-key'],
    ['SIGNALWIRE_SIGNING_KEY_PREVIOUS', 'demo-signing-key'],
    ['SIGNALWIRE_SIGNING_KEY', 'demo-signing-key '],
    ['SIGNALWIRE_SIGNING_KEY_PREVIOUS', '\tdemo-signing-key\r\n'],
    ['SIGNALWIRE_TOKEN', '\u00a0demo-token'],
    ['SIGNALWIRE_TOKEN', undefined],
    ['SIGNALWIRE_TOKEN', 'demo-token'],
    ['SIGNALWIRE_PROJECT', 'demo-project'],
  ])('nothing starts with %s being %s, and doctor says so', async (name, value) => {
    const settings = parseSettings({ ...own, [name]: value })
    expect(() => requireOwnCarrierSecrets(settings)).toThrow(
      new RegExp(`^SIGNALWIRE_BASE_URL names a carrier other than the emulator, so ${name} must be your own`),
    )
    expect(await credentials(settings)).toMatchObject({ well: false, says: expect.stringContaining(name) })
  })

  it('the worker, which has no signing key, is not asked for one', () => {
    expect(
      carrierSecretsTrouble(parseSettings({ ...own, SIGNALWIRE_SIGNING_KEY: '' }), { withSigningKey: false }),
    ).toBeNull()
  })

  it('also one at another port of this machine, which anybody may have put there', () => {
    expect(carrierSecretsTrouble(parseSettings({ SIGNALWIRE_BASE_URL: 'http://localhost:4000' }))).toContain(
      'SIGNALWIRE_SIGNING_KEY',
    )
  })
})

it('the emulator opens with what everybody knows', () => {
  expect(carrierSecretsTrouble(parseSettings({}))).toBeNull()
})
