import { Group, Table } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./stacked-table.module.css";

interface Stacked {
  /** What stands over each column, those of what can be done left out; without them, the rows speak for themselves. */
  readonly heads?: readonly string[];
  readonly children: ReactNode;
}

/**
 * A table where there is room for it. Where there is not, each row is a stack of its cells, each beside its heading: nothing is
 * scrolled sideways. Roles are spelled out, since a browser may take them from a table that is not laid out as one.
 */
export function StackedTable({ heads, children }: Stacked) {
  return (
    <div className={classes.place}>
      <Table className={classes.table} verticalSpacing="sm" role="table">
        {heads && (
          <Table.Thead role="rowgroup">
            <Table.Tr role="row">
              {heads.map((head) => (
                <Table.Th key={head} role="columnheader">
                  {head}
                </Table.Th>
              ))}
              <Table.Td role="cell" />
            </Table.Tr>
          </Table.Thead>
        )}
        <Table.Tbody role="rowgroup">{children}</Table.Tbody>
      </Table>
    </div>
  );
}

export function StackedRow({ children }: { children: ReactNode }) {
  return <Table.Tr role="row">{children}</Table.Tr>;
}

interface Cell {
  /** Its column's heading, which is seen beside it in a stack; none where it needs none. */
  readonly head?: string;
  readonly children: ReactNode;
}

export function StackedCell({ head, children }: Cell) {
  return (
    <Table.Td role="cell" data-head={head}>
      <div>{children}</div>
    </Table.Td>
  );
}

/** The last cell of a row: what can be done. */
export function StackedActions({ children }: { children?: ReactNode }) {
  return (
    <Table.Td role="cell" className={classes.actions}>
      <Group gap="xs">{children}</Group>
    </Table.Td>
  );
}
