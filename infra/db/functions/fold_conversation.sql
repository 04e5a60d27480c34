-- Writes what a call's events amount to for its conversation. Each statement sees what was committed before it, so that
-- once the conversation's row is held, no call that ends at the same time can be overlooked.
create or replace function fold_conversation(organisation uuid, of_call text, told text, news bigint) returns void
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
$$;
