/** What people see the installation called and look like, on pages and in mails. */
export interface Brand {
  readonly name: string;
  /** Https, of an image that is shown 32 pixels high. */
  readonly logoUrl?: string | undefined;
  /** `#rrggbb`, of buttons with white text. */
  readonly color: string;
}

export const usualBrand: Brand = { name: "Portico", color: "#0b57b0" };

/** Whether white text on the colour can be read (WCAG 2.2 §1.4.3: a contrast of 4.5). */
export function bearsWhiteText(color: string): boolean {
  const channels = [1, 3, 5].map((from) => Number.parseInt(color.slice(from, from + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5;
}
