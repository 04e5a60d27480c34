import { vi } from 'vitest'

/** Asks again and again until it is so. @throws Error that says what was waited for. */
export async function until(isSo: () => Promise<boolean>, what: string, within = 30_000): Promise<void> {
  await vi.waitFor(
    async () => {
      if (!(await isSo())) throw new Error(`it does not come about that ${what}`)
    },
    { timeout: within, interval: 50 },
  )
}
