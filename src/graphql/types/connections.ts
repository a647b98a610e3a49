import { type ClassType, Field, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "Where a page stands in its list (Relay).", simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, {
    description:
      "Whether there is more after `endCursor`; with `last`, whether the page was asked for with `before`.",
  })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, {
    description:
      "Whether the page was asked for with `after`; with `last`, whether there is more before `startCursor`.",
  })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Pass it as `before`, with `last`, to get the previous page; null when the page is empty.",
  })
  readonly startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Pass it as `after` to get the next page; null when the page is empty.",
  })
  readonly endCursor!: string | null;
}

/** The Relay connection of a type: `<name>Connection` and `<name>Edge`. */
export function connectionType<Thing extends object>(
  name: string,
  things: string,
  node: () => ClassType<Thing>,
): ClassType & { readonly Edge: ClassType } {
  @ObjectType(`${name}Edge`, {
    description: `One of ${things}, with its place in the list.`,
    simpleResolvers: true,
  })
  class Edge {
    @Field(() => String, { description: "Opaque; goes with the list's order and filter." })
    readonly cursor!: string;

    @Field(node, { description: "The thing itself." })
    readonly node!: Thing;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${things}.`, simpleResolvers: true })
  class Connection {
    @Field(() => [Edge], { description: "In the list's order." })
    readonly edges!: Edge[];

    @Field(() => [node()], {
      description: "What the edges lead to, for whoever needs no cursors of its own.",
    })
    readonly nodes!: Thing[];

    @Field(() => PageInfo, { description: "Where this page stands." })
    readonly pageInfo!: PageInfo;

    @Field(() => Int, { description: "How many there are on all pages. Counted only when asked for." })
    readonly totalCount!: number;
  }
  return Object.assign(Connection, { Edge });
}
