import type { Arrival } from '#flows/arrival.ts'
import type { Happening } from '#flows/call-events.ts'
import type { Database, Limits } from '../orm.ts'
import { LOCK_CALL } from './call-key.ts'
import { rebuildLocked } from './rebuild-call.ts'

/**
 * Keeps a call as it came in: its arrival, its row and its first event, in one transaction. The first fetch of a call's
 * document wins, and every later one is answered from what it froze.
 *
 * A caller without a name gets that of the organisation's contact with the number, if there is one.
 * @returns the arrival that stands.
 * @throws TooSlow, or what the database says; then nothing was kept, or what this arrival says.
 */
export async function freezeArrival(db: Database, { arrival, ...limits }: Limits & { readonly arrival: Arrival }): Promise<Arrival> {
  const { organisation, facts } = arrival
  return db.withOrganisation(
    organisation,
    async (em) => {
      await em.execute(LOCK_CALL, [facts.call])
      const rows = await em.execute<Frozen[]>(FREEZE, parametersOf(arrival))
      const { first, earlier, name } = rows[0] ?? { first: false, earlier: false, name: null }
      if (first) {
        if (earlier) await rebuildLocked(em, { organisation, call: facts.call })
        return named(arrival, name)
      }
      const standing = await em.execute<{ payload: Arrival }[]>('select payload from arrival where call = ?', [facts.call])
      const [row] = standing
      if (!row) throw new Error(`the carrier's call ${facts.call} has already arrived for another organisation`)
      return row.payload
    },
    limits,
  )
}

interface Frozen {
  /** Whether this arrival is the one that stands. */
  readonly first: boolean
  /** Whether events of the call had been kept before. */
  readonly earlier: boolean
  /** The caller's name as it was kept. */
  readonly name: string | null
}

const FREEZE = `
with given as (
  select ?::uuid as organisation, ?::text as call, ?::uuid as number, ?::uuid as flow, ?::int as version,
    to_timestamp(?::float8 / 1000) as at, ?::text as e164, ?::text as name, ?::jsonb as payload, ?::jsonb as what
), known as (
  select g.*, c.id as contact, coalesce(g.name, c.name) as called
  from given g left join contact c on c.organisation_id = g.organisation and c.e164 = g.e164
), frozen as (
  insert into arrival (organisation_id, call, number_id, payload, at)
  select organisation, call, number, jsonb_set(payload, '{facts,caller,name}', coalesce(to_jsonb(called), 'null')), at from known
  on conflict (call) do nothing
  returning call
), row as (
  insert into call (organisation_id, call, number_id, flow_id, version, caller_e164, caller_name, contact_id, arrived_at)
  select organisation, k.call, number, flow, version, e164, called, contact, at from known k join frozen using (call)
  on conflict (organisation_id, call) do nothing
), event as (
  insert into call_event (organisation_id, call, key, at, node, what)
  select organisation, k.call, 'arrived', at, null, case when name is null and called is not null then jsonb_set(what, '{caller}', to_jsonb(called)) else what end
  from known k join frozen using (call)
  on conflict (organisation_id, call, key) do nothing
  returning pg_notify('call_event', json_build_object('organisation', organisation_id, 'call', call, 'id', id)::text)
)
select exists (select from frozen) as first, (select called from known) as name, (select count(*) from event) as told,
  exists (select from call_event e join given g on e.organisation_id = g.organisation and e.call = g.call) as earlier`

function parametersOf(arrival: Arrival): readonly unknown[] {
  const { organisation, number, flow, version, facts } = arrival
  const { call, caller, arrivedAt } = facts
  const what: Happening = { kind: 'arrived', caller: caller.name ?? caller.e164 ?? 'a private number', number: facts.number.name, flow, version }
  return [organisation, call, number, flow, version, arrivedAt, caller.e164, caller.name, JSON.stringify(arrival), JSON.stringify(what)]
}

function named(arrival: Arrival, name: string | null): Arrival {
  if (name === arrival.facts.caller.name) return arrival
  return { ...arrival, facts: { ...arrival.facts, caller: { ...arrival.facts.caller, name } } }
}
