import { Tooltip } from "@mantine/core";
import type { UsageFieldsFragment, UsageStep } from "../../../api/gql/graphql";
import { useLanguage } from "../../../texts/texts";
import { colorOf, nameOfCode } from "./codes";
import classes from "./usage-chart.module.css";
import { instantOf } from "./when-of";

interface Charted {
  readonly points: readonly UsageFieldsFragment[];
  readonly step: UsageStep;
}

/** A bar for each step. Who does not see it reads the same figures in the table below. */
export function UsageChart({ points, step }: Charted) {
  const { language, texts } = useLanguage();
  const number = new Intl.NumberFormat(language);
  const top = roundTop(Math.max(...points.map(({ allowed, denied }) => allowed + denied)));
  const [first, last] = [points[0], points.at(-1)];
  return (
    <figure className={classes.chart} aria-hidden="true">
      <div className={classes.scale}>
        <span>{number.format(top)}</span>
        <span>{number.format(top / 2)}</span>
        <span>0</span>
      </div>
      <div className={classes.bars}>
        {points.map(({ at, allowed, deniedByCode }) => {
          const parts = [{ code: null, count: allowed }, ...deniedByCode].filter(({ count }) => count > 0);
          const said = parts.map(
            ({ code, count }) =>
              `${code === null ? texts.usage.allowed : nameOfCode(texts, code)}: ${number.format(count)}`,
          );
          return (
            <Tooltip
              key={at}
              label={[instantOf(at, step, language), ...(said.length ? said : [texts.usage.none])].join("\n")}
              multiline
              styles={{ tooltip: { whiteSpace: "pre-line" } }}
            >
              <div className={classes.bar}>
                {parts.map(({ code, count }) => (
                  <div key={code} style={{ height: `${(count / top) * 100}%`, background: colorOf(code) }} />
                ))}
              </div>
            </Tooltip>
          );
        })}
      </div>
      <div className={classes.ends}>
        <span>{first && instantOf(first.at, step, language)}</span>
        <span>{last && instantOf(last.at, step, language)}</span>
      </div>
    </figure>
  );
}

/** The next of 2, 4, 6, 8, 10, 20, 40 …, so that its half is a whole number. */
function roundTop(most: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  return [2, 4, 6, 8, 10].map((factor) => factor * magnitude).find((top) => top >= most) ?? most;
}
