import { ConfigError } from "../composition-root/index.js";

/** What a command that failed tells whoever runs it: what is wrong, and what to do. */
export function failureSentence(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const { code, port, address, hostname, message, path } = error as SystemError;
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} on ${address} is taken. Set PORT to another one, or stop whatever uses it.`;
    case "EADDRNOTAVAIL":
      return `${address} is not an address of this machine. Set HOST to one that is.`;
    case "EACCES":
      if (port) return `Port ${port} may not be used by this user. Set PORT to one above 1023.`;
      if (path) return cannotWrite(path);
      break;
    case "EROFS":
    case "EPERM":
      if (path) return cannotWrite(path);
      break;
    case "ENOENT":
      return `There is no file ${path}.`;
    case "42P01":
      return "The database is not up to date. Run `portico migrate` first.";
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `The host name ${hostname} is not known. Check DATABASE_URL and HOST.`;
    case "ECONNABORTED":
    case "ECONNREFUSED":
    case "ECONNRESET":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "ETIMEDOUT":
      return "The database is not answering. Check DATABASE_URL and whether PostgreSQL is running.";
  }
  if (code && REFUSED_BY_DATABASE.test(code))
    return `The database refuses the connection: ${message}. Check DATABASE_URL.`;
  return message || `Portico could not start: ${String(code ?? error)}.`;
}

function cannotWrite(path: string): string {
  return `This user may not write ${path}. Give them the right to, or set DATA_DIR to another folder.`;
}

type SystemError = NodeJS.ErrnoException & { port?: number; address?: string; hostname?: string };

/** SQLSTATE (PostgreSQL, Appendix A): a wrong user or password, no such database, no right to connect. */
const REFUSED_BY_DATABASE = /^(28...|3D000|42501)$/;
