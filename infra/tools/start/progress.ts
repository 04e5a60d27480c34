/** Where the lines go; process.stdout in real life. */
export type Write = (text: string) => void

/** Says what goes on while somebody waits: nothing if quick, a line at once if slow, and how long it took. */
export interface Progress {
  /** Runs a step and prints its line. The step may tell how far it is. */
  step<T>(what: string, work: (tell: (line: string) => void) => Promise<T>): Promise<T>
  /** A line from one of the running processes, or a plain remark. */
  say(line: string, who?: string): void
}

/** Progress for a terminal. A step that takes more than a second is announced; each is ticked off with its time. */
export function progressOn(write: Write): Progress {
  const say = (line: string, who?: string) => write(who === undefined ? `${line}\n` : `${who.padEnd(9)}│ ${line}\n`)
  return {
    say,
    async step(what, work) {
      const began = Date.now()
      const announce = setTimeout(() => say(`… ${what}`), 1_000)
      try {
        const result = await work((line) => say(`  ${line}`))
        say(`✓ ${what} (${seconds(Date.now() - began)})`)
        return result
      } catch (error) {
        say(`✗ ${what} (${seconds(Date.now() - began)})`)
        throw error
      } finally {
        clearTimeout(announce)
      }
    },
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}
