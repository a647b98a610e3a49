/**
 * Mail providers, forwarding services and internet access providers that give addresses to anyone, and that none of the
 * kept lists knows (see `company-email-domain.ts`). One missed here would let strangers share a partner (R2, R18).
 */
export const morePublicEmailDomains: readonly string[] = `
  012.net.il 013.net 013net.net 12move.nl 163.net 263.net 8alias.com 9online.fr a1.net absamail.co.za
  actrix.co.nz adr.dk africaonline.co.ke airtelmail.in alaska.net amis.net aruba.it asahi-net.or.jp au.com
  auone.jp aussiebb.com.au aussiebroadband.com.au axxess.co.za base.be bbox.fr belgacom.net bezeqint.net
  biglobe.ne.jp bih.net.ba biznetvigator.com bredband2.com broadpark.no brutele.be bsnl.in buziaczek.pl
  caiway.net caiway.nl cbn.net.id cegetel.net chello.at chello.hu chol.com cincinnatibell.net clicknet.ro
  clix.pt comhem.se commufa.jp consolidated.net cyber.net.pk cyberia.net.lb cybersmart.co.za dataone.in
  dbmail.com dialog.lk dion.ne.jp dir.bg disney.ne.jp disroot.org distributel.net dnmx.org dralias.com
  dreamwiz.com drei.at dsl.pipex.com eim.ae emirates.net.ae eonet.ne.jp etb.net.co eth.net euskaltel.net
  ewe.net ewetel.net execulink.com f2s.com filternet.nl flash.net frisurf.no gbg.bg getmail.no ggaweb.ch
  gofree.indigo.ie goo.jp goo.ne.jp green.ch hanmir.com hansenet.de hi-ho.ne.jp hinet.net hotmail.ie
  htp-tel.de i-cable.com iam.net.ma idm.net.lb ihug.co.nz ik.me image.dk imaginet.co.za in.gr inbox.ee
  indigo.ie indo.net.id inet.fi inet.hr infinito.it infoweb.ne.jp inode.at inspire.net.nz inter.net.il
  internet.lu internet.ru invitel.hu iol.ie izzi.mx jaring.my jazzfree.com jcom.zaq.ne.jp kabelbw.de kabsi.at
  kakao.com kolabnow.com kuwait.net lankacom.net lijbrandt.nl link.net liwest.at lyse.net madasafish.com
  magenta.de mail.telepac.pt mailoo.org maxis.net.my mediacombb.net megacable.com.mx menara.ma metrocast.net
  mnet-mail.de mnet-online.de monaco.mc ms1.hinet.net msa.hinet.net mtnonline.com mts.net mts.rs mundo-r.com
  murena.io mycosmos.gr nana.co.il narod.ru nb.sympatico.ca neostrada.pl net.hr netcabo.pt netgate.com.uy
  netkosice.sk nifty.com nifty.ne.jp northwestel.net ns.sympatico.ca numericable.com nvbell.net o2mail.de
  o2online.de ofir.dk omantel.net.om onetel.com onionmail.org online.ua onsbrabantnet.nl open.telekom.rs
  optinet.hr orange.es orangemail.sk orcon.net.nz osnanet.de ownit.nu pacific.net.sg paran.com passagen.se
  pathfinder.gr pchome.com.tw phnet.fi pipex.com plala.or.jp plusnet.com polka.co.za pop.com.br pt.lu ptt.rs
  qatar.net.qa quick.cz quickline.ch rakuten.jp rdslink.ro riseup.net sancharnet.in sasktel.net saunalahti.fi
  scarlet.be seed.net.tw silomails.com simnet.is simplelogin.fr siol.net skiff.com sltnet.lk smile.net.il
  snap.net.nz so-net.ne.jp softbank.jp sparklight.net starhub.net.sg startmail.com stofanet.dk stonline.sk
  streamyx.com sunrise.ch supanet.com superonline.com swbmail.de swipnet.se t-online.at t.ht.hr tbaytel.net
  tdcadsl.dk tedata.net.eg teksavvy.com tele2.at tele2.ch tele2.fr tele2.se telia.se teol.net terra.com.mx
  terra.net.lb tiki.ne.jp tiscali.cz tiscali.de tm.net.my totalise.co.uk ttmail.com ttnet.net.tr turk.net
  tuta.com ukonline.co.uk une.net.co uolsinectis.com.ar upcmail.hu utanet.at utvinternet.com uwclub.net
  versanet.de vip.163.com vip.hr visir.is vivaldi.net vivodinet.gr vo.lu vodafone.co.nz vodafone.de
  vodafone.it vodafone.ne.jp vodafone.pt vodafonemail.de vodamail.co.za volja.net vsnl.com vsnl.net vtr.net
  vtxmail.ch waitrose.com wananchi.com wans.net welho.com which.net willcom.com wo.cn wol.net.pk wxs.nl
  xplornet.ca xuite.net y-mobile.ne.jp ya.com ymobile.ne.jp zapakmail.com zaq.ne.jp zen.co.uk ziggomail.com
  zohomail.com zohomail.eu zohomail.in zoznam.sk
`
  .trim()
  .split(/\s+/);
