import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import express from 'express'
import { expect, test } from 'vitest'
import { boundedAddress } from './bounded-address.ts'

const UUID = '5ea50000-0000-4000-8000-00000000dead'

test.each([
  ['parts without end', '/a'.repeat(3_000)],
  ['parts that are line breaks', '/%0a'.repeat(1_500)],
  ['parts without a letter', '/'.repeat(7_000)],
  ['parts that a URL makes of backslashes', `/${'\\a'.repeat(100)}`],
  ['parts behind written-out slashes', `/${'%2Fa'.repeat(100)}`],
  ['parts without end, as our own pages ask for their data', `${'/a'.repeat(3_000)}.data`],
  ['a list with an address of parts without end', `/__manifest?version=1&paths=/calls,${'/a'.repeat(3_000)}`],
  ['such a list, written out', `/__manifest?version=1&paths=%2Fcalls%2C${'%2Fa'.repeat(1_000)}`],
])('nobody looks for %s', async (_what, target) => {
  expect(await answer(target)).toEqual({ status: 404, said: expect.stringContaining('There is nothing here.') })
})

test.each([
  ['an address', `/${'a'.repeat(14_000)}`],
  ['a query', `/contacts?q=${'a'.repeat(14_000)}`],
  ['a list of addresses', `/__manifest?version=1&paths=${'a,'.repeat(2_000)}`],
])('nobody reads %s that is longer than any of ours', async (_what, target) => {
  expect(await answer(target)).toEqual({ status: 414, said: expect.stringContaining('The address is too long.') })
})

test.each([
  ['the longest of our addresses', `/calls/${UUID}/recordings/${UUID}.data?_routes=calls`],
  ['an address that is shown in a query', `/sign-in?to=${encodeURIComponent('/calls/a/b/c'.repeat(20))}`],
  [
    'the links of a long page',
    `/__manifest?version=1&paths=${encodeURIComponent(Array.from({ length: 150 }, () => `/calls/${UUID}`).join(','))}`,
  ],
])('the pages are asked about %s', async (_what, target) => {
  expect(await answer(target)).toEqual({ status: 200, said: 'a page' })
})

/** What somebody hears who asks pages that answer everything. */
async function answer(target: string) {
  const app = express().use(boundedAddress, (_request, response) => {
    response.send('a page')
  })
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a listening TCP server has no other kind of address
  const [answered] = (await once(request({ host: '127.0.0.1', port, path: target }).end(), 'response')) as [
    IncomingMessage,
  ] // what this event carries
  const said = await text(answered)
  server.close()
  return { status: answered.statusCode, said }
}
