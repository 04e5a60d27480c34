import type { Page, Route } from 'playwright-core'

/** Lets readings of a page wait until they are let go; what is sent goes on. */
export async function holdingReadings(
  page: Page,
  readings: RegExp,
): Promise<{ readonly isHeld: Promise<void>; letGo(): Promise<void> }> {
  const [held, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const all: Promise<void>[] = []
  const hold = (route: Route): Promise<void> => {
    if (route.request().method() !== 'GET') return route.continue()
    held.resolve()
    // the router may have ended it meanwhile
    const going = free.promise.then(() => route.continue()).catch(() => undefined)
    all.push(going)
    return going
  }
  await page.route(readings, hold)
  return {
    isHeld: held.promise,
    async letGo() {
      free.resolve()
      await Promise.all(all)
      await page.unroute(readings)
    },
  }
}
