import type { Person, Story } from "./story.js";

export interface Colleague {
  readonly person: Person;
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Three members of one company, each with a name of their own; Ada is its ADMIN. */
export interface Colleagues {
  readonly ada: Colleague;
  readonly bob: Colleague;
  readonly cyd: Colleague;
}

export async function colleaguesAt(story: Story, domain: string): Promise<Colleagues> {
  const colleague = async (given: string, familyName: string): Promise<Colleague> => {
    const email = `${given.toLowerCase()}@${domain}`;
    const person = await story.readyDeveloper(email);
    await person.mutate("updateProfile", { givenName: given, familyName }, "developer { id }");
    const { me } = await person.data("{ me { id } }");
    return { person, id: me.id, name: `${given} ${familyName}`, email };
  };
  return {
    ada: await colleague("Ada", "Byron"),
    bob: await colleague("Bob", "Kahn"),
    cyd: await colleague("Cyd", "Lamarr"),
  };
}
