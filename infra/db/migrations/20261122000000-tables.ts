import { Migration } from '@mikro-orm/migrations'

// Generated from the entities by create-migration.ts.
export class Tables extends Migration {
  override name = '20261122000000-tables'

  override up(): void {
    this.addSql(
      `create table "organisation" ("id" uuid not null default gen_random_uuid(), "name" text not null, "created_at" timestamptz not null default now(), primary key ("id"));`,
    )

    this.addSql(
      `create table "member" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "name" text not null, "email" text not null, "role" text not null, "created_at" timestamptz not null default now(), primary key ("id"));`,
    )
    this.addSql(
      `alter table "member" add constraint "member_organisation_id_email_unique" unique ("organisation_id", "email");`,
    )

    this.addSql(
      `create table "leg" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "call" text not null, "leg" text not null, "carrier" text null, "member" text not null, "name" text not null, "address" text not null, "state" text not null default 'ringing', "ringing_at" timestamptz not null, "picked_up_at" timestamptz null, "claimed_at" timestamptz null, "joined_at" timestamptz null, "ended_at" timestamptz null, "why" text null, primary key ("id"));`,
    )
    this.addSql(`create index "leg_open" on "leg" ("organisation_id", "call") where ended_at is null;`)
    this.addSql(
      `create index "leg_talking" on "leg" ("organisation_id", "address") where state in ('claimed', 'joined');`,
    )
    this.addSql(
      `alter table "leg" add constraint "leg_organisation_id_call_leg_unique" unique ("organisation_id", "call", "leg");`,
    )

    this.addSql(
      `create table "kept_word" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "call" text not null, "key" text not null, "signal" jsonb not null, "kept_at" timestamptz not null default now(), "delivered_at" timestamptz null, primary key ("id"));`,
    )
    this.addSql(`create index "kept_word_undelivered" on "kept_word" ("kept_at") where delivered_at is null;`)
    this.addSql(
      `alter table "kept_word" add constraint "kept_word_organisation_id_call_key_unique" unique ("organisation_id", "call", "key");`,
    )

    this.addSql(
      `create table "history_export" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "call" text not null, "file_key" text not null, "sha256" text not null, "events" int not null, "exported_at" timestamptz not null, primary key ("id"));`,
    )
    this.addSql(
      `alter table "history_export" add constraint "history_export_organisation_id_call_unique" unique ("organisation_id", "call");`,
    )

    this.addSql(
      `create table "flow" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "name" text not null, "draft" jsonb not null, "draft_saved_at" timestamptz not null default now(), primary key ("id"));`,
    )
    this.addSql(
      `alter table "flow" add constraint "flow_organisation_id_name_unique" unique ("organisation_id", "name");`,
    )

    this.addSql(
      `create table "flow_version" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "flow_id" uuid not null, "version" int not null, "document" jsonb not null, "plan" jsonb not null, "hash" text not null, "published_at" timestamptz not null default now(), "published_by_id" uuid not null, primary key ("id"));`,
    )
    this.addSql(
      `alter table "flow_version" add constraint "flow_version_flow_id_version_unique" unique ("flow_id", "version");`,
    )

    this.addSql(
      `create table "device" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "member_id" uuid not null, "kind" text not null, "address" text not null, "verified_at" timestamptz null, "position" int not null default 0, primary key ("id"));`,
    )
    this.addSql(`create index "device_member_id_index" on "device" ("member_id");`)
    this.addSql(
      `alter table "device" add constraint "device_organisation_id_member_id_address_unique" unique ("organisation_id", "member_id", "address");`,
    )

    this.addSql(
      `create table "contact" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "name" text not null, "e164" text not null, "created_at" timestamptz not null default now(), primary key ("id"));`,
    )
    this.addSql(
      `alter table "contact" add constraint "contact_organisation_id_e164_unique" unique ("organisation_id", "e164");`,
    )

    this.addSql(
      `create table "call_event" ("id" bigserial primary key, "organisation_id" uuid not null, "call" text not null, "key" text not null, "at" timestamptz not null, "node" text null, "what" jsonb not null);`,
    )
    this.addSql(
      `create index "call_event_organisation_id_call_id_index" on "call_event" ("organisation_id", "call", "id");`,
    )
    this.addSql(
      `alter table "call_event" add constraint "call_event_organisation_id_call_key_unique" unique ("organisation_id", "call", "key");`,
    )

    this.addSql(
      `create table "arrival" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "call" text not null, "number_id" uuid not null, "payload" jsonb not null, "at" timestamptz not null, "spoken_at" timestamptz null, primary key ("id"));`,
    )
    this.addSql(`alter table "arrival" add constraint "arrival_call_unique" unique ("call");`)
    this.addSql(`create index "arrival_unspoken" on "arrival" ("at") where spoken_at is null;`)

    this.addSql(
      `create table "number" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "e164" text not null, "name" text not null, "flow_id" uuid null, "live_id" uuid null, "carrier_number" text null, "webhook_resource" text null, "fallback_script" text null, "created_at" timestamptz not null default now(), primary key ("id"));`,
    )
    this.addSql(`alter table "number" add constraint "number_e164_unique" unique ("e164");`)
    this.addSql(`create index "number_flow_id_index" on "number" ("flow_id");`)
    this.addSql(`create index "number_organisation_id_index" on "number" ("organisation_id");`)

    this.addSql(
      `create table "number_access" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "number_id" uuid not null, "member_id" uuid not null, "role" text not null, primary key ("id"));`,
    )
    this.addSql(`create index "number_access_member_id_index" on "number_access" ("member_id");`)
    this.addSql(
      `alter table "number_access" add constraint "number_access_number_id_member_id_unique" unique ("number_id", "member_id");`,
    )

    this.addSql(
      `create table "call" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "call" text not null, "number_id" uuid not null, "flow_id" uuid not null, "version" int not null, "caller_e164" text null, "caller_name" text null, "contact_id" uuid null, "driver" text not null default 'workflow', "state" text not null default 'listening', "outcome" text null, "arrived_at" timestamptz not null, "answered_at" timestamptz null, "ended_at" timestamptz null, "seconds" int null, primary key ("id"));`,
    )
    this.addSql(`create index "call_contact_id_index" on "call" ("contact_id");`)
    this.addSql(`create index "call_organisation_id_arrived_at_index" on "call" ("organisation_id", "arrived_at");`)
    this.addSql(`create index "call_number_id_arrived_at_index" on "call" ("number_id", "arrived_at");`)
    this.addSql(`create index "call_open" on "call" ("organisation_id") where ended_at is null;`)
    this.addSql(
      `alter table "call" add constraint "call_organisation_id_call_unique" unique ("organisation_id", "call");`,
    )

    this.addSql(
      `create table "recording" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "call" text not null, "url" text not null, "seconds" int not null, "from" text not null, "made_at" timestamptz not null, "file_key" text null, "bytes" int null, "sha256" text null, "kept_at" timestamptz null, primary key ("id"));`,
    )
    this.addSql(
      `alter table "recording" add constraint "recording_organisation_id_call_url_unique" unique ("organisation_id", "call", "url");`,
    )

    this.addSql(
      `create table "routing_seat" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "number_id" uuid not null, "member_id" uuid not null, "priority" int not null, "active" boolean not null default true, primary key ("id"));`,
    )
    this.addSql(`create index "routing_seat_member_id_index" on "routing_seat" ("member_id");`)
    this.addSql(
      `alter table "routing_seat" add constraint "routing_seat_number_id_member_id_unique" unique ("number_id", "member_id");`,
    )
    this.addSql(
      `alter table "routing_seat" add constraint "routing_seat_number_id_priority_unique" unique ("number_id", "priority");`,
    )

    this.addSql(`alter table "organisation" enable row level security;`)
    this.addSql(`alter table "organisation" force row level security;`)
    this.addSql(
      `create policy "organisation_organisation" on "organisation" using (id = nullif(current_setting('app.organisation', true), '')::uuid) with check (id = nullif(current_setting('app.organisation', true), '')::uuid);`,
    )

    this.addSql(
      `alter table "member" add constraint "member_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");`,
    )
    this.addSql(
      `alter table "member" add constraint "member_role_check" check ("role" in ('owner', 'admin', 'member', 'auditor'));`,
    )
    this.addSql(`alter table "member" enable row level security;`)
    this.addSql(`alter table "member" force row level security;`)
    this.addSql(
      `create policy "member_organisation" on "member" using (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid) with check (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid);`,
    )

    this.addSql(
      `alter table "leg" add constraint "leg_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");`,
    )
    this.addSql(
      `alter table "leg" add constraint "leg_state_check" check ("state" in ('ringing', 'picked-up', 'claimed', 'joined', 'ended'));`,
    )
    this.addSql(
      `alter table "leg" add constraint "leg_why_check" check ("why" in ('no-answer', 'declined', 'busy', 'cancelled', 'hung-up', 'not-accepted', 'failed'));`,
    )
    this.addSql(`alter table "leg" enable row level security;`)
    this.addSql(`alter table "leg" force row level security;`)
    this.addSql(
      `create policy "leg_organisation" on "leg" using (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid) with check (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid);`,
    )

    this.addSql(
      `alter table "kept_word" add constraint "kept_word_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");`,
    )
    this.addSql(`alter table "kept_word" enable row level security;`)
    this.addSql(`alter table "kept_word" force row level security;`)
    this.addSql(
      `create policy "kept_word_organisation" on "kept_word" using (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid) with check (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid);`,
    )

    this.addSql(
      `alter table "history_export" add constraint "history_export_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");`,
    )
    this.addSql(`alter table "history_export" enable row level security;`)
    this.addSql(`alter table "history_export" force row level security;`)
    this.addSql(
      `create policy "history_export_organisation" on "history_export" using (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid) with check (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid);`,
    )

    this.addSql(
      `alter table "flow" add constraint "flow_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");`,
    )
    this.addSql(`alter table "flow" enable row level security;`)
    this.addSql(`alter table "flow" force row level security;`)
    this.addSql(
      `create policy "flow_organisation" on "flow" using (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid) with check (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid);`,
    )

    this.addSql(
      `alter table "flow_version" add constraint "flow_version_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");`,
    )
    this.addSql(
      `alter table "flow_version" add constraint "flow_version_flow_id_foreign" foreign key ("flow_id") references "flow" ("id");`,
    )
    this.addSql(
      `alter table "flow_version" add constraint "flow_version_published_by_id_foreign" foreign key ("published_by_id") references "member" ("id");`,
    )
    this.addSql(`alter table "flow_version" enable row level security;`)
    this.addSql(`alter table "flow_version" force row level security;`)
    this.addSql(
      `create policy "flow_version_organisation" on "flow_version" using (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid) with check (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid);`,
    )

    this.addSql(
      `alter table "device" add constraint "device_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");`,
    )
    this.addSql(
      `alter table "device" add constraint "device_member_id_foreign" foreign key ("member_id") references "member" ("id");`,
    )
    this.addSql(
      `alter table "device" add constraint "device_kind_check" check ("kind" in ('phone', 'sip', 'browser'));`,
    )
    this.addSql(`alter table "device" enable row level security;`)
    this.addSql(`alter table "device" force row level security;`)
    this.addSql(
      `create policy "device_organisation" on "device" using (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid) with check (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid);`,
    )

    this.addSql(
      `alter table "contact" add constraint "contact_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");`,
    )
    this.addSql(`alter table "contact" enable row level security;`)
    this.addSql(`alter table "contact" force row level security;`)
    this.addSql(
      `create policy "contact_organisation" on "contact" using (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid) with check (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid);`,
    )

    this.addSql(
      `alter table "call_event" add constraint "call_event_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");`,
    )
    this.addSql(`alter table "call_event" enable row level security;`)
    this.addSql(`alter table "call_event" force row level security;`)
    this.addSql(
      `create policy "call_event_organisation" on "call_event" using (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid) with check (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid);`,
    )

    this.addSql(
      `alter table "arrival" add constraint "arrival_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");`,
    )
    this.addSql(`alter table "arrival" enable row level security;`)
    this.addSql(`alter table "arrival" force row level security;`)
    this.addSql(
      `create policy "arrival_organisation" on "arrival" using (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid) with check (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid);`,
    )

    this.addSql(
      `alter table "number" add constraint "number_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");`,
    )
    this.addSql(
      `alter table "number" add constraint "number_flow_id_foreign" foreign key ("flow_id") references "flow" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "number" add constraint "number_live_id_foreign" foreign key ("live_id") references "flow_version" ("id") on delete set null;`,
    )
    this.addSql(`alter table "number" enable row level security;`)
    this.addSql(`alter table "number" force row level security;`)
    this.addSql(
      `create policy "number_organisation" on "number" using (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid) with check (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid);`,
    )

    this.addSql(
      `alter table "number_access" add constraint "number_access_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");`,
    )
    this.addSql(
      `alter table "number_access" add constraint "number_access_number_id_foreign" foreign key ("number_id") references "number" ("id");`,
    )
    this.addSql(
      `alter table "number_access" add constraint "number_access_member_id_foreign" foreign key ("member_id") references "member" ("id");`,
    )
    this.addSql(
      `alter table "number_access" add constraint "number_access_role_check" check ("role" in ('admin', 'member'));`,
    )
    this.addSql(`alter table "number_access" enable row level security;`)
    this.addSql(`alter table "number_access" force row level security;`)
    this.addSql(
      `create policy "number_access_organisation" on "number_access" using (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid) with check (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid);`,
    )

    this.addSql(
      `alter table "call" add constraint "call_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");`,
    )
    this.addSql(
      `alter table "call" add constraint "call_number_id_foreign" foreign key ("number_id") references "number" ("id");`,
    )
    this.addSql(
      `alter table "call" add constraint "call_flow_id_foreign" foreign key ("flow_id") references "flow" ("id");`,
    )
    this.addSql(
      `alter table "call" add constraint "call_contact_id_foreign" foreign key ("contact_id") references "contact" ("id") on delete set null;`,
    )
    this.addSql(`alter table "call" add constraint "call_driver_check" check ("driver" in ('workflow', 'document'));`)
    this.addSql(
      `alter table "call" add constraint "call_state_check" check ("state" in ('listening', 'ringing', 'talking', 'recording', 'document-driven', 'ended'));`,
    )
    this.addSql(
      `alter table "call" add constraint "call_outcome_check" check ("outcome" in ('answered', 'missed', 'abandoned', 'completed'));`,
    )
    this.addSql(`alter table "call" enable row level security;`)
    this.addSql(`alter table "call" force row level security;`)
    this.addSql(
      `create policy "call_organisation" on "call" using (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid) with check (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid);`,
    )

    this.addSql(
      `alter table "recording" add constraint "recording_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");`,
    )
    this.addSql(
      `alter table "recording" add constraint "recording_from_check" check ("from" in ('word', 'callback', 'log'));`,
    )
    this.addSql(`alter table "recording" enable row level security;`)
    this.addSql(`alter table "recording" force row level security;`)
    this.addSql(
      `create policy "recording_organisation" on "recording" using (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid) with check (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid);`,
    )

    this.addSql(
      `alter table "routing_seat" add constraint "routing_seat_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");`,
    )
    this.addSql(
      `alter table "routing_seat" add constraint "routing_seat_number_id_foreign" foreign key ("number_id") references "number" ("id");`,
    )
    this.addSql(
      `alter table "routing_seat" add constraint "routing_seat_member_id_foreign" foreign key ("member_id") references "member" ("id");`,
    )
    this.addSql(`alter table "routing_seat" enable row level security;`)
    this.addSql(`alter table "routing_seat" force row level security;`)
    this.addSql(
      `create policy "routing_seat_organisation" on "routing_seat" using (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid) with check (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid);`,
    )
  }
}
