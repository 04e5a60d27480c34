const steps = [
  [60, 'second'],
  [3600, 'minute'],
  [86_400, 'hour'],
  [604_800, 'day'],
] as const
const lengths = { second: 1, minute: 60, hour: 3600, day: 86_400 } as const

/** How long ago something was: "2 minutes ago"; from a week on the day itself. @param at ISO 8601. @param now milliseconds. */
export function ago(at: string, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(at)) / 1000))
  if (seconds < 10) return 'just now'
  const unit = steps.find(([below]) => seconds < below)?.[1]
  if (!unit) return new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(new Date(at))
  return new Intl.RelativeTimeFormat('en').format(-Math.floor(seconds / lengths[unit]), unit)
}
