/**
 * Resolves when nothing is runnable: whatever waits for anything but the clock has gone on as far as it can. The platform takes
 * up a message only when no promise is left to be told, so this holds however long the chains of awaits are that were begun.
 */
export function idle(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve)
    if (waiting.length > 1) return
    // a port that is listened to would keep a process alive
    heard.onmessage = tellAll
    sent.postMessage(null)
  })
}

const { port1: heard, port2: sent } = new MessageChannel()
let waiting: (() => void)[] = []

function tellAll(): void {
  heard.onmessage = null
  const all = waiting
  waiting = []
  for (const resolve of all) resolve()
}
