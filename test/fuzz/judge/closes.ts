import type { CallLedger } from '../ledger/ledger.ts'

/** Every call has a workflow that closes by itself, and a row that ended. */
export function closes({ carrier, row, workflow }: CallLedger): readonly string[] {
  const complaints: string[] = []
  if (carrier.endedAt === null) complaints.push('the caller’s leg has never ended')
  const open = carrier.legs.filter(({ endedAt }) => endedAt === null)
  if (open.length > 0) complaints.push(`the carrier still has legs of it to ${open.map(({ to }) => to).join(', ')}`)
  if (!row) complaints.push('it has no row')
  else if (row.state !== 'ended' || row.endedAt === null) complaints.push(`its row never ended: it says "${row.state}"`)
  if (workflow === null) complaints.push('it has no workflow')
  else if (workflow.state !== 'COMPLETED') complaints.push(`its workflow is ${workflow.state}`)
  return complaints
}
