import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./portal.css";
import { ApolloProvider } from "@apollo/client/react";
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { createApi } from "./api/client";
import { App } from "./app";
import { SessionProvider } from "./session/session";
import { toSignIn } from "./session/sign-in";
import { StepUpProvider } from "./session/step-up";
import { TextsProvider } from "./texts/texts";
import { theme } from "./theme";

const api = createApi(toSignIn);

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <TextsProvider>
        <ApolloProvider client={api}>
          <Notifications position="bottom-right" />
          <StepUpProvider>
            <BrowserRouter>
              <SessionProvider>
                <App />
              </SessionProvider>
            </BrowserRouter>
          </StepUpProvider>
        </ApolloProvider>
      </TextsProvider>
    </MantineProvider>
  </StrictMode>,
);
