import type { TimelineCursor } from '#infra/db/inbox/timeline.ts'

/** A place in a timeline as it stands in an address; null when it is none. */
export function timelineCursor(written: string | null): TimelineCursor | null {
  const [, arrivedAt, id] = /^(\d{1,16}(?:\.\d+)?)_([0-9a-f-]{36})$/.exec(written ?? '') ?? []
  return arrivedAt === undefined || id === undefined ? null : { arrivedAt: Number(arrivedAt), id }
}

export function writtenCursor(cursor: TimelineCursor | null): string | null {
  return cursor === null ? null : `${cursor.arrivedAt}_${cursor.id}`
}
