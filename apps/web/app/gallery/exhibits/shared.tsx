import { addressOf } from '../../reach/addresses.ts'
import HomePage, { type loader as homeLoader } from '../../home/home.page.tsx'
import { LiveBar } from '../../live/live-bar.tsx'
import { AskingButton } from '../../forms/asking-button.tsx'
import { OutcomeMark } from '../../calling/call-rows-outcome.tsx'
import { FormAnswerNote } from '../../forms/form-answer.tsx'
import type { FramePerson } from '../../frame/person.ts'
import { NotificationsBell, NotificationsButton, NotificationsOffer } from '../../frame/notifications.tsx'
import { Palette } from '../../frame/palette.tsx'
import { Rail } from '../../frame/rail.tsx'
import { NotFound } from '../../look/not-found.tsx'
import { Player } from '../../calling/player.tsx'
import type { FormAnswer } from '../../forms/read-form.server.ts'
import { Refused } from '../../access/refused.tsx'
import { Trouble } from '../../look/trouble.tsx'
import type { Exhibit, ExhibitGroup } from '../exhibit.ts'
import { done, refusedWith } from '../seeds/answers.ts'
import { liveNow } from '../seeds/live.ts'
import { ana, harbourBikes, longName, quayBooks } from '../seeds/people.ts'
import { PageStage, Stage, type DataOf } from '../stage.tsx'

function rail(
  id: string,
  name: string,
  more: Partial<FramePerson>,
  { unread = 3, isConnected = true }: { unread?: number; isConnected?: boolean } = {},
): Exhibit {
  const person: FramePerson = {
    ...ana,
    organisation: harbourBikes,
    organisations: [harbourBikes],
    administrators: ['Olive', 'Adam'],
    addsPeople: false,
    invitations: [],
    role: 'member',
    ...more,
  }
  return {
    id,
    name,
    source: 'frame/rail.tsx',
    as: 'edge',
    alone: true,
    show: () => (
      <Stage at={addressOf.inbox()}>
        <Rail person={person} unread={unread} isConnected={isConnected}>
          {null}
        </Rail>
      </Stage>
    ),
  }
}

function note(id: string, name: string, answer: FormAnswer): Exhibit {
  return { id, name, source: 'forms/form-answer.tsx', show: () => <FormAnswerNote answer={answer} /> }
}

function home(
  id: string,
  name: string,
  data: Omit<DataOf<typeof homeLoader>, 'isSignedIn'>,
  isSignedIn = false,
): Exhibit {
  return {
    id,
    name,
    source: 'home/home.page.tsx',
    as: 'page',
    show: () => <PageStage<typeof homeLoader> page={HomePage} data={{ ...data, isSignedIn }} />,
  }
}

export const sharedGroup: ExhibitGroup = {
  id: 'frame',
  name: 'Frame, home, trouble',
  exhibits: [
    rail('rail-owner', 'Rail: an owner', { role: 'owner' }),
    rail(
      'rail-member',
      'Rail: a member of two organisations',
      { organisations: [harbourBikes, quayBooks], invitations: ['Tide Tables'] },
      { unread: 128 },
    ),
    rail('rail-auditor', 'Rail: an auditor', { role: 'auditor' }, { unread: 0 }),
    rail(
      'rail-lost',
      'Rail: not connected, a long name',
      { ...longName, organisation: quayBooks },
      { unread: 0, isConnected: false },
    ),
    {
      id: 'notifications',
      name: 'Offer of notifications, as this browser has answered it',
      source: 'frame/notifications.tsx',
      show: () => <NotificationsButton />,
    },
    {
      id: 'notifications-unasked',
      name: 'Bell: this browser has not been asked',
      source: 'frame/notifications.tsx',
      show: () => <NotificationsBell state="unasked" />,
    },
    {
      id: 'notifications-on',
      name: 'Bell: this browser tells of calls',
      source: 'frame/notifications.tsx',
      show: () => <NotificationsBell state="on" />,
    },
    {
      id: 'notifications-off',
      name: 'Bell: turned off in this browser',
      source: 'frame/notifications.tsx',
      show: () => <NotificationsBell state="off" />,
    },
    {
      id: 'notifications-blocked',
      name: 'Bell: this browser has said no',
      source: 'frame/notifications.tsx',
      show: () => <NotificationsBell state="blocked" />,
    },
    {
      id: 'notifications-offer',
      name: 'Offer of notifications after the first ring, where this browser has not been asked',
      source: 'frame/notifications.tsx',
      as: 'edge',
      show: () => (
        <Stage>
          <LiveBar live={liveNow([])} member={ana.member} idle={<NotificationsOffer onDecline={() => undefined} />} />
        </Stage>
      ),
    },
    {
      id: 'palette',
      name: 'Palette',
      source: 'frame/palette.tsx',
      alone: true,
      show: () => (
        <Stage>
          <Palette
            person={{
              ...ana,
              organisation: harbourBikes,
              organisations: [harbourBikes],
              administrators: ['Olive', 'Adam'],
              addsPeople: true,
              invitations: [],
              role: 'owner',
            }}
            onClose={() => undefined}
          />
        </Stage>
      ),
    },
    home('home', 'Home: ready, with virtual phones', { phonesUrl: 'http://localhost:3001/', missing: [] }),
    home(
      'home-signed-in',
      'Home: ready, for somebody who is signed in',
      { phonesUrl: 'http://localhost:3001/', missing: [] },
      true,
    ),
    home('home-carrier', 'Home: ready, with a real carrier', { phonesUrl: null, missing: [] }),
    home('home-missing', 'Home: not ready', {
      phonesUrl: null,
      missing: ['The database does not answer.', 'No worker takes calls yet.'],
    }),
    {
      id: 'not-found',
      name: 'There is no such page',
      source: 'look/not-found.tsx',
      as: 'page',
      show: () => (
        <Stage>
          <NotFound />
        </Stage>
      ),
    },
    {
      id: 'refused',
      name: 'Not allowed',
      source: 'access/refused.tsx',
      as: 'page',
      show: () => (
        <Stage>
          <Refused why="Only owners and admins can publish flows. Ask Olive or Adam." />
        </Stage>
      ),
    },
    {
      id: 'trouble',
      name: 'A page that failed',
      source: 'look/trouble.tsx',
      as: 'page',
      show: () => <Trouble error={{ message: 'what failed is for the log' }} />,
    },
    {
      id: 'trouble-developing',
      name: 'A page that failed, while developing',
      source: 'look/trouble.tsx',
      as: 'page',
      show: () => {
        const error = new Error('the list of legs was empty')
        error.stack =
          'Error: the list of legs was empty\n    at legsOf (apps/web/app/calls/legs.tsx:19:9)\n    at CallPage (apps/web/app/calls/call.page.tsx:52:11)'
        return <Trouble error={error} />
      },
    },
    {
      id: 'asking',
      name: 'A button that asks first',
      source: 'forms/asking-button.tsx',
      show: () => (
        <AskingButton
          name="intent"
          value="remove"
          question="Ana stops ringing for Sales, and loses her place on its list."
          yes="Remove Ana"
          no="Keep Ana"
        >
          Remove
        </AskingButton>
      ),
    },
    {
      id: 'outcomes',
      name: 'Outcomes by icon and word',
      source: 'calling/call-rows-outcome.tsx',
      show: () =>
        (['waiting', 'ringing', 'talking', 'answered', 'voicemail', 'missed', 'done'] as const).map((kind) => (
          <OutcomeMark key={kind} kind={kind} />
        )),
    },
    note('form-done', 'A form: done', done('save', 'The order is saved.')),
    note(
      'form-doubt',
      'A form: done, with a doubt',
      done(
        'save',
        'The flow is chosen.',
        'The carrier does not confirm the number yet, so calls may not reach it. The carrier cannot be reached. You can try again on the number’s page.',
      ),
    ),
    note('form-refused', 'A form: refused', refusedWith('save', 'number-in-use')),
    {
      id: 'player',
      name: 'Player',
      source: 'calling/player.tsx',
      show: () => <Player src="/gallery/sound/tone.wav" seconds={4} label="Voicemail from Carla Berg" />,
    },
    {
      id: 'player-failed',
      name: 'Player: what it plays is not there',
      source: 'calling/player.tsx',
      show: () => <Player src="/gallery/nothing/here" seconds={3_912} label="Voicemail from nobody" />,
    },
  ],
}
