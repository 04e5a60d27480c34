import { AxeBuilder } from '@axe-core/playwright'
import type { Visitor } from './visitor.ts'

/** What is wrong with the page that somebody looks at, beside what its console says; empty when nothing is. */
export async function faultsOf(visitor: Visitor): Promise<string[]> {
  return [...(await shapeFaultsOf(visitor)), ...(await axeFaultsOf(new AxeBuilder({ page: visitor.page })))]
}

/** The same for the colours alone: another scheme changes nothing else. */
export async function colourFaultsOf({ page }: Visitor): Promise<string[]> {
  return axeFaultsOf(new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']))
}

async function shapeFaultsOf({ page }: Visitor): Promise<string[]> {
  const { title, headings, sideways, styles } = await page.evaluate(() => ({
    title: document.title,
    headings: [...document.querySelectorAll('h1')].filter((heading) => heading.checkVisibility()).length,
    sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    styles: [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].map(({ href }) => href),
  }))
  const faults: string[] = []
  if (title === '') faults.push('has no title')
  if (headings !== 1) faults.push(`has ${headings} headings of the first level`)
  if (sideways > 0) faults.push(`scrolls sideways by ${sideways} px`)
  // Mantine's styles: after those of a page they would overrule them, and they come anew for a part of a page that names them
  if (styles.findLastIndex((href) => href.includes('/root-')) !== 0)
    faults.push(`loads its styles as ${styles.join(', ')}`)
  return faults
}

async function axeFaultsOf(axe: AxeBuilder): Promise<string[]> {
  // its ordinary mode opens a second page to gather the findings from frames, and we have none
  const { violations } = await axe.setLegacyMode(true).analyze()
  return violations.map(
    ({ id, impact, nodes }) =>
      `axe ${id} (${impact}): ${nodes.map(({ target, failureSummary = '' }) => `${target.join(' ')} — ${failureSummary.replaceAll(/\s+/g, ' ')}`).join('; ')}`,
  )
}
