import { AppShell, createTheme, type MantineColorsTuple, SegmentedControl } from "@mantine/core";

/** Dark enough on white, and light enough on black, for text of any size (WCAG 2.2, 1.4.3). */
const blue: MantineColorsTuple = [
  "#eef4ff",
  "#dbe6fb",
  "#b3cbf5",
  "#88aeef",
  "#6595ea",
  "#4f86e7",
  "#3f78dd",
  "#1c5fd4",
  "#174fb3",
  "#103f92",
];

const red: MantineColorsTuple = [
  "#fff0f0",
  "#ffdede",
  "#ffb8b8",
  "#ff9c9c",
  "#ff8585",
  "#e64545",
  "#d63333",
  "#c22525",
  "#a81e1e",
  "#8f1818",
];

export const theme = createTheme({
  colors: { portico: blue, red },
  primaryColor: "portico",
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: "md",
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  headings: { fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif" },
  respectReducedMotion: true,
  components: {
    AppShell: AppShell.extend({ defaultProps: { transitionDuration: 0 } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { transitionDuration: 0 } }),
  },
});
