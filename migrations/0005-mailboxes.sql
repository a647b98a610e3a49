-- R2: `name+tag@` is the mailbox `name@`. Where both have registered, or two sub-addresses have, the later ones keep the
-- address that they have, for nobody can tell here what is to become of what they own.
update developer set email = regexp_replace(email, '[+][^@]*@', '@')
 where email like '_%+%@%'
   and not exists (
     select from developer as other
      where other.id <> developer.id
        and regexp_replace(other.email, '[+][^@]*@', '@') = regexp_replace(developer.email, '[+][^@]*@', '@')
        and (other.email not like '%+%@%' or other.id < developer.id));
update invitation set email = regexp_replace(email, '[+][^@]*@', '@') where email like '_%+%@%';
update operator set email = regexp_replace(email, '[+][^@]*@', '@')
 where email like '_%+%@%'
   and not exists (
     select from operator as other
      where other.email <> operator.email
        and regexp_replace(other.email, '[+][^@]*@', '@') = regexp_replace(operator.email, '[+][^@]*@', '@')
        and (other.email not like '%+%@%' or other.email < operator.email));
