import { useQuery } from "@apollo/client/react";
import { Alert, Badge, Button, Checkbox, Group, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import type { CompanyFieldsFragment, MembersTabQuery } from "../../api/gql/graphql";
import {
  ChangeRoleDocument,
  DeclineDocument,
  LetInDocument,
  MembersTabDocument,
  RemoveMemberDocument,
} from "../../api/gql/graphql";
import { mistakeIn, otherMistakes } from "../../api/mistakes";
import { useCommand } from "../../api/use-command";
import { Confirm } from "../../parts/confirm";
import { Mistakes } from "../../parts/mistakes";
import { More } from "../../parts/more";
import { StackedActions, StackedCell, StackedRow, StackedTable } from "../../parts/stacked-table";
import { Waiting } from "../../parts/waiting";
import { When } from "../../parts/when";
import { useCompanyNews } from "../../session/company-news";
import { useMe } from "../../session/session";
import { useTexts } from "../../texts/texts";

type Lists = NonNullable<NonNullable<MembersTabQuery["me"]>["partner"]>;
type Member = Lists["members"]["edges"][number]["node"];

export function Members({ partner }: { partner: CompanyFieldsFragment }) {
  const { common } = useTexts();
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 250);
  const { data, previousData, fetchMore, refetch } = useQuery(MembersTabDocument, {
    variables: { first: 20, filter: search ? { search } : null },
  });
  useCompanyNews(["MemberJoined", "MemberLeft", "PartnerUpdated"], refetch);
  const lists = (data ?? previousData)?.me?.partner;
  if (!lists) return <Waiting />;
  const members = lists.members.edges.map(({ node }) => node);
  return (
    <Stack>
      {partner.viewerCan.acceptJoinRequest.isAllowed && lists.joinRequests.totalCount > 0 && (
        <JoinRequests
          requests={lists.joinRequests.edges.map(({ node }) => node)}
          onDecided={() => void refetch()}
        />
      )}
      <TextInput
        type="search"
        aria-label={common.search}
        placeholder={common.search}
        leftSection={<IconSearch size={16} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        maw={320}
      />
      <StackedTable>
        {members.map((member) => (
          <MemberRow
            key={member.id}
            member={member}
            others={members}
            partner={partner}
            onGone={() => void refetch()}
          />
        ))}
      </StackedTable>
      <More
        shown={members.length}
        total={lists.members.totalCount}
        hasMore={lists.members.pageInfo.hasNextPage}
        onMore={() => fetchMore({ variables: { after: lists.members.pageInfo.endCursor } })}
      />
    </Stack>
  );
}

interface MemberRowProps {
  readonly member: Member;
  readonly others: readonly Member[];
  readonly partner: CompanyFieldsFragment;
  onGone(): void;
}

function MemberRow({ member, others, partner, onGone }: MemberRowProps) {
  const { company, role, common } = useTexts();
  const me = useMe();
  const change = useCommand(ChangeRoleDocument);
  const remove = useCommand(RemoveMemberDocument);
  const [successorId, setSuccessorId] = useState<string | null>(null);
  const [isForCause, setForCause] = useState(false);
  const { developer } = member;
  const isMe = developer.id === me.id;
  const { leave, removeMember, changeMemberRole } = partner.viewerCan;
  const mayRemove = (isMe ? leave : removeMember).isAllowed;
  // A last ADMIN stays one.
  const mayChangeRole = changeMemberRole.isAllowed && (!isMe || leave.isAllowed);
  return (
    <StackedRow>
      <StackedCell>
        {developer.displayName}
        {isMe && <Text span inherit c="dimmed">{` (${common.you})`}</Text>}
        <Text size="sm" c="dimmed">
          {developer.email}
        </Text>
      </StackedCell>
      <StackedCell>
        <Badge className="badge" variant="light">
          {role[member.role]}
        </Badge>
      </StackedCell>
      <StackedCell>
        {company.joined} <When at={member.joinedAt} isDateOnly />
      </StackedCell>
      <StackedActions>
        {mayChangeRole && (
          <Confirm
            action={member.role === "ADMIN" ? company.makeMember : company.makeAdmin}
            hint={`${developer.displayName}, ${developer.email}`}
            mistakes={change.mistakes}
            onConfirm={async () =>
              (await change.run({
                developerId: developer.id,
                role: member.role === "ADMIN" ? "MEMBER" : "ADMIN",
              })) !== null
            }
          />
        )}
        {mayRemove && (
          <Confirm
            action={isMe ? company.leave : company.removeMember}
            hint={company.removeHint(developer.displayName)}
            isFinal
            mistakes={otherMistakes(remove.mistakes, ["successorId"])}
            onConfirm={async () => {
              const done =
                (await remove.run({ developerId: developer.id, successorId, isForCause })) !== null;
              if (done && isMe) location.assign("/");
              else if (done) onGone();
              return done;
            }}
          >
            <Select
              label={company.successor}
              data={others
                .filter((other) => other.id !== member.id)
                .map((other) => ({
                  value: other.developer.id,
                  label: `${other.developer.displayName} (${other.developer.email})`,
                }))}
              value={successorId}
              onChange={setSuccessorId}
              error={mistakeIn(remove.mistakes, "successorId")}
              clearable
            />
            {!isMe && (
              <Checkbox
                label={company.forCause}
                checked={isForCause}
                onChange={(event) => setForCause(event.currentTarget.checked)}
              />
            )}
          </Confirm>
        )}
      </StackedActions>
    </StackedRow>
  );
}

interface Requested {
  readonly requests: readonly Lists["joinRequests"]["edges"][number]["node"][];
  onDecided(): void;
}

function JoinRequests({ requests, onDecided }: Requested) {
  const { company } = useTexts();
  const accept = useCommand(LetInDocument);
  const decline = useCommand(DeclineDocument);
  const decide = async (run: () => Promise<unknown>) => {
    if ((await run()) !== null) onDecided();
  };
  return (
    <Alert color="yellow" variant="light">
      <Title order={2} size="h5" mb="xs">
        {company.joinRequests}
      </Title>
      <Stack gap="xs">
        {requests.map(({ id, developer, requestedAt }) => (
          <Group key={id} justify="space-between">
            <Text size="sm">
              {developer.displayName} ({developer.email}) · <When at={requestedAt} />
            </Text>
            <Group gap="xs">
              <Button size="xs" onClick={() => void decide(() => accept.run({ developerId: developer.id }))}>
                {company.accept}
              </Button>
              <Button
                size="xs"
                variant="default"
                onClick={() => void decide(() => decline.run({ developerId: developer.id }))}
              >
                {company.decline}
              </Button>
            </Group>
          </Group>
        ))}
        <Mistakes mistakes={[...accept.mistakes, ...decline.mistakes]} />
      </Stack>
    </Alert>
  );
}
