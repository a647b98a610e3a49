// Made from schema.graphql by `npm run client:types`.

      export default {
  "possibleTypes": {
    "Node": [
      "AccessGrant",
      "AccessRequest",
      "AccessToken",
      "Activity",
      "Api",
      "ApiEnvironment",
      "ApiKey",
      "ApiProduct",
      "ClientApplication",
      "ClientCredentials",
      "CompanyDetails",
      "DeletionImpact",
      "Developer",
      "GatewayToken",
      "Invitation",
      "JoinRequest",
      "Member",
      "Partner",
      "PartnerSuspension",
      "Profile",
      "ProvisioningFailure",
      "RateLimit",
      "RatePlan",
      "Terms",
      "TermsAcceptance"
    ],
    "PartnerChange": [
      "AccessRequestDecided",
      "ClientApplicationDeleted",
      "ClientApplicationRegistered",
      "ClientApplicationUpdated",
      "MemberJoined",
      "MemberLeft",
      "MemberUpdated",
      "PartnerPresent",
      "PartnerUpdated"
    ],
    "UserError": [
      "GenericUserError",
      "NotReadyToRegisterError",
      "StaleVersionError"
    ]
  }
}
    