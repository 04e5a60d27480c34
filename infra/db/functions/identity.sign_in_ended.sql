-- The id of a session opens nothing: what its cookie holds is the token.
create or replace function identity.sign_in_ended() returns trigger language plpgsql as $$
begin
  perform pg_notify('access_changed', json_build_object('signIn', old."id")::text);
  return null;
end
$$;
