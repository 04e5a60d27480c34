-- The login has its new address already when the members are changed, so that `identity.membership_ended` finds nobody to sign out.
create or replace function identity.email_changed() returns trigger language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  is_narrow constant text := coalesce(current_setting('app.narrow', true), 'off');
begin
  perform set_config('app.narrow', 'on', true);
  update member set email = new."email" where email = old."email";
  perform set_config('app.narrow', is_narrow, true);
  return null;
end
$$;

revoke all on function identity.email_changed() from public;
