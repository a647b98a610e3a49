-- By which a client shows who it is in place of its secret: public keys, where they can be fetched, or the subject of its
-- certificate, { method, jwks, jwksUri, tlsSubject }.
alter table access_grant
  add column client_keys jsonb,
  add check (client_keys is null or client_id is not null);
