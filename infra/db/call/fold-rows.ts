import type { CallRows, LegRow } from '#flows/call/happenings/call-fold.ts'
import type { Statement } from '../orm.ts'
import { millisecondsOf, type CallKey } from './call-key.ts'

/** SQL that gives a call's fold as its rows have it, or null when there is no such row. Takes organisation and call. */
export const FOLD_OF_ROWS = `
  select jsonb_build_object(
    'state', c.state, 'outcome', c.outcome, 'seconds', c.seconds,
    'answeredAt', ${millisecondsOf('c.answered_at')}, 'endedAt', ${millisecondsOf('c.ended_at')},
    'legs', coalesce((select jsonb_agg(jsonb_build_object(
        'leg', l.leg, 'carrier', l.carrier, 'member', l.member, 'name', l.name, 'address', l.address, 'state', l.state, 'why', l.why,
        'ringingAt', ${millisecondsOf('l.ringing_at')}, 'pickedUpAt', ${millisecondsOf('l.picked_up_at')},
        'claimedAt', ${millisecondsOf('l.claimed_at')},
        'joinedAt', ${millisecondsOf('l.joined_at')}, 'endedAt', ${millisecondsOf('l.ended_at')}) order by l.ringing_at, l.leg)
      from leg l where l.organisation_id = c.organisation_id and l.call = c.call), '[]'),
    'recordings', coalesce((select jsonb_agg(jsonb_build_object(
        'url', r.url, 'seconds', r.seconds, 'from', r."from", 'madeAt', ${millisecondsOf('r.made_at')}) order by r.made_at, r.url)
      from recording r where r.organisation_id = c.organisation_id and r.call = c.call), '[]'))
  from call c where c.organisation_id = ? and c.call = ?`

/** What of a fold is written into rows. */
export function rowsIn({ state, outcome, seconds, answeredAt, endedAt, legs, recordings }: CallRows): CallRows {
  return { state, outcome, seconds, answeredAt, endedAt, legs: legs.map(legRow), recordings }
}

function legRow(row: LegRow): LegRow {
  const { leg, carrier, member, name, address, state, ringingAt, pickedUpAt, claimedAt, joinedAt, endedAt, why } = row
  return { leg, carrier, member, name, address, state, ringingAt, pickedUpAt, claimedAt, joinedAt, endedAt, why }
}

/** What writes a fold into the rows of its call. Whatever else is in the rows stays. */
export function writingFold({ organisation, call, fold }: CallKey & { readonly fold: CallRows }): Statement {
  const { legs, recordings, ...head } = rowsIn(fold)
  return {
    sql: WRITE,
    parameters: [
      JSON.stringify(head),
      organisation,
      call,
      organisation,
      call,
      JSON.stringify(legs),
      organisation,
      call,
      JSON.stringify(recordings),
    ],
  }
}

const moment = (milliseconds: string): string => `to_timestamp(${milliseconds} / 1000)`

const WRITE = `
with head as (
  update call set state = f.state, outcome = f.outcome, seconds = f.seconds,
    answered_at = ${moment('f."answeredAt"')}, ended_at = ${moment('f."endedAt"')}
  from jsonb_to_record(?::jsonb) as f (state text, outcome text, seconds int, "answeredAt" float8, "endedAt" float8)
  where organisation_id = ? and call = ?
), legs as (
  insert into leg (organisation_id, call, leg, carrier, member, name, address, state, ringing_at, picked_up_at, claimed_at, joined_at, ended_at, why)
  select ?, ?, f.leg, f.carrier, f.member, f.name, f.address, f.state, ${moment('f."ringingAt"')}, ${moment('f."pickedUpAt"')}, ${moment('f."claimedAt"')},
    ${moment('f."joinedAt"')}, ${moment('f."endedAt"')}, f.why
  from jsonb_to_recordset(?::jsonb) as f (leg text, carrier text, member text, name text, address text, state text, why text,
    "ringingAt" float8, "pickedUpAt" float8, "claimedAt" float8, "joinedAt" float8, "endedAt" float8)
  on conflict (organisation_id, call, leg) do update set carrier = excluded.carrier, state = excluded.state,
    ringing_at = excluded.ringing_at, picked_up_at = excluded.picked_up_at, claimed_at = excluded.claimed_at, joined_at = excluded.joined_at, ended_at = excluded.ended_at, why = excluded.why
)
insert into recording (organisation_id, call, url, seconds, "from", made_at)
select ?, ?, f.url, f.seconds, f."from", ${moment('f."madeAt"')}
from jsonb_to_recordset(?::jsonb) as f (url text, seconds int, "from" text, "madeAt" float8)
on conflict (organisation_id, call, url) do nothing`
