import { notifications } from "@mantine/notifications";
import { AppointDocument, EndAccessDocument } from "../../../api/gql/graphql";
import { useCommand } from "../../../api/use-command";
import { ConfirmWithReason } from "../../../parts/confirm-with-reason";
import { useTexts } from "../../../texts/texts";

export interface Person {
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
}

interface Appointed {
  readonly companyId: string;
  readonly person: Person;
  /** No member yet. */
  readonly isNew?: boolean;
  onDone(): void;
}

export function Appointing({ companyId, person, isNew, onDone }: Appointed) {
  const { reason, companies } = useTexts().operators;
  const { run, mistakes } = useCommand(AppointDocument);
  return (
    <ConfirmWithReason
      action={companies.appoint}
      title={companies.appointTitle(person.displayName)}
      hint={isNew ? companies.appointNewHint : companies.appointHint}
      label={reason}
      mistakes={mistakes}
      onConfirm={async (given) => {
        const isDone = (await run({ partnerId: companyId, developerId: person.id, reason: given })) !== null;
        if (isDone) {
          notifications.show({ message: companies.appointed(person.displayName) });
          onDone();
        }
        return isDone;
      }}
    />
  );
}

/** Such as when somebody else acts for them. */
export function EndingAccess({ person }: { person: Person }) {
  const { companies } = useTexts().operators;
  const { run, mistakes } = useCommand(EndAccessDocument);
  return (
    <ConfirmWithReason
      action={companies.endAccess}
      title={companies.endAccessTitle(person.displayName)}
      hint={companies.endAccessHint}
      isFinal
      label={companies.endAccessReason}
      mistakes={mistakes}
      onConfirm={async (reason) => {
        const isDone = (await run({ developerId: person.id, reason })) !== null;
        if (isDone) notifications.show({ message: companies.accessEnded(person.displayName) });
        return isDone;
      }}
    />
  );
}
