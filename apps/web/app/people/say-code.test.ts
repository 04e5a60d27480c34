import { afterAll, beforeAll, expect, it } from 'vitest'
import { openLab, SALES } from '#apps/emulator/testing/lab.ts'
import { signalWire } from '#infra/signalwire/client.ts'
import { sayingCodes } from './say-code.server.ts'

const phone = '+12025550121'
let lab: Awaited<ReturnType<typeof openLab>>

beforeAll(async () => {
  lab = await openLab()
}, 30_000)

afterAll(() => lab.close())

it('rings the telephone and speaks the code to whoever picks up', async () => {
  await lab.behave(phone, { kind: 'answers', after: '1s' })
  const sayCode = sayingCodes(signalWire({ baseUrl: lab.url, project: 'demo-project', token: 'demo-token' }))
  await sayCode({ from: SALES, to: phone, code: '042137' })
  const heard = () => lab.control('GET', `/phones/${encodeURIComponent(phone)}`).then(({ body }) => body)
  await expect
    .poll(heard, { timeout: 10_000, interval: 50 })
    .toMatchObject({ heard: 'Your code is 0, 4, 2, 1, 3, 7.', ringingFrom: SALES })
})
