import { Badge } from "@mantine/core";
import type { ApiKeyStatus, ApplicationStatus, GrantStatus } from "../api/gql/graphql";
import { useTexts } from "../texts/texts";

const colors: Readonly<Record<ApiKeyStatus, string>> = {
  ACTIVE: "green",
  AWAITING_APPROVAL: "yellow",
  PROVISIONING: "blue",
  SUSPENDED: "gray",
  EXPIRED: "gray",
  REJECTED: "red",
  REVOKED: "red",
};

/** Whether there is a key yet: what has to be approved or set up first has no end either. */
export const isIssued = (status: ApiKeyStatus) =>
  status !== "AWAITING_APPROVAL" && status !== "REJECTED" && status !== "PROVISIONING";

/** A word, so that the colour says nothing by itself. */
export function KeyStatusBadge({ status }: { status: ApiKeyStatus }) {
  const { keyStatus } = useTexts();
  return (
    <Badge color={colors[status]} variant="light" autoContrast className="badge">
      {keyStatus[status]}
    </Badge>
  );
}

export function GrantStatusBadge({ status }: { status: GrantStatus }) {
  const { grantStatus } = useTexts();
  const color = { APPROVED: "green", AWAITING_APPROVAL: "yellow", REJECTED: "red" }[status];
  return (
    <Badge color={color} variant="light" className="badge">
      {grantStatus[status]}
    </Badge>
  );
}

export function ApplicationStatusBadge({ status }: { status: ApplicationStatus }) {
  const { applicationStatus } = useTexts();
  return (
    <Badge color={status === "ACTIVE" ? "green" : "gray"} variant="light" className="badge">
      {applicationStatus[status]}
    </Badge>
  );
}
