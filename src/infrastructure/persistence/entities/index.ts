import { AccessTokenRow } from "./access-token.js";
import { AuditEntryRow } from "./audit-entry.js";
import { GatewayClientRow, GatewayKeyRow } from "./built-in-gateway.js";
import { ApiEnvironmentRow, ApiProductRow, TermsRow } from "./catalogue.js";
import {
  AccessGrantRow,
  AccessRequestRow,
  ApiKeyRow,
  ClientApplicationRow,
  DeletedClientApplicationRow,
  ProvisioningFailureRow,
} from "./client-application.js";
import { DeveloperIdentityRow, DeveloperRow, EarlierAddressRow, ErasedIdentityRow } from "./developer.js";
import { GatewayTokenRow } from "./gateway-token.js";
import { IdempotencyRow } from "./idempotency.js";
import { KeyUsageRow, UsageBatchRow } from "./key-usage.js";
import { LeftGatewayRow } from "./left-gateway.js";
import { MailboxMessageRow } from "./mailbox.js";
import { OauthRecordRow, OauthRevokedTokenRow, OauthSigningKeyRow } from "./oauth.js";
import { OperatorDigestRow, OperatorRow } from "./operator.js";
import { MailAllowanceRow, OutgoingMailRow } from "./outgoing-mail.js";
import {
  DomainProofRow,
  FormerMemberRow,
  FormerMembershipRow,
  InvitationRow,
  JoinRequestRow,
  MemberRow,
  PartnerDomainRow,
  PartnerRow,
} from "./partner.js";
import { RetiredKeyRow } from "./retired-key.js";
import { SignInAttemptRow } from "./sign-in-attempt.js";
import { SignInPlaceRow } from "./sign-in-place.js";

export const entities = [
  DeveloperRow,
  DeveloperIdentityRow,
  EarlierAddressRow,
  ErasedIdentityRow,
  PartnerRow,
  PartnerDomainRow,
  MemberRow,
  InvitationRow,
  JoinRequestRow,
  FormerMemberRow,
  DomainProofRow,
  FormerMembershipRow,
  AccessTokenRow,
  GatewayTokenRow,
  KeyUsageRow,
  UsageBatchRow,
  OperatorRow,
  OperatorDigestRow,
  ApiProductRow,
  ApiEnvironmentRow,
  LeftGatewayRow,
  TermsRow,
  ClientApplicationRow,
  AccessGrantRow,
  AccessRequestRow,
  ApiKeyRow,
  DeletedClientApplicationRow,
  ProvisioningFailureRow,
  AuditEntryRow,
  GatewayKeyRow,
  GatewayClientRow,
  IdempotencyRow,
  MailboxMessageRow,
  RetiredKeyRow,
  SignInAttemptRow,
  SignInPlaceRow,
  OutgoingMailRow,
  MailAllowanceRow,
  OauthSigningKeyRow,
  OauthRevokedTokenRow,
  OauthRecordRow,
];
