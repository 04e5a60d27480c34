import { addressOf } from '../../reach/addresses.ts'
import { Devices } from '../../people/devices.tsx'
import PeoplePage, { type action as peopleAction, type loader as peopleLoader } from '../../people/people.page.tsx'
import PersonPage, { type action as personAction, type loader as personLoader } from '../../people/person.page.tsx'
import type { PersonView } from '../../people/person-view.server.ts'
import { ReadinessRow, ReadinessShort } from '../../readiness/readiness-row.tsx'
import type { Exhibit, ExhibitGroup } from '../exhibit.ts'
import { done, refusedWith } from '../seeds/answers.ts'
import { deviceStates, person, peopleLines } from '../seeds/person-view.ts'
import { administrators, harbourBikes, longName } from '../seeds/people.ts'
import { checksOf, readinessStates } from '../seeds/readiness.ts'
import { PageStage, Stage, type DataOf } from '../stage.tsx'

type PersonData = DataOf<typeof personLoader>

function list(
  id: string,
  name: string,
  more: Partial<DataOf<typeof peopleLoader>> = {},
  answered?: DataOf<typeof peopleAction>,
): Exhibit {
  return {
    id,
    name,
    source: 'people/people.page.tsx',
    as: 'page',
    show: (now) => (
      <PageStage<typeof peopleLoader, typeof peopleAction>
        page={PeoplePage}
        data={{
          people: peopleLines(now),
          organisation: harbourBikes.name,
          mayInvite: true,
          roles: ['owner', 'admin', 'member', 'auditor'],
          administrators,
          ...more,
        }}
        at={addressOf.people()}
        {...(answered === undefined ? {} : { answered })}
      />
    ),
  }
}

function page(
  id: string,
  name: string,
  view: (now: number) => PersonView,
  more: Partial<PersonData> = {},
  answered?: DataOf<typeof personAction>,
): Exhibit {
  const data = {
    isSelf: false,
    mayManage: true,
    mayManageDevices: true,
    seesDevices: true,
    roles: ['owner', 'admin', 'member', 'auditor'],
    administrators,
    phonesUrl: null,
    ...more,
  } satisfies Partial<PersonData>
  return {
    id,
    name,
    source: 'people/person.page.tsx',
    as: 'page',
    show: (now) => (
      <PageStage<typeof personLoader, typeof personAction>
        page={PersonPage}
        data={{ ...data, person: view(now) }}
        {...(answered === undefined ? {} : { answered })}
      />
    ),
  }
}

const rows = readinessStates.map((state): Exhibit => ({
  id: `readiness-${state.id}`,
  name: `Readiness: ${state.name}`,
  source: 'readiness/readiness-row.tsx',
  show: (now) => (
    <Stage>
      <ReadinessShort checks={checksOf(state, now)} />
      <ReadinessRow checks={checksOf(state, now)} />
    </Stage>
  ),
}))

const devices = deviceStates.map(({ id, name, devices: all }): Exhibit => ({
  id: `devices-${id}`,
  name: `Devices: ${name}`,
  source: 'people/devices.tsx',
  alone: true,
  show: (now) => (
    <Stage>
      <Devices person={person(now, { devices: all })} isSelf={false} mayChange phonesUrl={null} answer={undefined} />
    </Stage>
  ),
}))

export const peopleGroup: ExhibitGroup = {
  id: 'people',
  name: 'People',
  exhibits: [
    list('list', 'List, for an owner'),
    list('list-read-only', 'List, for a member', { mayInvite: false }),
    list('list-said', 'List: invited', {}, done('invite', 'Priya is invited.')),
    list('list-refused', 'List: refused', {}, refusedWith('invite', 'email-taken')),
    page('person', 'A person, for an owner', (now) => person(now)),
    page('person-self', 'A person: oneself', (now) => person(now), {
      isSelf: true,
      mayManage: false,
      phonesUrl: 'http://localhost:3001/',
    }),
    page('person-colleague', 'A person, for a member', (now) => person(now, { devices: [] }), {
      mayManage: false,
      mayManageDevices: false,
      seesDevices: false,
    }),
    page('person-owner', 'An owner, for an admin', (now) => person(now, { role: 'owner' }), {
      roles: ['admin', 'member', 'auditor'],
    }),
    page('person-auditor', 'An auditor', (now) => person(now, { role: 'auditor', devices: [], seats: [] })),
    page('person-alone', 'A person without whom a number rings nobody', (now) =>
      person(now, { ringsAlone: ['Sales'] }),
    ),
    page('person-off', 'A person who was deactivated', (now) => person(now, { active: false })),
    page('person-long', 'A person with a long name', (now) => person(now, { ...longName })),
    page(
      'person-refused',
      'A person: refused',
      (now) => person(now),
      {},
      refusedWith('device-save', 'emergency-number'),
    ),
    ...devices,
    ...rows,
  ],
}
