/** A base address without the slashes at its end, so that a path can be put behind it. Looks at each slash once, however many there are. */
export function withoutSlashes(base: string): string {
  return base.replace(/(?<!\/)\/+$/, '')
}
