import { Button, Code, Group, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import type { CompanyFieldsFragment } from "../../api/gql/graphql";
import { ProveDomainDocument } from "../../api/gql/graphql";
import { mistakeIn, otherMistakes } from "../../api/mistakes";
import { useCommand } from "../../api/use-command";
import { CopyOf } from "../../parts/copy-of";
import { DomainList } from "../../parts/domain-list";
import { Mistakes } from "../../parts/mistakes";
import { When } from "../../parts/when";
import { useTexts } from "../../texts/texts";

/** By which e-mail domains the company is known, and how its ADMINs prove them by DNS (R38). */
export function Domains({ partner }: { partner: CompanyFieldsFragment }) {
  const { company, domains: texts } = useTexts();
  const begin = useCommand(ProveDomainDocument);
  const { domains, domainsProven, domainProofs } = partner;
  const mayProve = partner.viewerCan.proveDomain.isAllowed;
  const isUnderway = (domain: string) => domainProofs.some((proof) => proof.domain === domain);
  return (
    <Paper withBorder p="md" component="section" aria-label={company.domains}>
      <Title order={2} size="h4">
        {company.domains}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {mayProve ? texts.hint : texts.whoProves}
      </Text>
      <Stack gap="xs">
        <DomainList
          domains={domains}
          domainsProven={domainsProven}
          actionFor={(domain) =>
            mayProve &&
            !isUnderway(domain) && (
              <Button
                size="xs"
                variant="default"
                aria-label={texts.proveThis(domain)}
                loading={begin.isRunning}
                onClick={() => void begin.run({ domain })}
              >
                {texts.prove}
              </Button>
            )
          }
        />
        <Mistakes mistakes={begin.mistakes} />
        {domainProofs.map((proof) => (
          <Proof key={proof.domain} proof={proof} />
        ))}
        {mayProve && <Further />}
      </Stack>
    </Paper>
  );
}

function Proof({ proof }: { proof: CompanyFieldsFragment["domainProofs"][number] }) {
  const { domains: texts } = useTexts();
  const { run, mistakes, isRunning } = useCommand(ProveDomainDocument);
  const { domain, recordName, recordValue, expiresAt, lookedUpAt } = proof;
  async function look() {
    if (await run({ domain })) notifications.show({ color: "green", message: texts.isProven(domain) });
  }
  return (
    <Paper withBorder p="sm" component="section" aria-label={texts.proveThis(domain)}>
      <Stack gap="xs">
        <Text size="sm">{texts.publish(domain)}</Text>
        <Part label={texts.recordType}>TXT</Part>
        <Part label={texts.recordName}>{recordName}</Part>
        <Part label={texts.recordValue}>{recordValue}</Part>
        <Mistakes mistakes={mistakes} />
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {texts.counts} <When at={expiresAt} />
            {lookedUpAt && (
              <>
                {" · "}
                {texts.lookedFor} <When at={lookedUpAt} />
              </>
            )}
          </Text>
          <Button size="xs" loading={isRunning} onClick={() => void look()}>
            {texts.look}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

function Part({ label, children }: { label: string; children: string }) {
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed" w={60}>
        {label}
      </Text>
      <Code className="secret">{children}</Code>
      <CopyOf value={children} label={label} />
    </Group>
  );
}

function Further() {
  const { domains: texts } = useTexts();
  const { run, mistakes, isRunning, forgive } = useCommand(ProveDomainDocument);
  const [domain, setDomain] = useState("");
  async function submit() {
    if (await run({ domain })) setDomain("");
  }
  return (
    <form action={submit} noValidate>
      <Group align="flex-end" mt="xs">
        <TextInput
          label={texts.further}
          description={texts.furtherHint}
          placeholder="subsidiary.example"
          value={domain}
          onChange={(event) => {
            forgive("domain");
            setDomain(event.currentTarget.value);
          }}
          error={mistakeIn(mistakes, "domain")}
          autoComplete="off"
          spellCheck={false}
          style={{ flex: "1 1 16em" }}
        />
        <Button type="submit" variant="default" loading={isRunning} disabled={!domain.trim()}>
          {texts.begin}
        </Button>
      </Group>
      <Mistakes mistakes={otherMistakes(mistakes, ["domain"])} />
    </form>
  );
}
