import { expect, test } from 'vitest'
import { signatureHeaders, webhookId } from './sign.ts'

test('a signature is as the example of Standard Webhooks has it', () => {
  expect(
    signatureHeaders('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: 1614265330,
      body: '{"test": 2432232314}',
    }),
  ).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('an id is the same for the same visit, and another for any other', () => {
  const ids = [
    webhookId('o', 'call', 'n1/1'),
    webhookId('o', 'call', 'n1/2'),
    webhookId('o', 'call2', 'n1/1'),
    webhookId('o2', 'call', 'n1/1'),
    webhookId('o', 'calln1', '/1'),
  ]
  expect(new Set(ids).size).toBe(ids.length)
  expect(webhookId('o', 'call', 'n1/1')).toBe(ids[0])
  expect(ids[0]).toMatch(/^msg_[\w-]{32}$/)
})
