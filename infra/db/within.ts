/** The database did not answer in the time that the asker had. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow'
  constructor(milliseconds: number) {
    super(`the database did not answer within ${milliseconds} ms`)
  }
}

/**
 * Runs `work` and rejects after `milliseconds` if it has not ended by then. The work itself cannot be stopped, so it
 * gets a function that throws once nobody waits any longer, to be called before each thing that has an effect.
 * @throws TooSlow
 */
export async function within<T>(milliseconds: number, work: (stillWanted: () => void) => Promise<T>): Promise<T> {
  let late = false
  const stillWanted = () => {
    if (late) throw new TooSlow(milliseconds)
  }
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      late = true
      reject(new TooSlow(milliseconds))
    }, milliseconds)
  })
  const working = work(stillWanted)
  working.catch(() => undefined) // when it is late, its own failure interests nobody
  try {
    return await Promise.race([working, limit])
  } finally {
    clearTimeout(timer)
  }
}
