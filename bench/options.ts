import { cpus } from "node:os";
import { parseArgs } from "node:util";

export interface Options {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** How long registrations arrive while a worker is at work. */
  readonly workSeconds: number;
  /** Companies in the database; each has 10 developers and 20 applications. */
  readonly companies: number;
  readonly connections: number;
  /** Names of servers and pages; null for all. */
  readonly only: readonly string[] | null;
  readonly pages: readonly string[] | null;
  /** A folder with another build of Portico, to stand beside this one. */
  readonly beside: string | null;
  /** Registrations and the work that they queue, in place of pages. */
  readonly writes: boolean;
  readonly cores: number;
}

/** @throws {TypeError} with what is wrong on the command line. */
export function options(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean", default: false },
      rounds: { type: "string" },
      seconds: { type: "string" },
      companies: { type: "string", default: "500" },
      connections: { type: "string", default: "32" },
      only: { type: "string" },
      pages: { type: "string" },
      beside: { type: "string" },
      writes: { type: "boolean", default: false },
    },
  });
  const { quick, rounds = quick ? "1" : "3", seconds = quick ? "4" : "10" } = values;
  return {
    rounds: count("rounds", rounds),
    seconds: count("seconds", seconds),
    warmUpSeconds: quick ? 2 : 4,
    workSeconds: quick ? 8 : 20,
    companies: count("companies", values.companies),
    connections: count("connections", values.connections),
    only: values.only?.split(",") ?? null,
    pages: values.pages?.split(",") ?? (quick ? ["My APIs", "list of 100", "{ __typename }"] : null),
    beside: values.beside ?? null,
    writes: values.writes,
    cores: cpus().length,
  };
}

function count(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new TypeError(`--${name} takes a whole number from 1 on.`);
  return value;
}
