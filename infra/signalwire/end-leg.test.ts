import { expect, test } from 'vitest'
import { CarrierError } from './carrier-error.ts'
import { swml } from './documents/swml.ts'
import { cancelLeg, endLeg } from './end-leg.ts'

test('an answered leg is ended or told why, a ringing one cancelled, and one that is over is left', async () => {
  const tried: string[] = []
  const redirect = async () => void tried.push('told')
  const refused = (kind: 'gone' | 'refused', code: string) =>
    new CarrierError({ kind, code, status: 422, message: code })
  await endLeg(
    { cancel: async () => void tried.push('cancel'), end: async () => void tried.push('end'), redirect },
    'leg',
  )
  expect(tried).toEqual(['cancel'])
  await endLeg(
    {
      cancel: () => Promise.reject(refused('refused', 'cannot_cancel_in_progress')),
      end: async () => void tried.push('end'),
      redirect,
    },
    'leg',
  )
  expect(tried).toEqual(['cancel', 'end'])
  await endLeg(
    {
      cancel: () => Promise.reject(refused('gone', 'cannot_update_completed')),
      end: () => Promise.reject(new Error('not asked')),
      redirect,
    },
    'leg',
  )
  await endLeg(
    {
      cancel: () => Promise.reject(refused('refused', 'cannot_cancel_in_progress')),
      end: () => Promise.reject(refused('gone', 'does_not_exist')),
      redirect,
    },
    'leg',
  )
  const answered = {
    cancel: () => Promise.reject(refused('refused', 'cannot_cancel_in_progress')),
    end: () => Promise.reject(new Error('not asked')),
    redirect,
  }
  expect(await endLeg(answered, 'leg', swml([{ hangup: { reason: 'hangup' } }]))).toBe('told')
  expect(tried.at(-1)).toBe('told')
  await expect(
    endLeg({ cancel: () => Promise.reject(refused('refused', 'other')), end: async () => {}, redirect }, 'leg'),
  ).rejects.toMatchObject({ code: 'other' })
})

test('a leg that is only to stop ringing goes on once it was picked up', async () => {
  const answering = (code: string | null) => ({
    cancel: async () => {
      if (code === null) return
      const kind = code === 'cannot_cancel_in_progress' || code === 'other' ? 'refused' : 'gone'
      throw new CarrierError({ kind, code, status: 422, message: code })
    },
  })
  expect(await cancelLeg(answering(null), 'leg')).toBe('ended')
  expect(await cancelLeg(answering('cannot_cancel_in_progress'), 'leg')).toBe('picked-up')
  expect(await cancelLeg(answering('cannot_update_completed'), 'leg')).toBe('over')
  await expect(cancelLeg(answering('other'), 'leg')).rejects.toMatchObject({ code: 'other' })
})
