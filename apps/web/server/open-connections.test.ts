import { expect, test } from 'vitest'
import { OpenConnections, type Doing } from './open-connections.ts'

test('there is always room for another one: what has been without a whole request for longest gives way', () => {
  const { begin, closed } = roomFor({ most: 3 })
  begin('a stream', 'answered')
  for (const name of ['half, first', 'half, second', 'half, third', 'half, fourth']) begin(name)
  expect(closed).toEqual(['half, first', 'half, second'])
})

test('who asks at once and holds little is never closed, however many connect', () => {
  const { begin, closed } = roomFor({ most: 10 })
  begin('the carrier', 'answered')
  begin('the carrier', 'idle')
  for (let turn = 0; turn < 100; turn++) begin('many', (['asking', 'answered', 'idle'] as const)[turn % 3])
  expect(closed).not.toContain('the carrier')
})

test('where nobody is without a request, whoever holds most gives up what is idle, and then what is answered', () => {
  const { begin, closed } = roomFor({ most: 4 })
  begin('office', 'idle')
  begin('many, first', 'answered')
  begin('many, second', 'idle')
  begin('many, third', 'answered')
  begin('new, first', 'answered')
  begin('new, second', 'answered')
  expect(closed).toEqual(['many, second', 'many, first'])
})

test('one client has room for so many, and gives up its own', () => {
  const { begin, closed } = roomFor({ mostOfOne: 2 })
  begin('office')
  for (const name of ['one, first', 'one, second', 'one, third']) begin(name)
  expect(closed).toEqual(['one, first'])
})

test('what is answered is not closed for another one of the same client: that one is not let in', () => {
  const { begin, closed } = roomFor({ mostOfOne: 2 })
  begin('office', 'answered')
  begin('office', 'answered')
  expect(begin('office')).toBe(undefined)
  expect(begin('home')).not.toBe(undefined)
  expect(closed).toEqual([])
})

test('a proxy has room for all of its clients', () => {
  const { begin, closed } = roomFor({ mostOfOne: 2 })
  for (let turn = 0; turn < 50; turn++) begin('proxy')
  expect(closed).toEqual([])
})

test('what has ended leaves its room to others, however often it ends', () => {
  const { begin, closed, connections } = roomFor({ most: 2 })
  for (let turn = 0; turn < 5; turn++) {
    const connection = begin('one')
    if (connection === undefined) throw new Error('There is room')
    connections.ended(connection)
    connections.ended(connection)
  }
  begin('one', 'idle')
  expect([closed, connections.numbers]).toEqual([[], { open: 1, asking: 0, clients: 1 }])
})

/** Connections are named after their client, up to the comma; "proxy" is one that is trusted. */
function roomFor({ most = 100, mostOfOne = 100 }: { readonly most?: number; readonly mostOfOne?: number }) {
  const connections = new OpenConnections({ most, mostOfOne, isUnbounded: (client) => client === 'proxy' })
  const closed: string[] = []
  const begin = (name: string, doing: Doing = 'asking') => {
    const connection = connections.begin(name.split(',', 1)[0] ?? '', () => closed.push(name))
    if (connection !== undefined) connection.doing = doing
    return connection
  }
  return { connections, closed, begin }
}
