import { eventually } from "./eventually.js";
import type { SecretScanner } from "./secret-scanner.js";
import type { Story } from "./story.js";

/** Reports as scanners and people send them. */
export function leakReports(story: Story, scanner: SecretScanner) {
  return {
    /** The body of a scanner's report. */
    finds: (...tokens: string[]): string =>
      JSON.stringify(
        tokens.map((token) => ({
          token,
          type: "portico_secret",
          url: "https://code.example/a/.env",
          source: "content",
        })),
      ),

    scans: (body: string, signature = scanner.sign(body), id = scanner.keyId): Promise<Response> =>
      fetch(`${story.url}/v1/leaks`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "github-public-key-identifier": id,
          "github-public-key-signature": signature,
        },
        body,
      }),

    /** On the page for people. */
    report: (secret: string, origin = story.url): Promise<Response> =>
      fetch(`${story.url}/leaked-key`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", origin },
        body: new URLSearchParams({ secret }),
      }),

    mailsTo: async (address: string, words: RegExp) =>
      (await story.services.mailbox.list(100, address)).filter(({ subject, text }) =>
        words.test(`${subject} ${text}`),
      ),

    /** Until every report has been looked at. */
    jobsRun: () =>
      eventually(async () => {
        const { rows } = await story.services.pool.query(
          `select count(*)::int as n from graphile_worker._private_jobs j
             join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'report-leak'`,
        );
        return rows[0].n === 0;
      }),
  };
}
