import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryDatabase, type TemporaryDatabase } from '../db/testing/temporary-database.ts'
import { openIdentity, type Identity } from './identity.ts'
import { asked, notedIdentity, request } from './testing/asking.ts'

let server: TemporaryDatabase
let identity: Identity
const { letters, options } = notedIdentity()

beforeAll(async () => {
  server = await temporaryDatabase()
  identity = openIdentity({ ...options, url: server.identityUrl })
}, 60_000)

afterAll(async () => {
  await identity.close()
  await server.remove()
})

describe('a new password', () => {
  const ada = { email: 'ada@example.test', name: 'Ada', password: 'the first of many' }
  const from = (address: string, path: string, body: Record<string, unknown>, browser = request()) =>
    identity.ask({ path, body, request: browser, address })
  const link = async (): Promise<string> => {
    const before = letters.length
    await from('10.4.0.1', '/request-password-reset', { email: ada.email })
    await expect.poll(() => letters.length).toBe(before + 1)
    return /token=(\S+)/.exec(letters.at(-1)?.text ?? '')?.[1] ?? ''
  }

  it('by one link ends every other link, older and newer', async () => {
    await identity.addLogin(ada)
    const [older, used, newer] = [await link(), await link(), await link()]
    expect((await from('10.4.0.2', '/reset-password', { newPassword: 'the second of many', token: used })).status).toBe(
      200,
    )
    for (const token of [older, newer])
      expect((await from('10.4.0.3', '/reset-password', { newPassword: 'somebody else’s choice', token })).status).toBe(
        400,
      )
    expect(
      (await from('10.4.0.4', '/sign-in/email', { email: ada.email, password: 'the second of many' })).status,
    ).toBe(200)
  })

  it('that is chosen while signed in ends the links that are on their way', async () => {
    await asked(server.identityUrl, `delete from identity."rateLimit"`)
    const token = await link()
    const [cookie = ''] = (
      await from('10.4.1.1', '/sign-in/email', { email: ada.email, password: 'the second of many' })
    ).headers.getSetCookie()
    expect(
      (
        await from(
          '10.4.1.1',
          '/change-password',
          { currentPassword: 'the second of many', newPassword: 'the third of many' },
          request(cookie),
        )
      ).status,
    ).toBe(200)
    expect((await from('10.4.1.2', '/reset-password', { newPassword: 'somebody else’s choice', token })).status).toBe(
      400,
    )
  })
})
