import pg from 'pg'
import type { Letter } from '../../mail/mailer.ts'
import type { IdentityOptions } from '../identity.ts'

/** What an identity whose letters and troubles are noted is opened with. */
export function notedIdentity(): {
  readonly letters: readonly Letter[]
  readonly troubles: readonly string[]
  readonly options: Omit<IdentityOptions, 'url'>
} {
  const letters: Letter[] = []
  const troubles: string[] = []
  const options = {
    publicUrl: 'http://localhost:3000',
    secret: 's'.repeat(40),
    demo: false,
    send: async (letter: Letter) => void letters.push(letter),
    onTrouble: (message: string) => void troubles.push(message),
  }
  return { letters, troubles, options }
}

/** A browser's request with the cookie that it was given. */
export function request(setCookie?: string, headers: Record<string, string> = {}): Request {
  const cookie = setCookie?.split(';')[0]
  return new Request('http://localhost:3000/', { headers: { ...headers, ...(cookie === undefined ? {} : { cookie }) } })
}

/** What a question to the database answers. */
export async function asked(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}
