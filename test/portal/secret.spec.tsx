/** @jest-environment ./test/support/jest/document.js */
import { afterEach, beforeEach, expect, it, jest } from "@jest/globals";
import { act, fireEvent, screen } from "@testing-library/react";
import { Secret } from "../../portal/src/parts/secret";
import { showPortal } from "./show-portal";

const value = "ptc_key_development_0123456789abcdef";

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ["queueMicrotask", "nextTick", "setImmediate"] });
});
afterEach(() => {
  jest.useRealTimers();
});

const pass = (seconds: number) => act(() => jest.advanceTimersByTimeAsync(seconds * 1000));

async function shown(onReveal: () => Promise<string | null>) {
  const view = await showPortal(
    <Secret label="API key for Accounts" preview="ptc…cdef" whyNot={null} onReveal={onReveal} />,
  );
  await pass(1);
  await act(async () => fireEvent.click(screen.getByRole("button", { name: "View" })));
  return view;
}
const said = () => screen.getByLabelText("API key for Accounts").textContent;

it("R19 a secret hides by itself after 30 seconds, and is nowhere in the page then", async () => {
  const { container } = await shown(async () => value);
  expect(said()).toBe(value);
  screen.getByText("Hides by itself in 30 s.");
  await pass(10);
  screen.getByText("Hides by itself in 20 s.");
  await pass(19);
  expect(said()).toBe(value);
  await pass(1);
  expect(said()).toBe("ptc…cdef");
  expect(container.innerHTML).not.toContain(value);
});

it("it hides in time also where the page was in the background meanwhile", async () => {
  await shown(async () => value);
  jest.setSystemTime(Date.now() + 3_600_000);
  await pass(1);
  expect(said()).toBe("ptc…cdef");
});

it("it can be hidden before, and shown again for as long as at first", async () => {
  await shown(async () => value);
  await pass(20);
  await act(async () => fireEvent.click(screen.getByRole("button", { name: "Hide" })));
  expect(said()).toBe("ptc…cdef");
  await act(async () => fireEvent.click(screen.getByRole("button", { name: "View" })));
  await pass(29);
  expect(said()).toBe(value);
});

it("the focus goes from the button that shows it to the one that hides it, and back", async () => {
  await shown(async () => value);
  expect(document.activeElement?.textContent).toBe("Hide");
  await pass(30);
  expect(document.activeElement?.textContent).toBe("View");
});

it("what is refused shows nothing", async () => {
  await shown(async () => null);
  expect(said()).toBe("ptc…cdef");
  screen.getByRole("button", { name: "View" });
});
