import type { RunningCall } from '../../live/live-calls.ts'
import { LiveBar } from '../../live/live-bar.tsx'
import { SecondsLeft } from '../../live/seconds-left.tsx'
import type { Exhibit, ExhibitGroup } from '../exhibit.ts'
import {
  connecting,
  gone,
  liveNow,
  otherArrives,
  otherLeaves,
  otherRings,
  otherTalks,
  over,
  pickedUp,
  rings,
  ringsFromTheRight,
  ringsLong,
  ringsTogether,
  ringsWithheld,
  taken,
  talks,
} from '../seeds/live.ts'
import { ana } from '../seeds/people.ts'
import { Stage } from '../stage.tsx'

/** What Ana sees on top of her pages. */
function bar(
  id: string,
  name: string,
  calls: readonly ((now: number) => RunningCall)[],
  more: Parameters<typeof liveNow>[1] = {},
): Exhibit {
  return {
    id,
    name,
    source: 'live/live-bar.tsx',
    ticks: true,
    as: 'edge',
    show: (now) => (
      <Stage>
        <LiveBar
          live={liveNow(
            calls.map((call) => call(now)),
            more,
          )}
          member={ana.member}
        />
      </Stage>
    ),
  }
}

export const liveGroup: ExhibitGroup = {
  id: 'live',
  name: 'Live',
  exhibits: [
    bar('rings', 'My phone rings', [rings]),
    bar('rings-together', 'My phone rings, and others’', [ringsTogether]),
    bar('rings-long', 'My phone rings: long names', [ringsLong]),
    bar('rings-from-the-right', 'My phone rings: a name from the right', [ringsFromTheRight]),
    bar('rings-withheld', 'My phone rings: no number is shown', [ringsWithheld]),
    bar('picked-up', 'I have picked up', [pickedUp]),
    bar('connecting', 'I have accepted', [connecting]),
    bar('talks', 'I talk', [talks]),
    bar('taken', 'Somebody else answered', [taken]),
    bar('over', 'The call is over', [over]),
    bar('gone', 'Missed', [gone]),
    bar('two-at-once', 'I talk, and my phone rings again', [talks, ringsTogether]),
    bar('five-at-once', 'Five call me at once', [ringsLong, ringsTogether, rings, ringsFromTheRight, ringsWithheld]),
    bar('idle', 'No calls', []),
    bar('quiet', 'Others’ calls only', [otherRings]),
    bar('quiet-many', 'Others’ calls, many', [otherArrives, otherRings, otherLeaves, otherTalks]),
    bar('own-and-others', 'My phone rings, others talk', [rings, otherTalks, otherLeaves]),
    bar('lost', 'Reconnecting', [], { isConnected: false }),
    bar('lost-while-ringing', 'Reconnecting while my phone rings', [rings], { isConnected: false }),
    {
      id: 'seconds',
      name: 'The seconds that are left',
      source: 'live/seconds-left.tsx',
      show: (now) =>
        [20, 12, 4, 0].map((left) => (
          <SecondsLeft key={left} since={now - (20 - left) * 1000} seconds={20} now={now} />
        )),
    },
  ],
}
