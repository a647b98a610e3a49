/** The layers (docs/decisions/0018-four-layers.md): imports point one way only. */
module.exports = {
  forbidden: [
    { name: "domain-imports-nothing-else", severity: "error", from: { path: "^src/domain" }, to: { pathNot: "^src/domain" } },
    { name: "application-knows-only-the-domain", severity: "error", from: { path: "^src/application" }, to: { path: "^src/(infrastructure|graphql|http|oauth|html|config|composition-root|main|cli)|node_modules" } },
    { name: "infrastructure-below-the-interfaces", severity: "error", from: { path: "^src/infrastructure" }, to: { path: "^src/(graphql|http|oauth|composition-root|main|cli)" } },
    { name: "graphql-through-the-application", severity: "error", from: { path: "^src/graphql" }, to: { path: "^src/(infrastructure|http|oauth|html|config|composition-root|main|cli)" } },
    { name: "http-through-the-application", severity: "error", from: { path: "^src/http" }, to: { path: "^src/(infrastructure|graphql|oauth|config|composition-root|main|cli)" } },
    { name: "oauth-through-the-application", severity: "error", from: { path: "^src/oauth" }, to: { path: "^src/(infrastructure|graphql|config|composition-root|main|cli)" } },
    { name: "html-imports-nothing-else", severity: "error", from: { path: "^src/html" }, to: { pathNot: "^src/html" } },
    { name: "composition-root-is-the-top", severity: "error", from: { path: "^src/composition-root" }, to: { path: "^src/(main|cli)" } },
    { name: "cli-knows-only-the-composition-root", severity: "error", from: { path: "^src/cli" }, to: { path: "^src", pathNot: "^src/(cli/|composition-root/index\\.ts$)" } },
    { name: "main-knows-only-the-cli", severity: "error", from: { path: "^src/main" }, to: { path: "^src", pathNot: "^src/cli/" } },
    { name: "no-cycles-below-graphql", severity: "error", from: { path: "^src", pathNot: "^src/graphql/.*types" }, to: { circular: true, viaOnly: { pathNot: "^src/graphql/.*types" } } },
  ],
  options: { doNotFollow: { path: "node_modules" }, tsPreCompilationDeps: true, tsConfig: { fileName: "tsconfig.json" }, includeOnly: undefined, exclude: { path: "^(dist|test)" }, enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"], extensions: [".ts", ".js", ".json"] } },
};
