import { Fieldset, Group, Stack, TextInput } from "@mantine/core";
import { mistakeIn } from "../../../api/mistakes";
import type { Mistake } from "../../../api/use-command";
import { useTexts } from "../../../texts/texts";
import { AddRow, RemoveRow } from "./row-buttons";

interface TypedApi {
  readonly name: string;
  readonly version: string;
  readonly documentationUrl: string;
}

interface Apis {
  readonly apis: readonly TypedApi[];
  readonly mistakes: readonly Mistake[];
  onChange(apis: TypedApi[]): void;
}

/** A product's own APIs, one a row. */
export function ApisField({ apis, mistakes, onChange }: Apis) {
  const { catalogue } = useTexts().operators;
  const change = (index: number, part: Partial<TypedApi>) =>
    onChange(apis.map((api, at) => (at === index ? { ...api, ...part } : api)));
  return (
    <Fieldset legend={catalogue.apis}>
      <Stack gap="sm">
        {apis.map((api, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is what stands at its place
          <Group key={index} align="flex-start" gap="xs">
            <TextInput
              label={catalogue.apiName(index + 1)}
              value={api.name}
              onChange={(event) => change(index, { name: event.currentTarget.value })}
              error={mistakeIn(mistakes, "apis", `${index}`, "name")}
              autoComplete="off"
              style={{ flex: "2 1 160px" }}
            />
            <TextInput
              label={catalogue.apiVersion}
              value={api.version}
              onChange={(event) => change(index, { version: event.currentTarget.value })}
              error={mistakeIn(mistakes, "apis", `${index}`, "version")}
              autoComplete="off"
              style={{ flex: "1 1 70px" }}
            />
            <TextInput
              type="url"
              label={catalogue.apiDocumentation}
              placeholder="https://"
              value={api.documentationUrl}
              onChange={(event) => change(index, { documentationUrl: event.currentTarget.value })}
              error={mistakeIn(mistakes, "apis", `${index}`, "documentationUrl")}
              autoComplete="off"
              style={{ flex: "3 1 200px" }}
            />
            <RemoveRow
              label={catalogue.removeApi(index + 1)}
              onRemove={() => onChange(apis.filter((_, at) => at !== index))}
            />
          </Group>
        ))}
        <Group>
          <AddRow
            label={catalogue.addApi}
            onAdd={() => onChange([...apis, { name: "", version: "v1", documentationUrl: "" }])}
          />
        </Group>
      </Stack>
    </Fieldset>
  );
}
