/**
 * Services at which everybody gets mail for a sub-domain of their own as well, and that the kept list of these does not
 * know: Fastmail's domains, and forwarding services. A name below one of them is one mailbox (R2), and no company's (R4).
 */
export const subDomainsForAnyone: readonly string[] = `
  123mail.org 150mail.com 150ml.com 16mail.com 2-mail.com 4email.net 4wrd.cc 50mail.com 8alias.com 8shield.net addy.io
  airpost.net aleeas.com allmail.net bestmail.us cluemail.com dralias.com elitemail.org emailcorner.net emailengine.net
  emailengine.org emailgroups.net emailplus.org emailuser.net eml.cc erine.email f-m.fm fast-email.com fast-mail.org
  fastem.com fastemail.us fastemailer.com fastest.cc fastimap.com fastmail.cn fastmail.co.uk fastmail.com fastmail.com.au
  fastmail.de fastmail.es fastmail.fm fastmail.fr fastmail.im fastmail.in fastmail.jp fastmail.mx fastmail.net fastmail.nl
  fastmail.org fastmail.se fastmail.to fastmail.tw fastmail.uk fastmail.us fastmailbox.net fastmessaging.com fea.st
  fmail.co.uk fmailbox.com fmgirl.com fmguy.com ftml.net h-mail.us hailmail.net imap-mail.com imap.cc imapmail.org
  inoutbox.com internet-e-mail.com internet-mail.org internetemails.net internetmailing.net jetemail.net justemail.net
  letterboxes.org mail-central.com mail-page.com mailandftp.com mailas.com mailbolt.com mailc.net mailcan.com mailer.me
  mailforce.net mailftp.com mailhaven.com mailingaddress.org mailite.com mailmight.com mailnew.com mailsent.net
  mailservice.ms mailup.net mailworks.org ml1.net mm.st mozmail.com myfastmail.com mymacmail.com nospammail.net ownmail.net
  petml.com postinbox.com postpro.net proinbox.com promessage.com realemail.net reallyfast.biz reallyfast.info rushpost.com
  sent.as sent.at sent.com silomails.com simplelogin.co simplelogin.com simplelogin.fr slmail.me speedpost.net
  speedymail.org ssl-mail.com swift-mail.com the-fastest.net the-quickest.com theinternetemail.com veryfast.biz
  veryspeedy.net warpmail.net xsmail.com yepmail.net your-mail.com
`
  .trim()
  .split(/\s+/);
