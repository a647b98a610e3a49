import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Assets have their hash in their name; what a page needs stands beside it, also compressed (`compress.js`). */
export default defineConfig({
  plugins: [react()],
  resolve: { dedupe: ["react", "react-dom", "graphql"] },
  build: {
    chunkSizeWarningLimit: 600,
    outDir: "dist",
    assetsDir: "assets",
    sourcemap: false,
    modulePreload: { polyfill: false },
  },
});
