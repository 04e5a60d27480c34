import type { Visitor } from './visitor.ts'

/** What an address said to what a page sent there. */
export interface Sent {
  readonly status: number
  /** Where the answer came from in the end: redirects are followed, as a browser does. */
  readonly path: string
  readonly text: string
}

export type Fields = Readonly<Record<string, string>>

/** What is sent: the fields of a form, or JSON. */
export type What = { readonly fields: Fields; readonly isLong?: boolean } | { readonly json: unknown }

/** Has the visitor's page, wherever it is, send something to an address, as its own forms and scripts would. */
export async function sends(visitor: Visitor, to: string, what: What): Promise<Sent> {
  const given =
    'json' in what
      ? { json: JSON.stringify(what.json), fields: {}, isLong: false }
      : { json: null, fields: { ...what.fields }, isLong: what.isLong === true }
  return visitor.page.evaluate(
    async ({ to: address, json, fields, isLong }) => {
      const form = isLong ? new FormData() : new URLSearchParams()
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      const body = json === null ? { body: form } : { body: json, headers: { 'content-type': 'application/json' } }
      const answer = await fetch(address, { method: 'POST', ...body })
      return { status: answer.status, path: new URL(answer.url).pathname, text: await answer.text() }
    },
    { to, ...given },
  )
}

/** The text of a page, as its server sends it. */
export function reads(visitor: Visitor, path: string): Promise<string> {
  return visitor.page.evaluate(
    async (address) => (await fetch(address, { headers: { accept: 'text/html' } })).text(),
    path,
  )
}
