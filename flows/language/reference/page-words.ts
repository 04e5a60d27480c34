import type { KindPage } from './kind-page.ts'

/** What stands at the beginning of a page's parts. */
export function sectionsOf({ exits, exitsFollow, gives, givesFollow, issues }: KindPage) {
  return {
    exits:
      exits.length === 0
        ? 'It ends the call.'
        : exitsFollow
          ? 'They follow from the settings. With those of the example:'
          : 'The same for every node of this kind:',
    values:
      gives.length === 0
        ? 'It gives none.'
        : givesFollow
          ? 'They follow from the settings. With those of the example, later nodes know:'
          : 'Nodes behind it know:',
    issues:
      issues.length === 0
        ? 'Nothing but what stands at its settings.'
        : 'Besides what stands at its settings, as of the example on a number that has nobody:',
  } as const
}

/** What holds where nothing is said, as a sentence. */
export function otherwiseWords({ otherwise }: Pick<KindPage['fields'][number], 'otherwise'>): string {
  if (otherwise === null) return 'Required.'
  return `Default: ${otherwise}${/[.?!]$/.test(otherwise) ? '' : '.'}`
}

/** When calls take an exit, and what is to be known of it. */
export function exitTaken({ mustConnect, quick, isOutage }: KindPage['exits'][number]): string {
  const notes = [
    mustConnect ? 'must be connected' : 'ends the call where it is left open',
    ...(quick ? ['can be taken without anybody doing anything'] : []),
    ...(isOutage ? ['taken by a call that cannot reach Ringdown'] : []),
  ]
  return notes.join('; ')
}
