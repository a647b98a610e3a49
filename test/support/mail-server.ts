import { type AddressObject, type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { eventually } from "./eventually.js";

export interface MailServer {
  readonly url: string;
  /** Everything that has arrived, oldest first. */
  readonly mails: readonly ParsedMail[];
  /** The first mail to `address` whose subject matches. */
  mailTo(address: string, subject: RegExp): Promise<ParsedMail>;
  close(): Promise<void>;
}

/** The reply to a recipient that is refused, such as 550; undefined for one that is not. */
export type Refusing = (address: string) => number | undefined;

/** A real SMTP server on a free loopback port. */
export async function startMailServer(refusing: Refusing = () => undefined): Promise<MailServer> {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    logger: false,
    onRcptTo({ address }, _session, done) {
      const responseCode = refusing(address);
      if (responseCode === undefined) done();
      else done(Object.assign(new Error(`<${address}> is not taken`), { responseCode }));
    },
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        mails.push(mail);
        done();
      }, done);
    },
  });
  // Whoever sends may be killed amid it.
  server.on("error", () => {});
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    mailTo: (to, subject) =>
      eventually(async () =>
        mails.find((mail) => recipients(mail).includes(to) && subject.test(mail.subject ?? "")),
      ),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export function recipients(mail: ParsedMail): string[] {
  const to = ([] as AddressObject[]).concat(mail.to ?? []);
  return to.flatMap(({ value }) => value.map(({ address }) => address ?? ""));
}
