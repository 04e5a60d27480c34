/**
 * Notes each product row that a transaction changes, except for what is no deed, what the engine writes, and an e-mail
 * address, which follows that of the login: its deed is written before and committed with it.
 * To be run as the database's superuser.
 */
export const WATCH = `
  create schema watch;
  create table watch.touched (txid text, name text);
  create function watch.touch() returns trigger language plpgsql security definer as $$
  declare
    quiet constant text[] := array['seen_at', 'notifications', 'email', 'code_hash', 'code_sent_at', 'code_tries', 'draft', 'draft_saved_at', 'draft_saved_by_id', 'carrier_number', 'webhook_resource', 'fallback_script', 'carrier_confirmed_at', 'carrier_trouble'];
  begin
    if tg_op = 'UPDATE' and to_jsonb(new) - quiet = to_jsonb(old) - quiet then return null; end if;
    insert into watch.touched values (pg_current_xact_id()::text, tg_table_name);
    return null;
  end $$;
  do $$ declare one text; begin
    for one in select tablename from pg_tables where schemaname = 'public'
      and tablename not in ('mikro_orm_migrations', 'deed_head', 'flow_visit', 'conversation', 'conversation_person', 'customer_search', 'call', 'call_event', 'leg', 'arrival', 'kept_word', 'history_export')
    loop execute format('create trigger watch after insert or update or delete on %I for each row execute function watch.touch()', one); end loop;
  end $$`

/** The tables that a transaction has changed without a deed, since `watch.touched` was emptied. */
export const UNRECORDED = `select distinct name from watch.touched t where name <> 'deed' and not exists (select from watch.touched d where d.name = 'deed' and d.txid = t.txid)`
