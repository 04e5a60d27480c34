import { createHmac } from 'node:crypto'
import { validateRequest } from '@signalwire/web-api'
import { expect, test } from 'vitest'
import { openLab, script } from '../testing/lab.ts'
import { signatureHeaders } from './signature.ts'

test('the published vector of a JSON webhook', () => {
  const body = '{"event":"call.state","params":{"call_id":"abc-123","state":"answered"}}'
  const headers = signatureHeaders({
    signingKey: 'PSKtest1234567890abcdef',
    url: 'https://example.ngrok.io/webhook',
    body,
  })
  expect(headers['X-SignalWire-Signature']).toBe('c3c08c1fefaf9ee198a100d5906765a6f394bf0f')
})

test('credentials and fragment of the URL do not count, its query does', () => {
  const sign = (url: string) => signatureHeaders({ signingKey: 'k', url, body: '{}' })['X-SignalWire-Signature']
  expect(sign('https://user:secret@example.com/a?b=1#rt=4000')).toBe(sign('https://example.com/a?b=1'))
  expect(sign('https://example.com/a?b=1')).not.toBe(sign('https://example.com/a'))
})

test("the carrier's own validator accepts a fetched document's signatures", async () => {
  const lab = await openLab({ signingKey: 'PSK-of-the-lab' })
  lab.product.on('/in', script({ hangup: {} }))
  await lab.call()
  const { headers, raw } = await lab.asked('/in')
  const sha1 = String(headers['x-signalwire-signature'])
  expect(validateRequest('PSK-of-the-lab', sha1, `${lab.product.url}/in`, raw)).toBe(true)
  expect(validateRequest('another key', sha1, `${lab.product.url}/in`, raw)).toBe(false)
  expect(headers['x-signalwire-sha256-signature']).toBe(
    createHmac('sha256', 'PSK-of-the-lab').update(`${lab.product.url}/in${raw}`).digest('hex'),
  )
  await lab.close()
})
