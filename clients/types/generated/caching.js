// Made from schema.graphql by `npm run client:types`.
/** Types that caches keep by their id. */
export const identifiedTypes = [
  "AccessGrant",
  "AccessGrantPermissions",
  "AccessRequest",
  "AccessToken",
  "Activity",
  "Api",
  "ApiEnvironment",
  "ApiKey",
  "ApiKeyPermissions",
  "ApiProduct",
  "ClientApplication",
  "ClientApplicationPermissions",
  "ClientCredentials",
  "CompanyDetails",
  "DeletionImpact",
  "Developer",
  "GatewayToken",
  "InputCheck",
  "Invitation",
  "JoinRequest",
  "Member",
  "Partner",
  "PartnerPermissions",
  "PartnerSuspension",
  "Permission",
  "Profile",
  "ProvisioningFailure",
  "RateLimit",
  "RatePlan",
  "Terms",
  "TermsAcceptance"
];

/** Types without one, which they keep inside what they belong to. */
export const embeddedTypes = [
  "AcceptJoinRequestPayload",
  "AcceptTermsPayload",
  "AccessRequestConnection",
  "AccessRequestDecided",
  "AccessRequestEdge",
  "AccessTokenConnection",
  "AccessTokenEdge",
  "ActivityConnection",
  "ActivityEdge",
  "AddCoOwnerPayload",
  "ApiEnvironmentConnection",
  "ApiEnvironmentEdge",
  "ApiProductConnection",
  "ApiProductEdge",
  "AppointAdminPayload",
  "ApproveAccessPayload",
  "ChangeMemberRolePayload",
  "ChooseEnvironmentGatewayPayload",
  "ChooseJoiningPolicyPayload",
  "ClientApplicationChange",
  "ClientApplicationConnection",
  "ClientApplicationDeleted",
  "ClientApplicationEdge",
  "ClientApplicationRegistered",
  "ClientApplicationUpdated",
  "CreateAccessTokenPayload",
  "CreateApiEnvironmentPayload",
  "CreateApiProductPayload",
  "CreateGatewayTokenPayload",
  "DeactivateClientApplicationPayload",
  "DeclineJoinRequestPayload",
  "DeleteClientApplicationPayload",
  "DeleteMyAccountPayload",
  "DenialCount",
  "DomainProof",
  "EditClientApplicationPayload",
  "EndAccessPayload",
  "GenericUserError",
  "GiveRatePlanPayload",
  "InvitationConnection",
  "InvitationEdge",
  "InviteDeveloperPayload",
  "JoinRequestConnection",
  "JoinRequestEdge",
  "KeyLifetime",
  "LimitApiKeyToNetworksPayload",
  "MemberConnection",
  "MemberEdge",
  "MemberJoined",
  "MemberLeft",
  "MemberUpdated",
  "MoveToAddressPayload",
  "NotReadyToRegisterError",
  "PageInfo",
  "PartnerConnection",
  "PartnerEdge",
  "PartnerPresent",
  "PartnerUpdated",
  "ProveDomainPayload",
  "ProvisioningFailureConnection",
  "ProvisioningFailureEdge",
  "PublishTermsPayload",
  "RatePlanLimit",
  "RegisterClientApplicationPayload",
  "RejectAccessPayload",
  "RemoveCoOwnerPayload",
  "RemoveMemberPayload",
  "RequestAccessAgainPayload",
  "ResendInvitationPayload",
  "RestoreClientApplicationPayload",
  "ResumePartnerPayload",
  "RetryProvisioningPayload",
  "RevealApiKeyPayload",
  "RevealClientSecretPayload",
  "RevokeAccessTokenPayload",
  "RevokeApiKeyPayload",
  "RevokeGatewayTokenPayload",
  "RevokeGrantCredentialsPayload",
  "RotateApiKeyPayload",
  "RotateClientSecretPayload",
  "SeeAccessChangesPayload",
  "SetClientKeysPayload",
  "SignInProvider",
  "StaleVersionError",
  "SuspendPartnerPayload",
  "TransferOwnershipPayload",
  "UpdateApiEnvironmentPayload",
  "UpdateApiProductPayload",
  "UpdateCompanyDetailsPayload",
  "UpdateProfilePayload",
  "UsagePoint",
  "WithdrawInvitationPayload"
];

/** By field, the type of what such a field says is gone. */
export const goneFields = {
  "acceptedJoinRequestId": "JoinRequest",
  "deletedClientApplicationId": "ClientApplication",
  "deletedDeveloperId": "Developer",
  "removedMemberId": "Member"
};

/** What may say so. */
export const changes = {
  "Mutation": [
    "acceptJoinRequest",
    "acceptTerms",
    "addCoOwner",
    "appointAdmin",
    "approveAccess",
    "changeMemberRole",
    "chooseEnvironmentGateway",
    "chooseJoiningPolicy",
    "createAccessToken",
    "createApiEnvironment",
    "createApiProduct",
    "createGatewayToken",
    "deactivateClientApplication",
    "declineJoinRequest",
    "deleteClientApplication",
    "deleteMyAccount",
    "editClientApplication",
    "endAccess",
    "giveRatePlan",
    "inviteDeveloper",
    "limitApiKeyToNetworks",
    "moveToAddress",
    "proveDomain",
    "publishTerms",
    "registerClientApplication",
    "rejectAccess",
    "removeCoOwner",
    "removeMember",
    "requestAccessAgain",
    "resendInvitation",
    "restoreClientApplication",
    "resumePartner",
    "retryProvisioning",
    "revealApiKey",
    "revealClientSecret",
    "revokeAccessToken",
    "revokeApiKey",
    "revokeGatewayToken",
    "revokeGrantCredentials",
    "rotateApiKey",
    "rotateClientSecret",
    "seeAccessChanges",
    "setClientKeys",
    "suspendPartner",
    "transferOwnership",
    "updateApiEnvironment",
    "updateApiProduct",
    "updateCompanyDetails",
    "updateProfile",
    "withdrawInvitation"
  ],
  "Subscription": [
    "clientApplicationChanged",
    "partnerChanged"
  ]
};

/** By field of the query type, the type of what it finds by its `id`. */
export const foundById = {
  "clientApplication": "ClientApplication"
};

/** By type, the lists that come whole: a later one takes the place of an earlier one. */
export const wholeLists = {
  "AccessGrant": [
    "apiKeys",
    "requests",
    "usage"
  ],
  "AccessRequest": [
    "products"
  ],
  "AccessToken": [
    "clientApplications"
  ],
  "ApiEnvironment": [
    "gatewayTokens",
    "keyLifetimes"
  ],
  "ApiKey": [
    "usage"
  ],
  "ApiProduct": [
    "apis",
    "embeds",
    "ownApis",
    "ratePlans"
  ],
  "ClientApplication": [
    "coOwners",
    "grants",
    "products",
    "usage"
  ],
  "InputCheck": [
    "reasons"
  ],
  "Partner": [
    "domainProofs",
    "othersWithLegalName"
  ],
  "Query": [
    "nodes"
  ],
  "RatePlan": [
    "limits"
  ]
};

/** By type and field, the lists in pages: the arguments that tell one list from another. */
export const pagedFields = {
  "ClientApplication": {
    "activity": [
      "filter",
      "orderBy"
    ]
  },
  "Developer": {
    "accessTokens": [
      "filter",
      "orderBy"
    ]
  },
  "Partner": {
    "accessTokens": [
      "filter",
      "orderBy"
    ],
    "activity": [
      "filter",
      "orderBy"
    ],
    "applications": [
      "filter",
      "orderBy"
    ],
    "invitations": [
      "filter",
      "orderBy"
    ],
    "joinRequests": [
      "filter",
      "orderBy"
    ],
    "members": [
      "filter",
      "orderBy"
    ]
  },
  "Query": {
    "accessRequests": [
      "filter",
      "orderBy"
    ],
    "apiEnvironments": [
      "filter",
      "orderBy"
    ],
    "apiProducts": [
      "filter",
      "orderBy"
    ],
    "clientApplications": [
      "filter",
      "orderBy"
    ],
    "partners": [
      "filter",
      "orderBy"
    ],
    "provisioningFailures": [
      "filter",
      "orderBy"
    ]
  }
};
