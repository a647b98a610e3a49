-- By whom an institution's customers are signed in where they let an application act for them: by sample customers, or by
-- the institution's own OpenID provider, { issuer, clientId }. And by which rules tokens are issued.
alter table api_environment
  add column end_user_sign_in text not null default 'INSTITUTION'
    check (end_user_sign_in in ('SAMPLE', 'INSTITUTION')),
  add column sign_in_provider jsonb,
  add column oauth_profile text not null default 'STANDARD' check (oauth_profile in ('STANDARD', 'FAPI_2')),
  -- Nobody is a sample customer where there are real ones.
  add check (end_user_sign_in <> 'SAMPLE' or tier <> 'PRODUCTION');
