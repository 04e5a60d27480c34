import { isDeepStrictEqual } from 'node:util'
import type { CallRows, LegRow } from '#flows/call/happenings/call-fold.ts'
import type { CallSum } from '#flows/conversation/fold-conversation.ts'
import { prepared } from '../few-messages.ts'
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

/** What a call's row holds that is none of its fold, and is written with it. */
interface Beside {
  /** What lists tell of the call, if that has changed. */
  readonly words: Pick<CallSum, 'words' | 'news'> | null
  /** Whether phones are about to be dialled. */
  readonly dials: boolean
}

/**
 * What writes a fold into the rows of its call. Whatever else is in the rows stays.
 * @param shown the fold that the rows have, of which only what differs is written; null when that is not known.
 */
export function writingFold({
  organisation,
  call,
  fold,
  shown,
  words,
  dials,
}: CallKey & Beside & { readonly fold: CallRows; readonly shown: CallRows | null }): readonly Statement[] {
  const legs = fold.legs
    .map(legRow)
    .filter((one) => !shown?.legs.some((other) => isDeepStrictEqual(legRow(other), one)))
  const recordings = fold.recordings.filter((one) => !shown?.recordings.some(({ url }) => url === one.url))
  const head = shown !== null && isDeepStrictEqual(headOf(fold), headOf(shown)) ? [] : settingHead(fold)
  return [
    ...updatingCall({ organisation, call }, [
      ...head,
      ...(words === null ? [] : [{ sql: 'words = ?, news_event = ?', parameters: [words.words, words.news] }]),
      ...(dials ? [DIALLED_NOW] : []),
    ]),
    ...(legs.length === 0 ? [] : [prepared(WRITE_LEGS, [organisation, call, JSON.stringify(legs)])]),
    ...(recordings.length === 0 ? [] : [prepared(WRITE_RECORDINGS, [organisation, call, JSON.stringify(recordings)])]),
  ]
}

/** One update for all: a row that is written twice in one transaction has all its references checked again. */
function updatingCall({ organisation, call }: CallKey, settings: readonly Statement[]): readonly Statement[] {
  if (settings.length === 0) return []
  return [
    prepared(`update call set ${settings.map(({ sql }) => sql).join(', ')} where organisation_id = ? and call = ?`, [
      ...settings.flatMap(({ parameters }) => parameters),
      organisation,
      call,
    ]),
  ]
}

type Head = Omit<CallRows, 'legs' | 'recordings'>

function headOf({ state, outcome, seconds, answeredAt, endedAt }: CallRows): Head {
  return { state, outcome, seconds, answeredAt, endedAt }
}

function settingHead({ state, outcome, seconds, answeredAt, endedAt }: CallRows): readonly Statement[] {
  return [
    {
      sql: `state = ?, outcome = ?, seconds = ?, answered_at = ${moment('?::float8')}, ended_at = ${moment('?::float8')}`,
      parameters: [state, outcome, seconds, answeredAt, endedAt],
    },
  ]
}

function legRow(row: LegRow): LegRow {
  const { leg, carrier, member, name, address, state, ringingAt, pickedUpAt, claimedAt, joinedAt, endedAt, why } = row
  return { leg, carrier, member, name, address, state, ringingAt, pickedUpAt, claimedAt, joinedAt, endedAt, why }
}

const DIALLED_NOW: Statement = { sql: 'dialled_at = now()', parameters: [] }

const moment = (milliseconds: string): string => `to_timestamp(${milliseconds} / 1000)`

const WRITE_LEGS = `
insert into leg (organisation_id, call, leg, carrier, member, name, address, state, ringing_at, picked_up_at, claimed_at, joined_at, ended_at, why)
select ?, ?, f.leg, f.carrier, f.member, f.name, f.address, f.state, ${moment('f."ringingAt"')}, ${moment('f."pickedUpAt"')}, ${moment('f."claimedAt"')},
  ${moment('f."joinedAt"')}, ${moment('f."endedAt"')}, f.why
from jsonb_to_recordset(?::jsonb) as f (leg text, carrier text, member text, name text, address text, state text, why text,
  "ringingAt" float8, "pickedUpAt" float8, "claimedAt" float8, "joinedAt" float8, "endedAt" float8)
on conflict (organisation_id, call, leg) do update set carrier = excluded.carrier, state = excluded.state,
  ringing_at = excluded.ringing_at, picked_up_at = excluded.picked_up_at, claimed_at = excluded.claimed_at, joined_at = excluded.joined_at,
  ended_at = excluded.ended_at, why = excluded.why`

const WRITE_RECORDINGS = `
insert into recording (organisation_id, call, url, seconds, "from", made_at)
select ?, ?, f.url, f.seconds, f."from", ${moment('f."madeAt"')}
from jsonb_to_recordset(?::jsonb) as f (url text, seconds int, "from" text, "madeAt" float8)
on conflict (organisation_id, call, url) do nothing`
