import { JsonInput, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { GrantDetailsFragment } from "../../api/gql/graphql";
import { SetClientKeysDocument } from "../../api/gql/graphql";
import { mistakeIn, otherMistakes } from "../../api/mistakes";
import { useCommand } from "../../api/use-command";
import { Confirm } from "../../parts/confirm";
import { whyNot } from "../../parts/permission";
import { useTexts } from "../../texts/texts";

type Credentials = NonNullable<GrantDetailsFragment["clientCredentials"]>;

/** The ways in which a client shows who it is, as people tell them apart. */
type Way = "SECRET" | "JWKS" | "JWKS_URI" | "SELF_SIGNED" | "CERTIFICATE";

/** How a client shows who it is: by its secret, or by keys or a certificate that it never sends. */
export function ClientKeys({
  grant,
  credentials,
}: {
  grant: GrantDetailsFragment;
  credentials: Credentials;
}) {
  const { clientKeys } = useTexts();
  const { run, mistakes, forgive } = useCommand(SetClientKeysDocument);
  const [way, setWay] = useState<Way>(() => wayOf(credentials));
  const [jwks, setJwks] = useState(credentials.jwks ?? "");
  const [jwksUri, setJwksUri] = useState(credentials.jwksUri ?? "");
  const [tlsSubject, setTlsSubject] = useState(credentials.tlsSubject ?? "");
  // What the server takes, and what is set, so that it shows.
  const ways = (Object.keys(clientKeys.ways) as Way[]).filter(
    (each) => each === way || grant.environment.clientAuthentications.includes(authenticationBy[each]),
  );
  const inputs = {
    SECRET: {},
    JWKS: { jwks, method: "PRIVATE_KEY_JWT" },
    JWKS_URI: { jwksUri, method: "PRIVATE_KEY_JWT" },
    SELF_SIGNED: { jwks, method: "SELF_SIGNED_TLS_CLIENT_AUTH" },
    CERTIFICATE: { tlsSubject, method: "TLS_CLIENT_AUTH" },
  } as const;
  return (
    <Confirm
      action={clientKeys.action}
      title={clientKeys.title}
      hint={clientKeys.hint}
      whyNot={whyNot(grant.viewerCan.setClientKeys)}
      mistakes={otherMistakes(mistakes, ["jwks", "jwksUri", "tlsSubject"])}
      onConfirm={async () => (await run({ grantId: grant.id, ...inputs[way] })) !== null}
    >
      <Select
        label={clientKeys.way}
        data={ways.map((value) => ({ value, label: clientKeys.ways[value] }))}
        value={way}
        onChange={(value) => setWay(value as Way)}
        allowDeselect={false}
      />
      {(way === "JWKS" || way === "SELF_SIGNED") && (
        <JsonInput
          label={clientKeys.jwks}
          description={clientKeys.jwksHint}
          value={jwks}
          onChange={(value) => {
            forgive("jwks");
            setJwks(value);
          }}
          error={mistakeIn(mistakes, "jwks")}
          autosize
          minRows={5}
          maxRows={12}
          spellCheck={false}
        />
      )}
      {way === "JWKS_URI" && (
        <TextInput
          type="url"
          label={clientKeys.jwksUri}
          placeholder="https://"
          value={jwksUri}
          onChange={(event) => {
            forgive("jwksUri");
            setJwksUri(event.currentTarget.value);
          }}
          error={mistakeIn(mistakes, "jwksUri")}
        />
      )}
      {way === "CERTIFICATE" && (
        <TextInput
          label={clientKeys.tlsSubject}
          description="CN=ledger,O=Acme Ltd,C=NL"
          value={tlsSubject}
          onChange={(event) => {
            forgive("tlsSubject");
            setTlsSubject(event.currentTarget.value);
          }}
          error={mistakeIn(mistakes, "tlsSubject")}
        />
      )}
    </Confirm>
  );
}

const authenticationBy = {
  SECRET: "CLIENT_SECRET",
  JWKS: "PRIVATE_KEY_JWT",
  JWKS_URI: "PRIVATE_KEY_JWT",
  SELF_SIGNED: "SELF_SIGNED_TLS_CLIENT_AUTH",
  CERTIFICATE: "TLS_CLIENT_AUTH",
} as const;

function wayOf({ authentication, jwksUri }: Credentials): Way {
  if (authentication === "PRIVATE_KEY_JWT") return jwksUri ? "JWKS_URI" : "JWKS";
  if (authentication === "SELF_SIGNED_TLS_CLIENT_AUTH") return "SELF_SIGNED";
  return authentication === "TLS_CLIENT_AUTH" ? "CERTIFICATE" : "SECRET";
}
