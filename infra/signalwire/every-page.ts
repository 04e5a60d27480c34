import type { z } from 'zod'
import { page } from './answers.ts'
import type { Http } from './http.ts'

export interface List<T> {
  /** What this is for, as an error begins: "logs". */
  readonly what: string
  /** From the first slash on. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | number>>
  /** Milliseconds to the full answer, for each page. */
  readonly within: number
  readonly item: z.ZodType<T>
}

/** All pages of a list, at most five hundred; the following page is asked for at our base, whatever host the link names. */
export async function everyPage<T>(wire: Http, list: List<T>): Promise<T[]> {
  const items: T[] = []
  let query: NonNullable<List<T>['query']> = { page_size: MOST_ON_A_PAGE, ...list.query }
  for (let pages = 0; pages < 500; pages++) {
    const { data, links } = await wire.send({
      what: list.what,
      method: 'GET',
      path: list.path,
      query,
      within: list.within,
      answer: page(list.item),
    })
    items.push(...data)
    if (!links?.next || data.length === 0) break
    query = Object.fromEntries(new URL(links.next, 'http://carrier.invalid').searchParams)
  }
  return items
}

/** The voice log gives no more than this on a page, whatever is asked for (seen on a live space by the carrier's own command-line tool). */
const MOST_ON_A_PAGE = 200
