import type { Request, Response } from 'express'
import { z } from 'zod'
import { refusals, type Refusal } from './errors.ts'

/** A list of the carrier's REST API. */
export interface List<Shape extends z.ZodRawShape, T> {
  /** What its entries can be selected by. */
  readonly filters: Shape
  readonly entries: (filters: z.output<z.ZodObject<Shape>>) => readonly T[]
  readonly base: string
  /** The most entries on a page, whatever is asked for; 1,000 unless said otherwise. */
  readonly most?: number
  /** How the API that the list belongs to words a refusal. */
  readonly refuse: (response: Response, refusals: readonly Refusal[]) => void
}

const paging = {
  page_size: z.coerce.number().int().min(1).max(1000).default(50),
  page_number: z.coerce.number().int().min(0).optional(),
  page_token: z
    .string()
    .regex(/^PA\d{1,9}$/, 'is no page of this list')
    .optional(),
}

/** Answers with the page of a list that is asked for. A filter that the list does not know is refused by name: left out, it would seem to match everything. */
export function answerList<Shape extends z.ZodRawShape, T>(
  request: Request,
  response: Response,
  { filters, entries, base, most = 1000, refuse }: List<Shape, T>,
): void {
  const { page_size, page_number, page_token, ...others } = request.query
  const asked = z.object(paging).safeParse({ page_size, page_number, page_token })
  const filter = z.strictObject(filters).safeParse(others)
  if (!asked.success || !filter.success)
    return refuse(
      response,
      [asked, filter].flatMap(({ error }) => (error ? refusals(error) : [])),
    )
  const { page_size: size, page_number: number, page_token: token } = asked.data
  response.json(
    page(request, {
      list: entries(filter.data),
      base,
      size: Math.min(size, most),
      number: number ?? Number(token?.slice(2) ?? 0),
    }),
  )
}

/** One page of a list, with the links of the carrier's REST API. */
function page<T>(
  request: Request,
  { list, base, size, number }: { list: readonly T[]; base: string; size: number; number: number },
): { links: Record<string, string>; data: T[] } {
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
