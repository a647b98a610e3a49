/** What people see the installation called and look like, on pages and in mails. */
export interface Brand {
  readonly name: string;
  /** Https, of an image that is shown 32 pixels high. */
  readonly logoUrl?: string | undefined;
  /** `#rrggbb`, of buttons with white text. */
  readonly color: string;
}

export const usualBrand: Brand = { name: "Portico", color: "#0b57b0" };

/** What the name is of. The product is told where the platform has a name of its own. */
export function purposeOf({ name }: Brand): string {
  return name === usualBrand.name ? "Developer portal" : "Developer portal on Portico";
}

/** What everything stands on, in a dark colour scheme. */
export const darkCard = "#191f28";

/** Whether white text on the colour, or the colour on white, can be read (WCAG 2.2 §1.4.3: a contrast of 4.5). */
export function bearsWhiteText(color: string): boolean {
  return contrast(color, "#ffffff") >= 4.5;
}

/** The colour as it can be read on a dark card: with as much white in it as that takes. */
export function onDark(color: string): string {
  const steps = Array.from({ length: 21 }, (_, step) => mixedWithWhite(color, step / 20));
  return steps.find((each) => contrast(each, darkCard) >= 6) ?? "#ffffff";
}

/** WCAG 2.2, "contrast ratio": from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(color)
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mixedWithWhite(color: string, share: number): string {
  const mixed = channelsOf(color).map((value) => Math.round(value + (255 - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

const channelsOf = (color: string) =>
  [1, 3, 5].map((from) => Number.parseInt(color.slice(from, from + 2), 16));
