import type { PluginFunction } from "@graphql-codegen/plugin-helpers";
import { minifyIntrospectionQuery } from "@urql/introspection";
import { introspectionFromSchema } from "graphql";

/** The schema as Graphcache wants it: types and fields alone. */
export const plugin: PluginFunction = (schema) =>
  `export const introspection = ${JSON.stringify(minifyIntrospectionQuery(introspectionFromSchema(schema)))};\n`;
