import { Migration } from '@mikro-orm/migrations'

/** Conversations as a fold of calls, who has listened to which recording, and contacts with several numbers. */
export class Conversations extends Migration {
  override name = '20261122000500-conversations'

  override up(): void {
    this.addSql(
      `create table "conversation" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "number_id" uuid not null, "customer" text not null, "state" text not null default 'open', "unread" boolean not null default false, "missed" boolean not null default false, "live" boolean not null default true, "last_call" text not null, "last_at" timestamptz not null, "last_words" text not null, "last_outcome" text null, "opened_event" bigint not null, "done_event" bigint null, "news_event" bigint null, "read_event" bigint null, primary key ("id"));`,
    )
    this.addSql(
      `alter table "conversation" add constraint "conversation_organisation_id_number_id_customer_unique" unique ("organisation_id", "number_id", "customer");`,
    )
    this.addSql(`create index "conversation_state" on "conversation" ("number_id", "state", "last_at", "id")`)
    this.addSql(`create index "conversation_missed" on "conversation" ("number_id", "last_at", "id") where missed`)
    this.addSql(
      `create index "conversation_unanswered" on "conversation" ("number_id", "last_at", "id") where missed and state = 'open'`,
    )
    this.addSql(`create index "conversation_unread" on "conversation" ("number_id", "last_at", "id") where unread`)
    this.addSql(`create index "conversation_customer" on "conversation" ("organisation_id", "customer")`)
    this.addSql(
      `alter table "conversation" add constraint "conversation_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");`,
    )
    this.addSql(
      `alter table "conversation" add constraint "conversation_number_id_foreign" foreign key ("number_id") references "number" ("id");`,
    )
    this.addSql(
      `alter table "conversation" add constraint "conversation_state_check" check ("state" in ('open', 'done'));`,
    )
    this.addSql(
      `alter table "conversation" add constraint "conversation_last_outcome_check" check ("last_outcome" in ('answered', 'missed', 'abandoned', 'completed'));`,
    )

    this.addSql(
      `create table "conversation_person" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "conversation_id" uuid not null, "member" text not null, "last_at" timestamptz not null, primary key ("id"));`,
    )
    this.addSql(
      `alter table "conversation_person" add constraint "conversation_person_conversation_id_member_unique" unique ("conversation_id", "member");`,
    )
    this.addSql(
      `create index "conversation_person_list" on "conversation_person" ("organisation_id", "member", "last_at", "conversation_id")`,
    )
    this.addSql(
      `alter table "conversation_person" add constraint "conversation_person_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");`,
    )
    this.addSql(
      `alter table "conversation_person" add constraint "conversation_person_conversation_id_foreign" foreign key ("conversation_id") references "conversation" ("id");`,
    )

    this.addSql(
      `create table "recording_view" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "call" text not null, "recording" uuid not null, "member" uuid not null, "name" text not null, "at" timestamptz not null default now(), primary key ("id"));`,
    )
    this.addSql(
      `create index "recording_view_organisation_id_call_at_index" on "recording_view" ("organisation_id", "call", "at");`,
    )
    this.addSql(
      `alter table "recording_view" add constraint "recording_view_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");`,
    )

    for (const table of ['conversation', 'conversation_person', 'recording_view']) {
      const own = `organisation_id = nullif(current_setting('app.organisation', true), '')::uuid`
      this.addSql(`alter table "${table}" enable row level security`)
      this.addSql(`alter table "${table}" force row level security`)
      this.addSql(`create policy "${table}_organisation" on "${table}" using (${own}) with check (${own})`)
    }

    this.addSql(
      `alter table "call" add "conversation_id" uuid null, add "words" text not null default '', add "news_event" bigint null`,
    )
    this.addSql(
      `alter table "call" add constraint "call_conversation_id_foreign" foreign key ("conversation_id") references "conversation" ("id") on delete set null;`,
    )
    this.addSql(`create index "call_timeline" on "call" ("conversation_id", "arrived_at", "id")`)
    this.addSql(`create index "call_conversation_open" on "call" ("conversation_id") where ended_at is null`)

    this.addSql(`alter table "contact" add "main_id" uuid null`)
    this.addSql(
      `alter table "contact" add constraint "contact_main_id_foreign" foreign key ("main_id") references "contact" ("id") on delete set null;`,
    )
    this.addSql(`create index "contact_main_id_index" on "contact" ("main_id");`)

    // what happened in an organisation since a moment, without looking at what happened in others
    this.addSql(`create index "call_event_organisation_id_id_index" on "call_event" ("organisation_id", "id");`)

    this.addSql(foldConversation)
    this.addSql(freezeArrival)
  }
}

/**
 * Writes what a call's events amount to for its conversation. Each statement sees what was committed before it, so that
 * once the conversation's row is held, no call that ends at the same time can be overlooked.
 */
const foldConversation = `
create function fold_conversation(organisation uuid, of_call text, told text, news bigint) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  own uuid;
  arrived bigint;
begin
  select c.conversation_id into own from call c where c.organisation_id = organisation and c.call = of_call;
  if not found then return; end if; -- its arrival is not known yet

  if own is null then
    insert into conversation (organisation_id, number_id, customer, last_call, last_at, last_words, opened_event)
    select organisation, c.number_id, coalesce(c.caller_e164, 'call:' || c.call), c.call, c.arrived_at, told, 0
    from call c where c.organisation_id = organisation and c.call = of_call
    on conflict do nothing;
    select v.id into own from call c
    join conversation v on v.organisation_id = organisation and v.number_id = c.number_id and v.customer = coalesce(c.caller_e164, 'call:' || c.call)
    where c.organisation_id = organisation and c.call = of_call;
  end if;
  perform from conversation v where v.id = own for no key update; -- before anything points at it: two that do would wait for each other
  update call c set conversation_id = own, words = told, news_event = news where c.organisation_id = organisation and c.call = of_call;
  select e.id into arrived from call_event e where e.organisation_id = organisation and e.call = of_call and e.key = 'arrived';
  insert into conversation_person as p (organisation_id, conversation_id, member, last_at)
  select distinct organisation, own, l.member, now() from leg l where l.organisation_id = organisation and l.call = of_call
  on conflict (conversation_id, member) do nothing;

  update conversation v set
    last_call = newest.call, last_at = newest.arrived_at, last_words = newest.words, last_outcome = newest.outcome,
    missed = coalesce(newest.outcome in ('missed', 'abandoned'), false),
    live = exists (select from call o where o.conversation_id = own and o.ended_at is null),
    opened_event = events.opened, news_event = events.news,
    state = case when v.done_event >= events.opened then 'done' else 'open' end,
    unread = coalesce(events.news > coalesce(v.read_event, 0), false)
  from
    (select c.call, c.arrived_at, c.words, c.outcome from call c where c.conversation_id = own order by c.arrived_at desc, c.id desc limit 1) newest,
    (select greatest(o.opened_event, arrived, news) as opened, greatest(o.news_event, news) as news from conversation o where o.id = own) events
  where v.id = own;
  update conversation_person p set last_at = v.last_at from conversation v where v.id = own and p.conversation_id = own and p.last_at <> v.last_at;
end
$$`

/** As in 20261122000200-freeze-arrival, with the conversation. */
const freezeArrival = `
create or replace function freeze_arrival(given jsonb, what jsonb, out standing jsonb, out first boolean, out earlier boolean)
language plpgsql
set search_path = public, pg_temp
as $$
declare
  organisation constant uuid := given ->> 'organisation';
  incoming constant text := given #>> '{facts,call}';
  moment constant timestamptz := to_timestamp((given #>> '{facts,arrivedAt}')::float8 / 1000);
  caller constant text := given #>> '{facts,caller,e164}';
  caller_known_as text := given #>> '{facts,caller,name}';
  known_contact uuid;
  event_id bigint;
begin
  perform set_config('app.organisation', organisation::text, true);
  perform pg_advisory_xact_lock(hashtextextended(incoming, 0));

  select a.payload into standing from arrival a where a.call = incoming;
  first := false;
  earlier := false;
  if found then return; end if;

  select c.id, coalesce(caller_known_as, c.name) into known_contact, caller_known_as
  from (select) nobody left join contact c on c.organisation_id = organisation and c.e164 = caller;
  standing := jsonb_set(given, '{facts,caller,name}', coalesce(to_jsonb(caller_known_as), 'null'));

  insert into arrival as a (organisation_id, call, number_id, payload, at)
  values (organisation, incoming, (given ->> 'number')::uuid, standing, moment)
  on conflict (call) do nothing;
  if not found then
    standing := null; -- another organisation has a call of this id
    return;
  end if;

  first := true;
  earlier := exists (select from call_event e where e.organisation_id = organisation and e.call = incoming);
  insert into call (organisation_id, call, number_id, flow_id, version, caller_e164, caller_name, contact_id, arrived_at)
  values (organisation, incoming, (given ->> 'number')::uuid, (given ->> 'flow')::uuid, (given ->> 'version')::int, caller, caller_known_as, known_contact, moment)
  on conflict do nothing;
  insert into call_event (organisation_id, call, key, at, what)
  values (organisation, incoming, 'arrived', moment, jsonb_set(what, '{caller}', to_jsonb(coalesce(caller_known_as, what ->> 'caller'))))
  on conflict do nothing
  returning id into event_id;
  perform fold_conversation(organisation, incoming, 'The call has come in.', null);
  perform pg_notify('call_event', json_build_object('organisation', organisation, 'call', incoming, 'id', event_id)::text) where event_id is not null;
end
$$`
