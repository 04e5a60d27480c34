import { Rehearsal } from '#flows/rehearsal/rehearsal.ts'
import { sales } from '#test/builders/flows.ts'
import { Office } from '#test/builders/office.ts'

/** The same chain in virtual time: the real call with nothing under it that lasts. @returns CPU milliseconds for each call. */
export async function inMemory(calls: number): Promise<number> {
  const office = new Office(sales, ['Ana', 'Ben', 'Cy'])
  const before = process.cpuUsage()
  for (let call = 0; call < calls; call += 1) await chainOf(office)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / calls
}

async function chainOf(office: Office): Promise<void> {
  const rehearsal = new Rehearsal(await office.arrival({ at: 1_700_000_000_000 }))
  const third = rehearsal.world.phone(office.colleague('Cy').address ?? '')
  await rehearsal.begin()
  while (!third.ringing && rehearsal.outcome === null) await rehearsal.passes(1000)
  await rehearsal.passes(300)
  third.pickUp()
  third.press1()
  await rehearsal.passes(1500)
  rehearsal.world.caller.hangUp()
  await rehearsal.finishes()
  if (rehearsal.outcome !== 'answered') throw new Error(`the rehearsed chain ended "${String(rehearsal.outcome)}"`)
}
