import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'

/** How far the imports that run now are, from 0 to 1, by who runs them and the name that their page gave them. */
const running = new Map<string, number>()

type Importer = Pick<DeedContext, 'organisation' | 'actor'>

/** Whoever has no name for it hears nothing. */
export function beginProgress(who: Importer, run: FormDataEntryValue | null) {
  const name = nameOf(who, run)
  if (name !== null) running.set(name, 0)
  return {
    tell: (part: number) => void (name !== null && running.set(name, part)),
    end: () => void (name !== null && running.delete(name)),
  }
}

/** Null when no such import runs. */
export function progressOf(who: Importer, run: string | null): number | null {
  const name = nameOf(who, run)
  return name === null ? null : (running.get(name) ?? null)
}

function nameOf({ organisation, actor }: Importer, run: unknown): string | null {
  const read = z.guid().safeParse(run)
  return read.success ? `${organisation} ${actor} ${read.data}` : null
}
