/**
 * What a portal asks for, in the words that the Relay compiler wants (operations are named after their module, `journey`).
 * The other clients get it without Relay's own directives.
 */
export const journey = `
fragment journey_error on UserError {
  __typename
  code
  message
  path
  ... on NotReadyToRegisterError { missing }
  ... on StaleVersionError { currentVersion }
}

fragment journey_permission on Permission {
  id
  isAllowed
  reason { ...journey_error }
}

fragment journey_application on ClientApplication {
  id
  name
  description
  type
  authentication
  status
  version
  createdAt
  updatedAt
  siteUrl
  redirectUrls
  viewerIsOwner
  partner { id }
  owner { id displayName email }
  coOwners { id displayName }
  products { id slug name apis { id name version } embeds { id name } }
  deletionImpact { id liveKeys environments coOwners }
  viewerCan { id edit { ...journey_permission } rotate { ...journey_permission } restore { ...journey_permission } }
  grants {
    id
    status
    requestedAt
    environment { id slug name tier }
    requests { id status products { id name } }
    clientCredentials { id clientId hasSecret }
    viewerCan { id rotateClientSecret { ...journey_permission } }
    apiKeys { id status preview expiresAt product { id name } grant { id } viewerCan { id rotate { ...journey_permission } } }
  }
}

query journeyMeQuery {
  me {
    id
    email
    displayName
    role
    missingRequirements
    profile { id givenName familyName jobTitle phone isComplete }
    termsAcceptance { id version isCurrent }
    accessTokens { edges { node { id name scopes } cursor } pageInfo { hasNextPage endCursor } }
    partner {
      id
      domains
      joiningPolicy
      details { id legalName website country contactEmail isComplete }
      members(filter: { search: "" }) { nodes { id role developer { id displayName } } totalCount }
      invitations { nodes { id email status } }
      joinRequests { nodes { id developer { id } } }
      activity(first: 5) { nodes { id action summary at actor { id displayName } } pageInfo { hasNextPage } }
      viewerCan { id inviteDeveloper { ...journey_permission } }
    }
  }
  currentTerms { id version url }
  apiProducts { nodes { id slug name } edges { node { id } } }
  apiEnvironments(orderBy: NAME) { nodes { id slug name accessPolicy } }
  rateLimit { id limit remaining resetAt }
}

query journeyApplicationsQuery($first: Int, $after: String) {
  me {
    id
    partner {
      id
      applications(first: $first, after: $after, orderBy: NAME) @connection(key: "journey_applications") {
        edges { node { ...journey_application } cursor }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}

query journeyNodesQuery($first: Int, $after: String) {
  me {
    id
    partner {
      id
      applications(first: $first, after: $after, orderBy: CREATED_OLDEST) {
        nodes { id name }
        pageInfo { hasNextPage endCursor }
        totalCount
      }
    }
  }
}

query journeyApplicationQuery($id: ID!) {
  clientApplication(id: $id) { ...journey_application }
}

query journeyReasonsByCodeQuery($id: ID!) {
  clientApplication(id: $id) { id viewerCan { id ceaseToCoOwn { id isAllowed reason { __typename code } } } }
  checkRedirectUrl(type: WEB, url: "not a url") { id isAcceptable reasons { __typename code } }
  me { id partner { id invitations(first: 1) { totalCount } } }
}

query journeyReasonsByMessageQuery($id: ID!) {
  node(id: $id) { __typename id ... on ClientApplication { viewerCan { id ceaseToCoOwn { id reason { __typename message } } } } }
  checkRedirectUrl(type: WEB, url: "not a url") { id stored reasons { __typename message path } }
  me { id partner { id invitations(first: 1) { pageInfo { hasNextPage } } } }
}

query journeyNodeListQuery($ids: [ID!]!) {
  nodes(ids: $ids) { __typename id ... on ClientApplication { name version } ... on Developer { displayName } }
}

mutation journeyProfileMutation($input: UpdateProfileInput!) {
  updateProfile(input: $input) {
    developer { id displayName profile { id givenName familyName jobTitle phone isComplete } }
    query { me { id missingRequirements } }
    userErrors { ...journey_error }
  }
}

mutation journeyRegisterMutation($input: RegisterClientApplicationInput!) {
  registerClientApplication(input: $input) {
    clientApplication { ...journey_application }
    clientApplicationEdge { cursor node { id } }
    partner { id applications(orderBy: UPDATED_NEWEST) { nodes { id name } totalCount } }
    userErrors { ...journey_error }
  }
}

mutation journeyEditMutation($input: EditClientApplicationInput!) {
  editClientApplication(input: $input) {
    clientApplication { ...journey_application }
    userErrors { ...journey_error }
  }
}

mutation journeyRotateMutation($input: RotateApiKeyInput!) {
  rotateApiKey(input: $input) {
    apiKey { id status expiresAt }
    successor { id status }
    grant { id apiKeys { id status preview expiresAt product { id name } grant { id } viewerCan { id rotate { ...journey_permission } } } }
    userErrors { ...journey_error }
  }
}

mutation journeyRevealMutation($input: RevealApiKeyInput!) {
  revealApiKey(input: $input) { value apiKey { id status } userErrors { ...journey_error } }
}

mutation journeyInviteMutation($input: InviteDeveloperInput!) {
  inviteDeveloper(input: $input) {
    invitation { id email status invitedBy { id displayName } }
    invitationEdge { cursor node { id } }
    partner { id invitations { nodes { id email status } } }
    userErrors { ...journey_error }
  }
}

mutation journeyDeleteMutation($input: DeleteClientApplicationInput!) {
  deleteClientApplication(input: $input) {
    deletedClientApplicationId @deleteRecord
    partner { id }
    userErrors { ...journey_error }
  }
}

subscription journeyPartnerSubscription {
  partnerChanged {
    __typename
    partner { id domains }
    ... on ClientApplicationRegistered { clientApplication { ...journey_application } }
    ... on ClientApplicationUpdated { clientApplication { ...journey_application } }
    ... on ClientApplicationDeleted { deletedClientApplicationId @deleteRecord }
    ... on MemberJoined { member { id role developer { id displayName } } }
    ... on MemberLeft { removedMemberId @deleteRecord }
  }
}

subscription journeyApplicationSubscription($id: ID!) {
  clientApplicationChanged(clientApplicationId: $id) {
    clientApplication { ...journey_application }
    deletedClientApplicationId @deleteRecord
  }
}
`;
