import { Migration } from '@mikro-orm/migrations'

/**
 * A conversation holds items, of which calls are one kind: one timeline, whose last item is what lists tell of it. What a conversation
 * makes of its calls is folded by `flows/conversation`, and no longer by a function of the database. That one stays as it was for
 * processes of the release before, which finish their calls after this has run, and so does `freeze_arrival`; the next release drops them.
 */
export class ConversationItems extends Migration {
  override name = '20261127000470-conversation-items'

  override up(): void {
    this.addSql(LOCKED)
    this.addSql(
      `create table "conversation_item" ("id" bigserial primary key, "organisation_id" uuid not null, "conversation_id" uuid not null, "kind" text not null, "ref" uuid not null, "at" timestamptz not null, "tx" xid8 null);`,
    )
    this.addSql(
      `alter table "conversation_item" add constraint "conversation_item_kind_check" check ("kind" in ('call', 'message', 'comment'))`,
    )
    this.addSql(`alter table "conversation" alter column "last_call" drop not null`)

    // the owner of the tables sees no rows either, unless for this moment; what checks foreign keys sees what the owner sees
    for (const table of TABLES) this.addSql(`alter table "${table}" no force row level security`)
    this.addSql(
      `insert into conversation_item (organisation_id, conversation_id, kind, ref, at) select organisation_id, conversation_id, 'call', id, arrived_at from call where conversation_id is not null order by arrived_at, id`,
    )
    // those that are there were to be seen long ago
    this.addSql(`alter table "conversation_item" alter column "tx" set default pg_current_xact_id()`)

    this.addSql(
      `alter table "conversation_item" add constraint "conversation_item_organisation_id_kind_ref_unique" unique ("organisation_id", "kind", "ref")`,
    )
    this.addSql(`create index "conversation_item_timeline" on "conversation_item" ("conversation_id", "at", "id")`)
    this.addSql(
      `create index "conversation_item_organisation_id_tx_index" on "conversation_item" ("organisation_id", "tx")`,
    )
    // all rows at once: row by row, as they come in, takes longer than all the rest, and calls wait
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
    for (const table of TABLES) this.addSql(`alter table "${table}" force row level security`)
    const own = `organisation_id = nullif(current_setting('app.organisation', true), '')::uuid`
    this.addSql(`alter table "conversation_item" enable row level security`)
    this.addSql(`alter table "conversation_item" force row level security`)
    this.addSql(
      `create policy "conversation_item_organisation" on "conversation_item" using (${own}) with check (${own})`,
    )
    this.addSql(`drop index "call_timeline"`)
  }
}

const TABLES = ['organisation', 'call', 'conversation'] as const

/**
 * All tables from the beginning, and none while another is waited for: calls take them in one order and pages in another, and
 * of two that wait for each other the database ends one, which may be a call's. It gives up after about two minutes.
 */
const LOCKED = `do $$
begin
  perform set_config('lock_timeout', '200ms', true);
  for tried in 1..500 loop
    begin
      lock table ${TABLES.map((table) => `"${table}"`).join(', ')} in access exclusive mode;
      perform set_config('lock_timeout', '0', true);
      return;
    exception when lock_not_available then
      perform pg_sleep(0.05);
    end;
  end loop;
  raise exception 'The tables of calls and conversations are in use all the time. Migrate again; if it fails again, stop what reads them for long, such as a backup.';
end
$$`
