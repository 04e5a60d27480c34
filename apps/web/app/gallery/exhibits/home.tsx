import { addressOf } from '../../reach/addresses.ts'
import StartPage, { type loader as startLoader } from '../../home/start.page.tsx'
import type { Task } from '../../home/what-is-left.server.ts'
import type { Exhibit, ExhibitGroup } from '../exhibit.ts'
import { missed, shownCall, voicemail } from '../seeds/calls.ts'
import { sales, support } from '../seeds/numbers.ts'
import { administrators } from '../seeds/people.ts'
import { PageStage, type DataOf } from '../stage.tsx'

type Start = DataOf<typeof startLoader>

const managed: readonly Task[] = [
  { about: 'number', isDone: false, to: addressOf.numbers({ add: '1' }) },
  { about: 'people', isDone: false, to: addressOf.people({ invite: '1' }) },
  { about: 'flow', isDone: false, to: addressOf.flows() },
  { about: 'call', isDone: false, to: null },
]
const own: readonly Task[] = [
  { about: 'own-phone', isDone: false, to: addressOf.person('me') },
  { about: 'own-number', isDone: false, to: null },
]
const done = (tasks: readonly Task[], count: number) => tasks.map((task, index) => ({ ...task, isDone: index < count }))

function start(id: string, name: string, data: (now: number) => Partial<Start>): Exhibit {
  const usual: Start = {
    tasks: done(managed, 4),
    unconfirmed: [],
    silent: [],
    missed: [],
    timeZone: 'UTC',
    dial: { name: sales.name, national: sales.national, international: sales.international },
    phonesUrl: null,
    administrators,
  }
  return {
    id,
    name,
    source: 'home/start.page.tsx, home/tasks.tsx',
    as: 'page',
    show: (now) => (
      <PageStage<typeof startLoader> page={StartPage} data={{ ...usual, ...data(now) }} at={addressOf.home()} />
    ),
  }
}

export const homeGroup: ExhibitGroup = {
  id: 'home',
  name: 'Home',
  exhibits: [
    start('first-run', 'First run, for an owner', () => ({ tasks: managed, dial: null })),
    start('half-way', 'Half of it is done', () => ({ tasks: done(managed, 2), dial: null })),
    start('test-call', 'Only the test call is left, with the virtual phones', () => ({
      tasks: done(managed, 3),
      phonesUrl: 'http://localhost:3001/',
    })),
    start('new-member', 'A new member', () => ({ tasks: own })),
    start('quiet', 'Everything is done, and nobody was missed', () => ({})),
    start('missed', 'Calls that nobody answered today', (now) => ({
      missed: [missed, voicemail].map((call) => shownCall(call, now)),
    })),
    start('silent', 'Numbers whose calls ring nobody', () => ({
      silent: [sales, support].map(({ id, name }) => ({ number: id, name })),
    })),
    start('unconfirmed', 'Numbers that the carrier does not confirm', () => ({
      unconfirmed: [sales, support].map(({ id, name }) => ({ number: id, name })),
    })),
  ],
}
