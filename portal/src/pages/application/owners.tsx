import { useQuery } from "@apollo/client/react";
import { Anchor, Badge, Button, Group, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import type { ApplicationDetailsFragment } from "../../api/gql/graphql";
import {
  AddCoOwnerDocument,
  ColleaguesDocument,
  RemoveCoOwnerDocument,
  TransferOwnershipDocument,
} from "../../api/gql/graphql";
import { mistakeIn, otherMistakes } from "../../api/mistakes";
import { useCommand } from "../../api/use-command";
import { Confirm } from "../../parts/confirm";
import { Mistakes } from "../../parts/mistakes";
import { StackedActions, StackedCell, StackedRow, StackedTable } from "../../parts/stacked-table";
import { useMe } from "../../session/session";
import { useTexts } from "../../texts/texts";

/** Who owns it; the owner and co-owners share it with more colleagues. */
export function Owners({ application }: { application: ApplicationDetailsFragment }) {
  const texts = useTexts();
  const me = useMe();
  const remove = useCommand(RemoveCoOwnerDocument);
  const transfer = useCommand(TransferOwnershipDocument);
  const { viewerCan: may } = application;
  return (
    <Stack maw={760}>
      <StackedTable>
        {[application.owner, ...application.coOwners].map((person) => {
          const isOwner = person.id === application.owner.id;
          const isMe = person.id === me.id;
          return (
            <StackedRow key={person.id}>
              <StackedCell>
                {person.displayName}
                {isMe && <Text span inherit c="dimmed">{` (${texts.common.you})`}</Text>}
                <Text size="sm" c="dimmed">
                  {person.email}
                </Text>
              </StackedCell>
              <StackedCell>
                <Badge className="badge" variant="light">
                  {isOwner ? texts.application.owner : texts.application.coOwner}
                </Badge>
              </StackedCell>
              <StackedActions>
                {!isOwner && may.transferOwnership.isAllowed && (
                  <Confirm
                    action={texts.application.transfer}
                    hint={texts.application.transferHint(person.displayName)}
                    mistakes={transfer.mistakes}
                    onConfirm={async () =>
                      (await transfer.run({
                        clientApplicationId: application.id,
                        developerId: person.id,
                      })) !== null
                    }
                  />
                )}
                {!isOwner && (isMe ? may.ceaseToCoOwn : may.removeCoOwner).isAllowed && (
                  <Confirm
                    action={texts.application.removeOwner}
                    hint={`${person.displayName}, ${person.email}`}
                    mistakes={remove.mistakes}
                    onConfirm={async () =>
                      (await remove.run({
                        clientApplicationId: application.id,
                        developerId: person.id,
                      })) !== null
                    }
                  />
                )}
              </StackedActions>
            </StackedRow>
          );
        })}
      </StackedTable>
      {may.addCoOwner.isAllowed && <AddOwner application={application} />}
    </Stack>
  );
}

function AddOwner({ application }: { application: ApplicationDetailsFragment }) {
  const texts = useTexts();
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const { data, previousData } = useQuery(ColleaguesDocument, { variables: { search: search || null } });
  const add = useCommand(AddCoOwnerDocument);
  const owners = [application.owner, ...application.coOwners].map(({ id }) => id);
  const members = (data ?? previousData)?.me?.partner?.members.nodes ?? [];
  const choices = members
    .filter(({ developer }) => !owners.includes(developer.id))
    .map(({ developer }) => ({
      value: developer.id,
      label: `${developer.displayName} (${developer.email})`,
    }));

  async function submit() {
    if (chosen && (await add.run({ clientApplicationId: application.id, developerId: chosen })))
      setChosen(null);
  }
  return (
    <form action={submit}>
      <Stack gap="xs">
        <Group align="flex-end">
          <Select
            label={texts.application.addOwner}
            placeholder={texts.application.colleague}
            data={choices}
            value={chosen}
            onChange={setChosen}
            onSearchChange={setSearch}
            error={mistakeIn(add.mistakes, "developerId")}
            searchable
            style={{ flex: 1 }}
          />
          <Button type="submit" loading={add.isRunning} disabled={!chosen}>
            {texts.common.add}
          </Button>
        </Group>
        <Mistakes mistakes={otherMistakes(add.mistakes, ["developerId"])} />
        <Text size="sm" c="dimmed">
          <Anchor component={Link} to="/company/invitations" size="sm">
            {texts.application.inviteHint}
          </Anchor>
        </Text>
      </Stack>
    </form>
  );
}
