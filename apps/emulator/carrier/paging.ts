import type { Request } from 'express'
import { z } from 'zod'
import { refusals, type Refusal } from './errors.ts'

/** Which page of a list is asked for, how many entries a page has, and what the entries are filtered by. */
export interface Asked<Filters> {
  readonly number: number
  readonly size: number
  readonly filters: Filters
}

const paging = {
  page_size: z.coerce.number().int().min(1).max(1000).default(50),
  page_number: z.coerce.number().int().min(0).optional(),
  page_token: z.string().regex(/^PA\d{1,9}$/, 'is no page of this list').optional()
}

/** Reads what a list is asked for. A filter that the list does not know is refused by name: left out, it would seem to match everything. */
export function readAsked<Shape extends z.ZodRawShape>(request: Request, filters: Shape): Asked<z.output<z.ZodObject<Shape>>> | { readonly refusals: readonly Refusal[] } {
  const { page_size, page_number, page_token, ...others } = request.query
  const page = z.object(paging).safeParse({ page_size, page_number, page_token })
  const filter = z.strictObject(filters).safeParse(others)
  if (!page.success || !filter.success) return { refusals: [page, filter].flatMap(({ error }) => (error ? refusals(error) : [])) }
  const { page_size: size, page_number: number, page_token: token } = page.data
  return { size, number: number ?? Number(token?.slice(2) ?? 0), filters: filter.data }
}

/** One page of a list, with the links of the carrier's REST API; `most` entries of it, whatever was asked for. */
export function page<T>(request: Request, { asked, list, base, most = 1000 }: { asked: Pick<Asked<unknown>, 'number' | 'size'>; list: readonly T[]; base: string; most?: number }): { links: Record<string, string>; data: T[] } {
  const { number } = asked
  const size = Math.min(asked.size, most)
  const link = (at: number) => {
    const url = new URL(`${base}${request.originalUrl}`)
    url.searchParams.set('page_size', String(size))
    url.searchParams.set('page_number', String(at))
    url.searchParams.delete('page_token')
    if (at > 0) url.searchParams.set('page_token', `PA${String(at)}`)
    return url.href
  }
  const links: Record<string, string> = { self: link(number), first: link(0) }
  if ((number + 1) * size < list.length) links.next = link(number + 1)
  if (number > 0) links.prev = link(number - 1)
  return { links, data: list.slice(number * size, (number + 1) * size) }
}
