/** The path of a URL as routes know it: without its query, and `/graphql/` is `/graphql`. */
export function servedPath(url: string): string {
  const path = url.split(/[?#;]/, 1)[0] ?? url;
  return path.replace(/(.)\/+$/, "$1");
}
