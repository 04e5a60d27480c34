/** Milliseconds as a call's clock shows them: `0:42`, `1:02:05`. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}

/** How long ago something was, in the words of somebody glancing at a clock. */
export function ago(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  if (seconds < 5) return 'just now'
  if (seconds < 60) return `${seconds} s ago`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)} h ago` : `${Math.floor(seconds / 86_400)} d ago`
}

/** A duration of the control plane (`500ms`, `3s`, `2m`) in milliseconds; `null` when it is none. */
export function durationMs(text: string): number | null {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? []
  const factor = unit && factors.get(unit)
  return amount && factor ? Number(amount) * factor : null
}

/** An instant with its date and milliseconds, for those who hover. */
export function exactTime(iso: string): string {
  const at = new Date(iso)
  return `${at.toLocaleString('en-GB')}.${String(at.getMilliseconds()).padStart(3, '0')}`
}

const factors = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
])
