-- Whoever answers gateways is told of all that changes what a key opens, by the transaction that changes it (R29, R30): the
-- application, the partner or the gateway token that it is about, or the whole catalogue. Whoever writes there.
create function tell_keys_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('portico_keys_changed',
                    to_jsonb(case when tg_op = 'DELETE' then old else new end) ->> tg_argv[0]);
  return null;
end $$;

create function tell_catalogue_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('portico_keys_changed', 'catalogue');
  return null;
end $$;

create trigger api_key_changes_are_told
  after insert or delete or update of secret_hash, product_id, provisioned_at, revoked_at, expires_at on api_key
  for each row execute function tell_keys_changed('application_id');

create trigger access_request_changes_are_told
  after insert or delete or update of product_ids, verdict on access_request
  for each row execute function tell_keys_changed('application_id');

create trigger client_application_changes_are_told
  after delete or update of name, deactivated_at on client_application
  for each row execute function tell_keys_changed('id');

create trigger partner_changes_are_told
  after update of suspended_at on partner
  for each row execute function tell_keys_changed('id');

create trigger gateway_token_changes_are_told
  after delete or update of expires_at, revoked_at on gateway_token
  for each row execute function tell_keys_changed('id');

create trigger api_product_changes_are_told
  after delete or update of slug, apis, embed_ids on api_product
  for each statement execute function tell_catalogue_changed();

create trigger api_environment_changes_are_told
  after update of slug, verification_when_unavailable on api_environment
  for each statement execute function tell_catalogue_changed();

-- When gateway tokens were last used. The one thing that whoever answers gateways writes, with whatever rights it has.
create function note_gateway_tokens_used(uses jsonb) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update gateway_token
     set last_used_at = greatest(gateway_token.last_used_at, used.at)
    from jsonb_to_recordset(uses) as used (id text, at timestamptz)
   where gateway_token.id = used.id
$$;
