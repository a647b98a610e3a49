import { ApiEnvironmentRow, ApiProductRow, TermsRow } from "./catalogue.js";
import { AccessGrantRow, ApiKeyRow, ClientApplicationRow } from "./client-application.js";
import {
  AuditEntryRow,
  DeletedClientApplicationRow,
  GatewayClientRow,
  GatewayKeyRow,
  IdempotencyRow,
  MailboxMessageRow,
} from "./operations.js";
import {
  AccessTokenRow,
  DeveloperIdentityRow,
  DeveloperRow,
  FormerMemberRow,
  InvitationRow,
  MemberRow,
  PartnerDomainRow,
  PartnerRow,
} from "./people.js";
import { OperatorDigestRow, OperatorRow, ProvisioningFailureRow } from "./platform.js";

export const entities = [
  DeveloperRow,
  DeveloperIdentityRow,
  PartnerRow,
  PartnerDomainRow,
  MemberRow,
  InvitationRow,
  FormerMemberRow,
  AccessTokenRow,
  OperatorRow,
  ProvisioningFailureRow,
  OperatorDigestRow,
  ApiProductRow,
  ApiEnvironmentRow,
  TermsRow,
  ClientApplicationRow,
  AccessGrantRow,
  ApiKeyRow,
  AuditEntryRow,
  DeletedClientApplicationRow,
  GatewayKeyRow,
  GatewayClientRow,
  IdempotencyRow,
  MailboxMessageRow,
];
