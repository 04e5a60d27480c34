import { AxeBuilder } from '@axe-core/playwright'
import type { Visitor } from './visitor.ts'

/** What is wrong with the page that somebody looks at, beside what its console says; empty when nothing is. */
export async function faultsOf(visitor: Visitor): Promise<string[]> {
  const { page } = visitor
  const { title, headings, sideways } = await page.evaluate(() => ({
    title: document.title,
    headings: [...document.querySelectorAll('h1')].filter((heading) => heading.checkVisibility()).length,
    sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }))
  const faults: string[] = []
  if (title === '') faults.push('has no title')
  if (headings !== 1) faults.push(`has ${headings} headings of the first level`)
  if (sideways > 0) faults.push(`scrolls sideways by ${sideways} px`)
  // its ordinary mode opens a second page to gather the findings of frames, of which we have none
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  for (const { id, impact, nodes } of violations) {
    faults.push(`axe ${id} (${impact}): ${nodes.map(({ target, failureSummary = '' }) => `${target.join(' ')} — ${failureSummary.replaceAll(/\s+/g, ' ')}`).join('; ')}`)
  }
  return faults
}
