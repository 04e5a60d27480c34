import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ServerBuild } from 'react-router'
import { expect } from 'vitest'
import { EncryptingCodec } from '#infra/temporal/codec.ts'
import { inOrganisation } from '#infra/temporal/organisation-scope.ts'
import type { TestWeb } from './web.ts'

/** The address of a route, as in `/flows/:flow`. */
export function pathOf(build: ServerBuild, route: string | undefined): string {
  const parts: string[] = []
  for (let at = route; at !== undefined; at = build.routes[at]?.parentId) parts.unshift(build.routes[at]?.path ?? '')
  return `/${parts.filter((part) => part !== '').join('/')}`
}

/** Every file of the pages, from their folder on. */
export function pageFiles(): readonly string[] {
  return readdirSync(PAGES, { recursive: true, encoding: 'utf8' })
}

/** Where they are. */
export const PAGES = join(import.meta.dirname, '../app')

/** The token of the newest link to a page in the letters of the demo. */
export async function tokenIn(web: TestWeb, page: string): Promise<string> {
  const read = async () =>
    new RegExp(`${page}\\?token=([\\w.-]+)`).exec(await (await web.browser().get('/mail')).text())?.[1] ?? ''
  await expect.poll(read).not.toBe('')
  return read()
}

/** A payload of the organisation as Temporal keeps it, in the form in which its pages ask. */
export async function encryptedPayload(organisation: string): Promise<object> {
  const codec = new EncryptingCodec([{ id: 'k1', key: new Uint8Array(32).fill(1) }])
  const [payload] = await inOrganisation(organisation, () =>
    codec.encode([{ metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('"Priya"') }]),
  )
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  return {
    metadata: Object.fromEntries(Object.entries(payload?.metadata ?? {}).map(([name, value]) => [name, base64(value)])),
    data: base64(payload?.data ?? new Uint8Array()),
  }
}
