import { Migration } from '@mikro-orm/migrations'

/** Who has a flow open: two people who draw the same one see each other before one of them is refused. */
export class FlowVisits extends Migration {
  override name = '20261122000700-flow-visits'

  override up(): void {
    this.addSql(
      `create table "flow_visit" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "flow_id" uuid not null, "member_id" uuid not null, "seen_at" timestamptz not null, primary key ("id"));`,
    )
    this.addSql(
      `alter table "flow_visit" add constraint "flow_visit_flow_id_member_id_unique" unique ("flow_id", "member_id");`,
    )
    this.addSql(
      `alter table "flow_visit" add constraint "flow_visit_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");`,
    )
    this.addSql(
      `alter table "flow_visit" add constraint "flow_visit_flow_id_foreign" foreign key ("flow_id") references "flow" ("id") on delete cascade;`,
    )
    this.addSql(
      `alter table "flow_visit" add constraint "flow_visit_member_id_foreign" foreign key ("member_id") references "member" ("id") on delete cascade;`,
    )
    const own = `organisation_id = nullif(current_setting('app.organisation', true), '')::uuid`
    this.addSql(`alter table "flow_visit" enable row level security`)
    this.addSql(`alter table "flow_visit" force row level security`)
    this.addSql(`create policy "flow_visit_organisation" on "flow_visit" using (${own}) with check (${own})`)
  }
}
