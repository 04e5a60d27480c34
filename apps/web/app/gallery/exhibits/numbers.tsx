import { addressOf } from '../../reach/addresses.ts'
import { AccessNote } from '../../numbers/access-note.tsx'
import NumberPage, { type action as numberAction, type loader as numberLoader } from '../../numbers/number.page.tsx'
import NumbersPage, { type action as numbersAction, type loader as numbersLoader } from '../../numbers/numbers.page.tsx'
import { RoutingList } from '../../numbers/routing-list.tsx'
import type { NumberView } from '../../numbers/number-view.server.ts'
import type { Exhibit, ExhibitGroup } from '../exhibit.ts'
import { done, refusedWith } from '../seeds/answers.ts'
import { fullNumber, numberLines, numberView, personOn } from '../seeds/number-view.ts'
import { sales, support, workshop } from '../seeds/numbers.ts'
import { administrators, ana, ben, cy, harbourBikes } from '../seeds/people.ts'
import { PageStage, Stage, type DataOf } from '../stage.tsx'

type NumberData = DataOf<typeof numberLoader>

const mayAll: NumberData['can'] = {
  settings: true,
  mode: true,
  release: true,
  addPeople: true,
  makeAdmin: true,
  routing: true,
}
const mayNothing: NumberData['can'] = {
  settings: false,
  mode: false,
  release: false,
  addPeople: false,
  makeAdmin: false,
  routing: false,
}
const onIt: NumberData['own'] = { member: ana.member, role: 'admin', reads: true }

function list(
  id: string,
  name: string,
  data: Omit<DataOf<typeof numbersLoader>, 'released'> & Partial<DataOf<typeof numbersLoader>>,
  answered?: DataOf<typeof numbersAction>,
): Exhibit {
  return {
    id,
    name,
    source: 'numbers/numbers.page.tsx',
    as: 'page',
    show: () => (
      <PageStage<typeof numbersLoader, typeof numbersAction>
        page={NumbersPage}
        data={{ released: null, ...data }}
        at={data.choices === null ? addressOf.numbers() : addressOf.numbers({ add: '1' })}
        {...(answered === undefined ? {} : { answered })}
      />
    ),
  }
}

function number(
  id: string,
  name: string,
  view: (now: number) => NumberView,
  {
    own = onIt,
    can = mayAll,
    answered,
  }: { own?: NumberData['own']; can?: NumberData['can']; answered?: DataOf<typeof numberAction> } = {},
): Exhibit {
  return {
    id,
    name,
    source: 'numbers/number.page.tsx',
    as: 'page',
    show: (now) => (
      <PageStage<typeof numberLoader, typeof numberAction>
        page={NumberPage}
        data={{ view: view(now), own, organisation: harbourBikes.name, administrators, can }}
        {...(answered === undefined ? {} : { answered })}
      />
    ),
  }
}

function seats(id: string, name: string, view: (now: number) => NumberView, mayChange = true): Exhibit {
  return {
    id,
    name,
    source: 'numbers/routing-list.tsx, numbers/routing-seat.tsx',
    alone: true,
    show: (now) => (
      <Stage>
        <RoutingList view={view(now)} mayChange={mayChange} administrators={administrators} answer={undefined} />
      </Stage>
    ),
  }
}

function access(
  id: string,
  name: string,
  own: NumberData['own'],
  view: (now: number) => NumberView = numberView,
): Exhibit {
  return {
    id,
    name,
    source: 'numbers/access-note.tsx',
    show: (now) => (
      <Stage>
        <AccessNote view={view(now)} own={own} mayAdd={false} administrators={administrators} />
      </Stage>
    ),
  }
}

export const numbersGroup: ExhibitGroup = {
  id: 'numbers',
  name: 'Numbers',
  exhibits: [
    list('list', 'List', { numbers: numberLines, mayAdd: true, choices: null }),
    list('list-much', 'List: much', {
      numbers: Array.from({ length: 10 }, (_, round) =>
        numberLines.map((line) => ({ ...line, number: `${line.number}-${round}` })),
      ).flat(),
      mayAdd: true,
      choices: null,
    }),
    list('list-empty', 'List: no number yet', { numbers: [], mayAdd: true, choices: null }),
    list('list-released', 'List: a number was released', {
      numbers: numberLines,
      mayAdd: true,
      choices: null,
      released: { number: sales.id, name: 'Night desk', national: '(202) 555-0142' },
    }),
    list('list-read-only', 'List: for members', { numbers: numberLines, mayAdd: false, choices: null }),
    list('list-unconfirmed', 'List: a number that the carrier does not confirm', {
      numbers: numberLines.map((line) => ({ ...line, isConfirmed: false })),
      mayAdd: true,
      choices: null,
    }),
    list('list-adding', 'List: adding a number', {
      numbers: numberLines,
      mayAdd: true,
      choices: { free: [support, workshop].map((number) => ({ ...number, allows: null })), trouble: null },
    }),
    list('list-adding-none', 'List: adding, and none is free', {
      numbers: numberLines,
      mayAdd: true,
      choices: { free: [], trouble: null },
    }),
    list('list-adding-away', 'List: adding, and the carrier does not answer', {
      numbers: numberLines,
      mayAdd: true,
      choices: {
        free: [],
        trouble: 'The carrier cannot be reached. If it stays like this, tell whoever runs this server.',
      },
    }),
    list(
      'list-refused',
      'List: a number is refused',
      { numbers: numberLines, mayAdd: true, choices: null },
      refusedWith('add', 'number-in-use'),
    ),
    number('number', 'A number, for its owner', numberView),
    number(
      'number-new',
      'A number without people or flow',
      (now) => numberView(now, { people: [], seats: [], flow: null, answers: false }),
      { own: { ...onIt, role: null } },
    ),
    number('number-undrawn', 'A number, and no flow is drawn', (now) =>
      numberView(now, { flow: null, flows: [], answers: false }),
    ),
    number('number-waiting', 'A number whose flow is not published', (now) => numberView(now, { answers: false })),
    number('number-unconfirmed', 'A number that the carrier does not confirm', (now) =>
      numberView(now, {
        carrier: {
          isConfirmed: false,
          trouble: 'The carrier does not do it: the number is not in your account there, and must be bought first.',
        },
      }),
    ),
    number(
      'number-untold',
      'A number that the carrier was never told of, for a member',
      (now) => numberView(now, { carrier: { isConfirmed: false, trouble: null } }),
      { can: mayNothing },
    ),
    number('number-released', 'A number that was released', (now) =>
      numberView(now, { releasedAt: now - 86_400_000, flow: null, answers: false, carrier: null, seats: [] }),
    ),
    number('number-full', 'A number with as many people as it can have', fullNumber),
    number('number-member', 'A number, for a member on it', numberView, {
      own: { ...onIt, role: 'member' },
      can: mayNothing,
    }),
    number(
      'number-stranger',
      'A number, for somebody who is not on it',
      (now) => numberView(now, { visibility: 'organisation' }),
      { own: { member: 'x', role: null, reads: true }, can: mayNothing },
    ),
    number('number-mode', 'A number with a switch: the team answers', (now) =>
      numberView(now, { mode: { now: 'team', switched: { by: ana.name, at: now - 3_600_000 } } }),
    ),
    number(
      'number-mode-member',
      'A number with a switch: the AI answers, for a member',
      (now) => numberView(now, { mode: { now: 'ai', switched: null } }),
      { own: { ...onIt, role: 'member' }, can: mayNothing },
    ),
    number(
      'number-mode-said',
      'A number with a switch: just switched',
      (now) => numberView(now, { mode: { now: 'ai', switched: { by: ana.name, at: now } } }),
      { answered: done('mode', 'The AI answers from the next call on.') },
    ),
    number('number-said', 'A number: the order is saved', numberView, {
      answered: done('routing', 'The order is saved.'),
    }),
    number('number-doubt', 'A number: saved, with a doubt', numberView, {
      answered: done(
        'flow',
        'The flow is chosen.',
        'The carrier does not confirm the number yet, so calls may not reach it. The carrier cannot be reached. You can try again on the number’s page.',
      ),
    }),
    number('number-refused', 'A number: refused', numberView, {
      answered: refusedWith('settings', 'form-invalid', { problems: 'Give the number a name.' }),
    }),
    seats('seats', 'Routing list: active and inactive', numberView),
    seats('seats-one', 'Routing list: one seat', (now) =>
      numberView(now, { people: [personOn(ana, now)], seats: [{ member: ana.member, active: true }] }),
    ),
    seats('seats-none', 'Routing list: nobody is on it', (now) => numberView(now, { seats: [] })),
    seats('seats-off', 'Routing list: everybody is inactive', (now) =>
      numberView(now, { seats: [ana, ben, cy].map(({ member }) => ({ member, active: false })) }),
    ),
    seats('seats-long', 'Routing list: long names', fullNumber),
    seats('seats-unused', 'Routing list: no flow follows it', (now) => numberView(now, { followsList: false })),
    seats('seats-read-only', 'Routing list: only to read', numberView, false),
    access('access-admin', 'Access: its admin', onIt),
    access('access-inactive', 'Access: a member whose seat is inactive', {
      member: cy.member,
      role: 'member',
      reads: true,
    }),
    access('access-unlisted', 'Access: a member without a seat', { member: 'x', role: 'member', reads: true }),
    access('access-reads', 'Access: may read', { member: 'x', role: null, reads: true }),
    access('access-none', 'Access: none', { member: 'x', role: null, reads: false }),
  ],
}
