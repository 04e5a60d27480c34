import { z } from 'zod'
import { notFound } from '../access/require-permission.ts'

/** A flow's id from an address. @throws Response 404 when it cannot be a flow's. */
export function asId(param: string | undefined): string {
  const id = z.guid().safeParse(param)
  if (!id.success) throw notFound()
  return id.data
}
