import type { Browser, Element } from "./browser.js";

/** Lets whoever types a password see it (NIST SP 800-63B §3.1.1.2). Runs in the browser. */
export function passwordToggles(): void {
  const { document } = globalThis as unknown as Browser;
  const toggles: Iterable<Element> = document.querySelectorAll("button[aria-controls]");
  for (const toggle of toggles) {
    const input = document.getElementById(toggle.getAttribute("aria-controls") ?? "");
    toggle.hidden = false;
    toggle.addEventListener("click", () => {
      const isShown = input.type === "text";
      input.type = isShown ? "password" : "text";
      toggle.textContent = isShown ? "Show" : "Hide";
      const label = toggle.getAttribute("aria-label") ?? "";
      toggle.setAttribute("aria-label", label.replace(/^\w+/, toggle.textContent));
    });
  }
}
