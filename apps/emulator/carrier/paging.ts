import type { Request } from 'express'
import { z } from 'zod'

const pageQuery = z.object({
  page_size: z.coerce.number().int().min(1).max(1000).catch(50),
  page_number: z.coerce.number().int().min(0).catch(0)
})

/** One page of a list, with the links of the carrier's REST API; `most` entries of it, whatever was asked for. */
export function page<T>(request: Request, { list, base, most = 1000 }: { list: readonly T[]; base: string; most?: number }): { links: Record<string, string>; data: T[] } {
  const { page_size: asked, page_number: number } = pageQuery.parse(request.query)
  const size = Math.min(asked, most)
  const link = (at: number) => {
    const url = new URL(`${base}${request.originalUrl}`)
    url.searchParams.set('page_size', String(size))
    url.searchParams.set('page_number', String(at))
    if (at > 0) url.searchParams.set('page_token', `PA${String(at)}`)
    return url.href
  }
  const links: Record<string, string> = { self: link(number), first: link(0) }
  if ((number + 1) * size < list.length) links.next = link(number + 1)
  if (number > 0) links.prev = link(number - 1)
  return { links, data: list.slice(number * size, (number + 1) * size) }
}
