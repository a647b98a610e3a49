import type { FastifyReply, FastifyRequest } from "fastify";
import { durationInWords } from "../../application/duration-in-words.js";
import { sendPage } from "../pages.js";
import type { Filled, Form, Next, Problem, Values } from "./form.js";
import type { IdentityAnswer, IdentityApi } from "./identity-api.js";

/** The fields of a form or of an address, as they came. */
export type Sent = Readonly<Record<string, string>>;

export interface SentForm {
  readonly form: Form;
  readonly sent: Sent;
  /** What follows when something has to be mended. `answer`: of the identity API, when it was asked. */
  again(filled: Filled, answer?: IdentityAnswer): Promise<Next>;
}

/**
 * Does what a form is for: all that is wrong with its fields is told at once, before anybody is asked; then `api` is asked,
 * and its answer leads on or is told where it belongs.
 */
export async function sendForm(
  api: IdentityApi,
  { form, sent, again }: SentForm,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const values = valuesOf(form, sent);
  const problems = problemsOf(form, values);
  if (problems.length > 0) return follow(reply.code(400), await again({ values, problems }));
  const answer = await api(request, form.endpoint, { ...values, ...form.constants });
  if (answer.cookies.length > 0) reply.header("set-cookie", [...answer.cookies]);
  if (answer.isOk) return follow(reply.headers(form.headers ?? {}), form.next(answer.told, values));
  if (answer.waitSeconds !== undefined) reply.header("retry-after", answer.waitSeconds);
  const filled = { values, problems: [problemIn(form, answer)] };
  return follow(reply.code(answer.status), await again(filled, answer));
}

function follow(reply: FastifyReply, next: Next): FastifyReply {
  return "page" in next ? sendPage(reply, next.page) : reply.redirect(next.goTo, 303);
}

function valuesOf({ fields }: Form, sent: Sent): Values {
  const own = fields.filter(({ isGiven }) => !isGiven);
  return Object.fromEntries(own.map(({ name, clean = asTyped }) => [name, clean(sent[name] ?? "")]));
}

const asTyped = (typed: string) => typed;

function problemsOf({ fields }: Form, values: Values): Problem[] {
  return fields.flatMap(({ name, problem }) => {
    const sentence = name in values ? problem?.(values[name] ?? "") : null;
    return sentence ? [{ field: name, sentence }] : [];
  });
}

/** What the identity API refuses, in words for whoever filled in the form. */
function problemIn({ refusals = {} }: Form, { status, told, waitSeconds }: IdentityAnswer): Problem {
  const { code, message } = told as { code?: string; message?: string };
  if (status === 429 && (!code || code === "RATE_LIMITED")) {
    return { sentence: `Too many attempts. Please try again in ${durationInWords(waitSeconds ?? 60)}.` };
  }
  const own = code === undefined ? undefined : refusals[code];
  return { sentence: message ?? "It did not work. Please try again.", ...own };
}
