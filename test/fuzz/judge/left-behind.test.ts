import { expect, test } from 'vitest'
import { judgeDisks } from './judge.ts'
import { ANA, complaints, event, hears, leg, ledger } from './testing/hand-made.ts'

const leftBehind = (change: Parameters<typeof ledger>[0]) => complaints('a call leaves nothing behind', ledger(change))

test('a history grows with steps, legs and trouble, and hardly while people talk', () => {
  const anHour = {
    heard: [hears(1000, 'person', ANA), hears(3_601_000, 'silence')],
    carrier: { endedAt: 3_602_000, legs: [leg(ANA, { answeredAt: 900, endedAt: 3_601_000 })] },
  }
  expect(leftBehind({ ...anHour, workflow: { state: 'COMPLETED', events: 36 } })).toEqual([])
  expect(leftBehind({ ...anHour, workflow: { state: 'COMPLETED', events: 2900 } })).toEqual([
    'its history has 2900 events for 0 steps, 1 legs and 3600.0 s of talk: 396 are allowed',
  ])
})

test('its history is copied once it has closed', () => {
  expect(leftBehind({ row: { history: null } })).toEqual(['its history was not copied'])
  expect(leftBehind({ row: { history: null }, workflow: { state: 'RUNNING', events: 20 } })).toEqual([])
})

test('what fetches a message ends, unless it looks for one that may still come', () => {
  const running = { state: 'RUNNING', events: 30 }
  const asked = event(3000, {
    kind: 'handed',
    step: 2,
    list: [{ do: 'record', greeting: null, limits: { maxSeconds: 20, silenceSeconds: 3 } }],
    by: 'pull',
  })
  expect(leftBehind({ afterCall: running })).toEqual(['what fetches its message is RUNNING'])
  expect(leftBehind({ afterCall: running, events: [asked] })).toEqual([])
  expect(
    leftBehind({
      afterCall: running,
      events: [asked],
      carrier: { recordings: [{ id: '1', url: 'http://carrier/1', seconds: 3 }] },
    }),
  ).toHaveLength(1)
  expect(leftBehind({ afterCall: { state: 'FAILED', events: 30 }, events: [asked] })).toEqual([
    'what fetches its message is FAILED',
  ])
  expect(leftBehind({ afterCall: null })).toEqual([])
})

test('news that were kept are delivered', () => {
  expect(leftBehind({ keptWords: 2 })).toEqual(['2 kept words were never delivered'])
})

test('nothing waits on a disk once all is quiet, and nothing was set aside', () => {
  const about = (disks: Parameters<typeof judgeDisks>[1]) => judgeDisks(1, disks).map(({ sentence }) => sentence)
  expect(about({ waiting: [], setAside: [] })).toEqual([])
  expect(about({ waiting: ['later-7.json'], setAside: [{ file: '7-driver-1.json', reason: 'it is torn' }] })).toEqual([
    'later-7.json still waits on a disk for the database',
    '7-driver-1.json was set aside: it is torn',
  ])
})
