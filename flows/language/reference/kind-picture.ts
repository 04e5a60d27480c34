import type { KindPage } from './kind-page.ts'

const CARD = { width: 280, head: 66, exit: 30, foot: 8 } as const

const colours: Readonly<Record<KindPage['group'], string>> = {
  start: '#0b6bcb',
  people: '#b45309',
  talk: '#0c8599',
  ways: '#7048e8',
  act: '#ae3ec9',
  end: '#868e96',
}

/** A kind's card with its exits, as the canvas shows it: an SVG picture. */
export function kindPicture({
  label,
  summary,
  group,
  exits,
}: Pick<KindPage, 'label' | 'summary' | 'group' | 'exits'>): string {
  const height = CARD.head + exits.length * CARD.exit + CARD.foot
  const lines = exits.map(({ words }, index) => {
    const y = CARD.head + index * CARD.exit + CARD.exit / 2
    return [
      `<text x="${CARD.width - 22}" y="${y + 5}" text-anchor="end" font-size="14" fill="#495057">${escaped(short(words, 34))}</text>`,
      `<circle cx="${CARD.width}" cy="${y}" r="6" fill="#ffffff" stroke="${colours[group]}" stroke-width="2"/>`,
    ].join('\n')
  })
  const entry = group === 'start' ? [] : [`<circle cx="0" cy="33" r="6" fill="${colours[group]}"/>`]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -8 ${CARD.width + 16} ${height + 16}" width="${CARD.width + 16}" height="${height + 16}" font-family="Inter, system-ui, sans-serif" role="img" aria-label="${escaped(`${label}: ${exits.map(({ words }) => words).join(', ') || 'no exits'}`)}">`,
    `<rect width="${CARD.width}" height="${height}" rx="10" fill="#ffffff" stroke="#ced4da"/>`,
    `<path d="M10 0h${CARD.width - 20}a10 10 0 0 1 10 10v-6H0v6a10 10 0 0 1 10-10z" fill="${colours[group]}"/>`,
    ...entry,
    `<text x="16" y="30" font-size="15" font-weight="600" fill="#212529">${escaped(label)}</text>`,
    `<text x="16" y="52" font-size="13" fill="#495057">${escaped(short(summary, 40))}</text>`,
    ...lines,
    '</svg>',
    '',
  ].join('\n')
}

function short(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
