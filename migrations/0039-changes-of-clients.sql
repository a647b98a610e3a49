-- Authorization servers remember clients as gateways' verifiers remember keys, and hear of all that changes one: besides what they
-- are told of already, its secrets and keys, what it may ask for and where it leads to, and how its secret is guessed at.
create trigger client_secrets_are_told
  after update of secret_hash, retiring_secret_hash, retiring_secret_expires_at, client_keys on access_grant
  for each row execute function tell_keys_changed('application_id');

create trigger client_metadata_is_told
  after update of type, authentication, redirect_urls, product_ids, partner_id on client_application
  for each row execute function tell_keys_changed('id');

create trigger slowed_attempts_are_told
  after insert or update of next_at on sign_in_attempt
  for each row when (new.next_at is not null) execute function tell_keys_changed('subject_hash');
