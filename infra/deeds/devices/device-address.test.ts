import { describe, expect, it } from 'vitest'
import { deviceAddress, type Home } from './device-address.ts'

const home: Home = { country: 'US', countries: ['US'] }
const phone = (address: string, where = home) => deviceAddress({ kind: 'phone', address }, where)

describe('[W16] the telephone that rings for a person', () => {
  it.each([
    ['with its country', '+1 202 555 0121', '+12025550121'],
    ['as people write it in the organisation’s country', '(202) 555-0121', '+12025550121'],
    ['in a territory that is charged like home', '+1 787 555 0100', '+17875550100'],
    ['that is free to call', '+1 800 555 0199', '+18005550199'],
  ])('is one %s', (_sentence, written, address) => expect(phone(written)).toEqual({ ok: true, address }))

  it.each([
    ['premium rate', '+1 900 555 0100', 'it is a premium-rate number'],
    ['premium rate abroad', '+33 899 12 34 56', 'it is a premium-rate number'],
    ['worldwide premium rate', '+979 123 456 789', 'it is a premium-rate number'],
    ['shared cost', '+49 180 123456', 'it is a shared-cost number'],
    ['a forwarding service', '+44 70 1234 5678', 'it is a forwarding number'],
    ['a satellite', '+881 612 345 678', 'it belongs to a satellite'],
  ])('is not %s: that would be dear, and the reason is said', (_sentence, written, why) => {
    const refusal = phone(written)
    expect(refusal).toMatchObject({
      ok: false,
      problem: { code: 'dear-number', status: 422, title: expect.stringContaining(why) },
    })
  })

  it.each([
    ['+44 20 7946 0123', 'the United Kingdom', 'GB', '+442079460123'],
    ['+1 876 456 7890', 'Jamaica', 'JM', '+18764567890'],
    ['+1 416 555 0100', 'Canada', 'CA', '+14165550100'],
  ])(
    'is not in a country that the organisation does not let be called, until it does: %s',
    (written, name, country, address) => {
      expect(phone(written)).toMatchObject({
        ok: false,
        problem: {
          code: 'country-not-allowed',
          status: 422,
          title: `Calls to ${name} are not allowed in this organisation.`,
          fix: expect.stringMatching(/^An owner or admin can allow/),
        },
      })
      expect(phone(written, { country: 'US', countries: ['US', country] })).toEqual({ ok: true, address })
    },
  )

  it.each([
    ['911', 'emergency-number'],
    ['+1 911', 'emergency-number'],
    ['112', 'emergency-number'],
    ['411', 'address-invalid'],
    ['72975', 'address-invalid'],
    ['+1 202 555 0121 ext. 7', 'address-invalid'],
    ['Ana', 'address-invalid'],
    ['+1 976 555 1212', 'address-unassigned'],
  ])('is not "%s" (%s)', (written, code) => expect(phone(written)).toMatchObject({ problem: { code, status: 422 } }))
})

it.each([
  ['sip', 'sip:ana@example.com', true],
  ['sip', 'ana@example.com', false],
  ['sip', 'sip:x-${call.from}@example.com?Subject=%{call.from}', false],
  ['browser', '/private/ana', true],
  ['browser', '/private/..', false],
  ['browser', `/private/${'a'.repeat(101)}`, false],
  ['browser', 'ana', false],
] as const)('a device of kind %s at "%s" is understood: %s', (kind, address, ok) =>
  expect(deviceAddress({ kind, address }, home).ok).toBe(ok),
)

it.each([
  ['sip:+19005551234@gw.example;user=phone', 'dear-number'],
  ['sip:+442079460123@gw.example', 'country-not-allowed'],
  ['sip:911@gw.example;user=phone', 'emergency-number'],
])('a SIP address is judged as the telephone that it carries: %s is refused (%s)', (address, code) => {
  expect(deviceAddress({ kind: 'sip', address }, home)).toMatchObject({ ok: false, problem: { code, status: 422 } })
})
