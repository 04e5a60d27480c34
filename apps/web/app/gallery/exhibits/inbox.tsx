import { addressOf } from '../../reach/addresses.ts'
import { ContactPane } from '../../inbox/contact-pane.tsx'
import ConversationPage, { type loader as conversationLoader } from '../../inbox/conversation.page.tsx'
import { Filters } from '../../inbox/filters.tsx'
import InboxPage, { type loader as inboxLoader } from '../../inbox/inbox.page.tsx'
import NothingChosen from '../../inbox/nothing-chosen.page.tsx'
import { SaidNote } from '../../inbox/said.tsx'
import type { Exhibit, ExhibitGroup } from '../exhibit.ts'
import {
  abandoned,
  allCalls,
  fromTheRight,
  longNames,
  missed,
  ringing,
  timelineCall,
  voicemail,
  type SeedCall,
} from '../seeds/calls.ts'
import { conversation, many, oneOfEach } from '../seeds/conversations.ts'
import { sales, support, titleOf, workshop } from '../seeds/numbers.ts'
import { PageStage, Stage, type DataOf } from '../stage.tsx'

type InboxData = DataOf<typeof inboxLoader>
type ConversationData = DataOf<typeof conversationLoader>

const numbers = [sales, support, workshop].map(({ id, name }) => ({ id, name }))
const open: InboxData['filter'] = { view: 'open', number: null, search: '' }

function inboxData(conversations: InboxData['conversations'], more: Partial<InboxData> = {}): InboxData {
  return { filter: open, numbers, next: null, last: null, asOf: 0, ...more, conversations }
}

function inbox(id: string, name: string, data: (now: number) => InboxData): Exhibit {
  return {
    id,
    name,
    source: 'inbox/inbox.page.tsx',
    as: 'full',
    show: (now) => (
      <PageStage<typeof inboxLoader>
        page={InboxPage}
        data={data(now)}
        at={addressOf.inbox()}
        pattern="/inbox"
        inside={{ page: NothingChosen, data: null }}
      />
    ),
  }
}

function conversationData(call: SeedCall, now: number, more: Partial<ConversationData> = {}): ConversationData {
  return {
    conversation: { ...conversation(call, now), unread: false },
    calls: [timelineCall(call, now)],
    before: null,
    ownNumber: call.number.national,
    mayWork: true,
    mayHear: true,
    mayChangeContacts: true,
    ...more,
  }
}

/** The whole inbox with a conversation chosen, as one sees it. */
function chosen(id: string, name: string, data: (now: number) => ConversationData): Exhibit {
  return {
    id,
    name,
    source: 'inbox/conversation.page.tsx',
    as: 'full',
    show(now) {
      const about = data(now)
      const at = about.conversation.id
      return (
        <PageStage<typeof inboxLoader>
          page={InboxPage}
          data={inboxData([about.conversation, ...oneOfEach(now).filter((row) => row.id !== at)])}
          at={addressOf.conversation(at)}
          pattern="/inbox/:conversation"
          inside={{ page: ConversationPage, data: about }}
        />
      )
    },
  }
}

function pane(id: string, name: string, call: SeedCall, mayChangeContacts = true): Exhibit {
  return {
    id,
    name,
    source: 'inbox/contact-pane.tsx',
    show: (now) => (
      <Stage>
        <ContactPane
          conversation={conversation(call, now)}
          ownNumber={call.number.national}
          mayChangeContacts={mayChangeContacts}
        />
      </Stage>
    ),
  }
}

export const inboxGroup: ExhibitGroup = {
  id: 'inbox',
  name: 'Inbox',
  exhibits: [
    inbox('rows', 'Rows: one of each', (now) => inboxData(oneOfEach(now))),
    inbox('rows-many', 'Rows: many', (now) => inboxData(many(now), { next: 'further' })),
    inbox('rows-one', 'Rows: a single one', (now) => inboxData([conversation(voicemail, now)])),
    inbox('caught-up', 'All caught up', (now) =>
      inboxData([], { last: conversation(missed, now, { state: 'done', unread: false }) }),
    ),
    inbox('no-calls', 'Nobody has called yet', () => inboxData([])),
    inbox('no-match', 'Nothing matches', () =>
      inboxData([], { filter: { view: 'missed', number: sales.id, search: 'Carl' } }),
    ),
    inbox('no-numbers', 'On no number', () => inboxData([], { numbers: [] })),
    chosen('conversation', 'Conversation: a voicemail', (now) => conversationData(voicemail, now)),
    chosen('conversation-done', 'Conversation: done', (now) =>
      conversationData(missed, now, { conversation: conversation(missed, now, { state: 'done', unread: false }) }),
    ),
    chosen('conversation-live', 'Conversation: a call that rings', (now) =>
      conversationData(ringing, now, { calls: [timelineCall(ringing, now), timelineCall(voicemail, now)] }),
    ),
    chosen('conversation-long', 'Conversation: every card, long names', (now) =>
      conversationData(longNames, now, { calls: allCalls.map((call) => timelineCall(call, now)) }),
    ),
    chosen('conversation-right', 'Conversation: a name from the right', (now) => conversationData(fromTheRight, now)),
    chosen('conversation-withheld', 'Conversation: no number is shown', (now) => conversationData(abandoned, now)),
    chosen('conversation-read-only', 'Conversation: only to read', (now) =>
      conversationData(voicemail, now, { mayWork: false, mayHear: false, mayChangeContacts: false }),
    ),
    pane('pane-contact', 'Pane: a contact', voicemail),
    pane('pane-stranger', 'Pane: a stranger', missed),
    pane('pane-stranger-read-only', 'Pane: a stranger, for those who keep no contacts', missed, false),
    pane('pane-withheld', 'Pane: no number is shown', abandoned),
    pane('pane-long', 'Pane: long names', longNames),
    ...(['done', 'open', 'read', 'unread'] as const).map((mark): Exhibit => ({
      id: `said-${mark}`,
      name: `What was said, to be taken back: ${mark}`,
      source: 'inbox/said.tsx',
      alone: true,
      show: () => (
        <SaidNote
          marking={{
            said: {
              conversation: 'with-carla',
              title: mark === 'read' ? titleOf(longNames.caller) : 'Carla Berg',
              mark,
              upTo: 1,
            },
            mark: () => undefined,
            undo: () => undefined,
            forget: () => undefined,
          }}
        />
      ),
    })),
    {
      id: 'filters',
      name: 'Filters',
      source: 'inbox/filters.tsx',
      show: () => (
        <Stage>
          <Filters filter={{ ...open, view: 'unanswered', search: 'Berg' }} numbers={numbers} />
        </Stage>
      ),
    },
  ],
}
