/** The layers (docs/decisions/0001-layers.md): imports point one way only. */
const root = "^src/(composition-root|main|cli/)";
module.exports = {
  forbidden: [
    { name: "domain-imports-nothing-else", severity: "error", from: { path: "^src/domain" }, to: { pathNot: "^src/domain" } },
    { name: "application-knows-only-the-domain", severity: "error", from: { path: "^src/application" }, to: { path: "^src/(infrastructure|graphql|http|config|composition-root|main|cli)|node_modules" } },
    { name: "infrastructure-below-the-interfaces", severity: "error", from: { path: "^src/infrastructure" }, to: { path: "^src/(graphql|http|composition-root|main|cli)" } },
    { name: "graphql-through-the-application", severity: "error", from: { path: "^src/graphql" }, to: { path: "^src/(infrastructure|http|config|composition-root|main|cli)" } },
    { name: "http-through-the-application", severity: "error", from: { path: "^src/http" }, to: { path: "^src/(infrastructure|config|composition-root|main|cli)" } },
    { name: "one-composition-root", severity: "error", from: { path: "^src", pathNot: root }, to: { path: "^src/(composition-root|main)" } },
    { name: "no-cycles-below-graphql", severity: "error", from: { path: "^src", pathNot: "^src/graphql/.*types" }, to: { circular: true, viaOnly: { pathNot: "^src/graphql/.*types" } } },
  ],
  options: { doNotFollow: { path: "node_modules" }, tsPreCompilationDeps: true, tsConfig: { fileName: "tsconfig.json" }, includeOnly: undefined, exclude: { path: "^(dist|test)" }, enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"], extensions: [".ts", ".js", ".json"] } },
};
