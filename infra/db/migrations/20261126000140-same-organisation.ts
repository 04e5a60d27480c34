import { Migration } from '@mikro-orm/migrations'

/**
 * A row refers to rows of its own organisation only: each reference between tables of tenants has a second foreign key that
 * takes the organisation along. Row-level security cannot see to that, since foreign keys look past it.
 *
 * The first ones stay: the entities know them. Both do the same when the row that is referred to goes.
 */
export class SameOrganisation extends Migration {
  override name = '20261126000140-same-organisation'

  override up(): void {
    for (const table of referredTo)
      this.addSql(
        `alter table "${table}" add constraint "${table}_organisation_id_id_unique" unique ("organisation_id", "id")`,
      )
    for (const [table, columns] of Object.entries(references)) {
      for (const [column, [to, whenGone]] of Object.entries(columns)) {
        this.addSql(
          `alter table "${table}" add constraint "${table}_${column}_same_organisation" foreign key ("organisation_id", "${column}") references "${to}" ("organisation_id", "id")${whenGone(column)}`,
        )
      }
    }
  }
}

const referredTo = ['member', 'flow', 'flow_version', 'number', 'contact', 'conversation']

const refuse = () => ''
const forget = (column: string) => ` on delete set null ("${column}")` // without the column's name the organisation would go too
const go = () => ' on delete cascade'

type Reference = readonly [to: string, whenGone: (column: string) => string]
const references: Readonly<Record<string, Readonly<Record<string, Reference>>>> = {
  flow: { draft_saved_by_id: ['member', forget] },
  flow_version: { flow_id: ['flow', refuse], published_by_id: ['member', refuse] },
  flow_visit: { flow_id: ['flow', go], member_id: ['member', go] },
  device: { member_id: ['member', refuse] },
  number: { flow_id: ['flow', forget], live_id: ['flow_version', forget] },
  number_access: { number_id: ['number', refuse], member_id: ['member', refuse] },
  routing_seat: { number_id: ['number', refuse], member_id: ['member', refuse] },
  contact: { main_id: ['contact', forget] },
  conversation: { number_id: ['number', refuse] },
  conversation_person: { conversation_id: ['conversation', refuse] },
  call: {
    number_id: ['number', refuse],
    flow_id: ['flow', refuse],
    contact_id: ['contact', forget],
    conversation_id: ['conversation', forget],
  },
}
