import { Migration } from '@mikro-orm/migrations'

/**
 * A conversation holds items, of which calls are one kind: one timeline, whose last item is what lists tell of it. What a conversation
 * makes of its calls is folded by `flows/conversation`, and no longer by a function of the database. That one stays as it was for workers of
 * the release before, which finish their calls after this has run; the next release drops it.
 */
export class ConversationItems extends Migration {
  override name = '20261127000470-conversation-items'

  override up(): void {
    this.addSql(
      `create table "conversation_item" ("id" bigserial primary key, "organisation_id" uuid not null, "conversation_id" uuid not null, "kind" text not null, "ref" uuid not null, "at" timestamptz not null, "tx" xid8 null);`,
    )
    for (const [to, columns, refers] of [
      ['organisation_id_foreign', '"organisation_id"', '"organisation" ("id")'],
      ['conversation_id_foreign', '"conversation_id"', '"conversation" ("id")'],
      [
        'conversation_id_same_organisation',
        '"organisation_id", "conversation_id"',
        '"conversation" ("organisation_id", "id")',
      ],
    ])
      this.addSql(
        `alter table "conversation_item" add constraint "conversation_item_${to}" foreign key (${columns}) references ${refers}`,
      )
    this.addSql(
      `alter table "conversation_item" add constraint "conversation_item_kind_check" check ("kind" in ('call', 'message', 'comment'))`,
    )
    const own = `organisation_id = nullif(current_setting('app.organisation', true), '')::uuid`
    this.addSql(`alter table "conversation_item" enable row level security`)
    this.addSql(
      `create policy "conversation_item_organisation" on "conversation_item" using (${own}) with check (${own})`,
    )
    this.addSql(`alter table "conversation" add "last_item" bigint null, alter column "last_call" drop not null`)

    // the owner of the tables sees no rows either, unless for this moment
    for (const table of ['call', 'conversation']) this.addSql(`alter table "${table}" no force row level security`)
    this.addSql(
      `insert into conversation_item (organisation_id, conversation_id, kind, ref, at) select organisation_id, conversation_id, 'call', id, arrived_at from call where conversation_id is not null order by arrived_at, id`,
    )
    this.addSql(
      `alter table "conversation_item" add constraint "conversation_item_organisation_id_kind_ref_unique" unique ("organisation_id", "kind", "ref")`,
    )
    this.addSql(`create index "conversation_item_timeline" on "conversation_item" ("conversation_id", "at", "id")`)
    // those that are there were to be seen long ago
    this.addSql(`alter table "conversation_item" alter column "tx" set default pg_current_xact_id()`)
    this.addSql(
      `create index "conversation_item_organisation_id_tx_index" on "conversation_item" ("organisation_id", "tx")`,
    )
    this.addSql(
      `update conversation v set last_item = (select i.id from conversation_item i where i.conversation_id = v.id order by i.at desc, i.id desc limit 1)`,
    )
    for (const table of ['call', 'conversation', 'conversation_item'])
      this.addSql(`alter table "${table}" force row level security`)
    this.addSql(`drop index "call_timeline"`)
  }
}
