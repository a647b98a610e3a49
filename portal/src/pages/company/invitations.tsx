import { useQuery } from "@apollo/client/react";
import { Alert, Badge, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import type { CompanyFieldsFragment } from "../../api/gql/graphql";
import {
  InvitationsTabDocument,
  InviteDocument,
  ResendDocument,
  WithdrawDocument,
} from "../../api/gql/graphql";
import { mistakeIn, otherMistakes } from "../../api/mistakes";
import { useCommand } from "../../api/use-command";
import { Mistakes } from "../../parts/mistakes";
import { More } from "../../parts/more";
import { StackedActions, StackedCell, StackedRow, StackedTable } from "../../parts/stacked-table";
import { Waiting } from "../../parts/waiting";
import { When } from "../../parts/when";
import { useCompanyNews } from "../../session/company-news";
import { useTexts } from "../../texts/texts";

/** Colleagues at the company's domains are invited by members. */
export function Invitations({ partner }: { partner: CompanyFieldsFragment }) {
  const { company, common } = useTexts();
  const { data, fetchMore, refetch } = useQuery(InvitationsTabDocument, { variables: { first: 20 } });
  useCompanyNews(["PartnerUpdated", "MemberJoined"], refetch);
  const invite = useCommand(InviteDocument);
  const resend = useCommand(ResendDocument);
  const withdraw = useCommand(WithdrawDocument);
  const [email, setEmail] = useState("");
  const may = partner.viewerCan.inviteDeveloper;
  const list = data?.me?.partner?.invitations;
  if (!list) return <Waiting />;

  async function submit() {
    const payload = await invite.run({ email });
    if (!payload?.invitation) return;
    notifications.show({ message: company.invited(payload.invitation.email) });
    setEmail("");
    await refetch();
  }
  return (
    <Stack maw={860}>
      {may.isAllowed ? (
        <form action={submit} noValidate>
          <Group align="flex-end">
            <TextInput
              type="email"
              label={company.inviteEmail}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              error={mistakeIn(invite.mistakes, "email")}
              style={{ flex: 1 }}
              required
            />
            <Button type="submit" loading={invite.isRunning}>
              {company.invite}
            </Button>
          </Group>
        </form>
      ) : (
        <Alert variant="light">{may.reason?.message}</Alert>
      )}
      <Mistakes
        mistakes={[...otherMistakes(invite.mistakes, ["email"]), ...resend.mistakes, ...withdraw.mistakes]}
      />
      <StackedTable>
        {list.edges.map(({ node }) => (
          <StackedRow key={node.id}>
            <StackedCell>
              {node.email}
              <Text size="sm" c="dimmed">
                {node.invitedBy.displayName} · <When at={node.createdAt} isDateOnly />
              </Text>
            </StackedCell>
            <StackedCell>
              <Badge
                className="badge"
                variant="light"
                color={node.status === "ACCEPTED" ? "green" : node.status === "PENDING" ? "blue" : "gray"}
              >
                {company.invitationStatus[node.status]}
              </Badge>
            </StackedCell>
            <StackedActions>
              {may.isAllowed && (node.status === "PENDING" || node.status === "EXPIRED") && (
                <>
                  <Button
                    size="xs"
                    variant="default"
                    onClick={() => void resend.run({ invitationId: node.id })}
                  >
                    {company.resend}
                  </Button>
                  <Button
                    size="xs"
                    variant="default"
                    onClick={() => void withdraw.run({ invitationId: node.id })}
                  >
                    {company.withdraw}
                  </Button>
                </>
              )}
            </StackedActions>
          </StackedRow>
        ))}
      </StackedTable>
      {list.totalCount === 0 ? (
        <Text c="dimmed">{common.none}</Text>
      ) : (
        <More
          shown={list.edges.length}
          total={list.totalCount}
          hasMore={list.pageInfo.hasNextPage}
          onMore={() => fetchMore({ variables: { after: list.pageInfo.endCursor } })}
        />
      )}
    </Stack>
  );
}
