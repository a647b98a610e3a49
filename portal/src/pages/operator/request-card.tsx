import { Alert, Anchor, Button, Group, List, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import { type FragmentType, getFragmentData } from "../../api/gql/fragment-masking";
import {
  ApproveDocument,
  RejectDocument,
  RequestFieldsFragmentDoc,
  SeeDocument,
} from "../../api/gql/graphql";
import { useCommand } from "../../api/use-command";
import { ConfirmWithReason } from "../../parts/confirm-with-reason";
import { DomainList } from "../../parts/domain-list";
import { Mistakes } from "../../parts/mistakes";
import { GrantStatusBadge } from "../../parts/status-badge";
import { When } from "../../parts/when";
import { useTexts } from "../../texts/texts";

interface Deciding {
  readonly request: FragmentType<typeof RequestFieldsFragmentDoc>;
  onDecided(): void;
}

export function RequestCard({ request: masked, onDecided }: Deciding) {
  const texts = useTexts();
  const request = getFragmentData(RequestFieldsFragmentDoc, masked);
  const { application, partner, grant } = request;
  const approve = useCommand(ApproveDocument);
  const see = useCommand(SeeDocument);
  return (
    <Paper withBorder p="md" component="article" aria-label={application.name}>
      <Group justify="space-between" mb="sm">
        <Group gap="sm">
          <Title order={2} size="h4">
            <Anchor component={Link} to={`/applications/${application.id}`} inherit c="inherit">
              {application.name}
            </Anchor>
          </Title>
          <GrantStatusBadge status={request.status} />
        </Group>
        <Text size="sm" c="dimmed">
          <When at={request.requestedAt} />
        </Text>
      </Group>
      <SimpleGrid cols={{ base: 1, md: 3 }} mb="sm">
        <Facts title={texts.requests.asksFor}>
          <Text size="sm">
            {grant.environment.name} · {grant.environment.institution}
          </Text>
          <List size="sm">
            {request.products.map(({ id, name }) => (
              <List.Item key={id}>{name}</List.Item>
            ))}
          </List>
          {request.note && (
            <Text size="sm">
              {texts.requests.note}: {request.note}
            </Text>
          )}
        </Facts>
        <Facts title={texts.requests.applicant}>
          <Text size="sm">{texts.type[application.type]}</Text>
          <Text size="sm">{application.description}</Text>
          {[application.siteUrl, ...application.redirectUrls].filter(Boolean).map((url) => (
            <Text key={url} size="sm" className="secret">
              {url}
            </Text>
          ))}
          <Text size="sm">
            {application.owner.displayName} ({application.owner.email})
          </Text>
        </Facts>
        <Facts title={texts.requests.company}>
          <Anchor component={Link} to={`/operator/companies/${partner.id}`} size="sm" underline="always">
            {partner.details.legalName ?? partner.domains.join(", ")}
          </Anchor>
          <Text size="sm">
            {[partner.details.country, partner.details.website, partner.details.contactEmail]
              .filter(Boolean)
              .join(" · ")}
          </Text>
          <DomainList domains={partner.domains} domainsProven={partner.domainsProven} />
          {partner.othersWithLegalName.length > 0 && (
            <Alert color="yellow" p="xs">
              {texts.requests.sameName(partner.othersWithLegalName.length)}
            </Alert>
          )}
        </Facts>
      </SimpleGrid>
      {request.decisionReason && (
        <Text size="sm">{texts.application.rejectedBecause(request.decisionReason)}</Text>
      )}
      {request.changedSinceDecision.length > 0 && (
        <Alert color="yellow" p="xs" mb="sm">
          <Group justify="space-between">
            {`${texts.requests.changed}: ${request.changedSinceDecision.map((detail) => texts.details[detail]).join(", ")}`}
            <Button
              size="xs"
              variant="default"
              loading={see.isRunning}
              onClick={async () => (await see.run({ accessRequestId: request.id })) && onDecided()}
            >
              {texts.requests.seen}
            </Button>
          </Group>
        </Alert>
      )}
      {request.status === "AWAITING_APPROVAL" && (
        <Stack gap="xs">
          <Mistakes mistakes={[...approve.mistakes, ...see.mistakes]} />
          <Group justify="flex-end">
            <Rejecting requestId={request.id} onDecided={onDecided} />
            <Button
              size="xs"
              loading={approve.isRunning}
              onClick={async () => (await approve.run({ accessRequestId: request.id })) && onDecided()}
            >
              {texts.requests.approve}
            </Button>
          </Group>
        </Stack>
      )}
    </Paper>
  );
}

function Facts({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      {children}
    </Stack>
  );
}

function Rejecting({ requestId, onDecided }: { requestId: string; onDecided: () => void }) {
  const { requests } = useTexts();
  const { run, mistakes } = useCommand(RejectDocument);
  return (
    <ConfirmWithReason
      action={requests.reject}
      title={requests.rejectTitle}
      hint={null}
      label={requests.rejectReason}
      mistakes={mistakes}
      onConfirm={async (reason) => {
        const isDone = (await run({ accessRequestId: requestId, reason })) !== null;
        if (isDone) onDecided();
        return isDone;
      }}
    />
  );
}
