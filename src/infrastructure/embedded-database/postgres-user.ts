import { chownSync, existsSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** How to run PostgreSQL's programs, which refuse to be root. */
export interface PostgresUser {
  /** What to spawn to run `program` as this user; the spawned process becomes the program (same pid). */
  command(program: string, args: readonly string[]): SpawnCommand;
  /** Makes this user the owner of `path`. */
  own(path: string): void;
}

export interface SpawnCommand {
  readonly file: string;
  readonly args: string[];
  readonly options: { uid?: number; gid?: number };
}

interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const SETPRIV = "/usr/bin/setpriv";

/**
 * The current user or, for root, an ordinary one: the owner of `dataDir`, else `postgres`, else `nobody`. When that
 * one may not enter a folder on the way to `paths` (a checkout under /root), the programs get the one capability
 * that it takes (capabilities(7): CAP_DAC_OVERRIDE) instead of being copied elsewhere.
 *
 * @throws {Error} with a sentence when root has no such user.
 */
export function postgresUser(dataDir: string, paths: readonly string[]): PostgresUser {
  if (process.getuid?.() !== 0) {
    return { command: (file, args) => ({ file, args: [...args], options: {} }), own: () => {} };
  }
  const user = chooseUser(dataDir);
  const own = (path: string) => chownSync(path, user.uid, user.gid);
  if (paths.every((path) => canEnter(user, path))) {
    const options = { uid: user.uid, gid: user.gid };
    return { command: (file, args) => ({ file, args: [...args], options }), own };
  }
  if (!existsSync(SETPRIV)) throw new Error(rootHelp(`${user.name} cannot enter ${paths.join(" and ")}`));
  const drop = ["--reuid", String(user.uid), "--regid", String(user.gid), "--clear-groups"];
  // Without this bit the kernel takes ambient capabilities away in setresuid(2) and ignores them in access(2).
  const keep = ["--securebits", "+no_setuid_fixup"];
  const caps = ["--inh-caps", "--ambient-caps", "--bounding-set"].flatMap((set) => [
    set,
    "-all,+dac_override",
  ]);
  return {
    command: (file, args) => ({
      file: SETPRIV,
      args: [...drop, ...keep, ...caps, file, ...args],
      options: {},
    }),
    own,
  };
}

function chooseUser(dataDir: string): SystemUser {
  const owner = existsSync(dataDir) ? statSync(dataDir).uid : 0;
  const users = readUsers().filter((each) => each.uid !== 0);
  const user =
    users.find((each) => each.uid === owner) ??
    users.find((each) => each.name === "postgres") ??
    users.find((each) => each.name === "nobody");
  if (!user) throw new Error(rootHelp("there is no user postgres or nobody"));
  return user;
}

function rootHelp(reason: string): string {
  return `PostgreSQL does not run as root, and ${reason}: start Portico as an ordinary user, or set DATABASE_URL.`;
}

/** Whether every folder above `path` lets `user` through. */
function canEnter(user: SystemUser, path: string): boolean {
  const folder = dirname(path);
  const { mode, uid } = statSync(folder);
  const mayPass = (mode & 0o001) !== 0 || (uid === user.uid && (mode & 0o100) !== 0);
  return mayPass && (folder === path || folder === "/" || canEnter(user, folder));
}

/** passwd(5). */
function readUsers(): SystemUser[] {
  return readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .filter((fields) => fields.length >= 4)
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}
