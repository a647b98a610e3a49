import { Text } from "@mantine/core";
import type { ApiKeyStatus } from "../../api/gql/graphql";
import { shown } from "../../parts/when";
import { useLanguage } from "../../texts/texts";
import classes from "./time-line.module.css";

interface Lived {
  readonly id: string;
  readonly status: ApiKeyStatus;
  readonly preview?: string | null;
  readonly issuedAt?: string | null;
  readonly expiresAt?: string | null;
  readonly product: { readonly name: string };
}

const day = 24 * 3_600_000;

/** When each key that works begins and ends: which of two works until when, and when a successor is needed. */
export function TimeLine({ keys }: { keys: readonly Lived[] }) {
  const { language, texts } = useLanguage();
  const living = keys.filter(({ status, issuedAt }) => status === "ACTIVE" && issuedAt);
  const ends = living.flatMap(({ expiresAt }) => (expiresAt ? [Date.parse(expiresAt)] : []));
  if (ends.length === 0) return null;
  const now = Date.now();
  const begin = Math.min(...living.map(({ issuedAt }) => Date.parse(issuedAt ?? "")));
  const end = Math.max(...ends, now + day);
  const at = (instant: number) => `${Math.min(Math.max(instant - begin, 0) / (end - begin), 1) * 100}%`;
  return (
    <section aria-label={texts.timeLine.title}>
      <Text size="sm" fw={600}>
        {texts.timeLine.title}
      </Text>
      <ul className={classes.lines}>
        {living.map(({ id, product, preview, issuedAt, expiresAt }) => (
          <li key={id}>
            <Text size="xs">
              {product.name} {preview && <span className="secret">{preview}</span>}
              {": "}
              {expiresAt
                ? texts.timeLine.until(shown(expiresAt, language))
                : texts.timeLine.since(shown(issuedAt ?? "", language))}
            </Text>
            <div className={classes.axis} aria-hidden="true">
              <div
                className={expiresAt ? classes.ending : classes.endless}
                style={{
                  left: at(Date.parse(issuedAt ?? "")),
                  right: `calc(100% - ${expiresAt ? at(Date.parse(expiresAt)) : "100%"})`,
                }}
              />
              <div className={classes.now} style={{ left: at(now) }} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
