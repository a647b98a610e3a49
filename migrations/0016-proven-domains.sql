-- R38: what a partner is to publish for a domain, and since when it is proven. Several may try the same domain at a
-- time; who has one is said by partner_domain alone.
create table domain_proof (
  partner_id text not null references partner (id) deferrable initially deferred,
  domain text not null,
  challenge text not null,
  requested_at timestamptz(3) not null,
  looked_up_at timestamptz(3),
  proven_at timestamptz(3),
  primary key (partner_id, domain)
);
