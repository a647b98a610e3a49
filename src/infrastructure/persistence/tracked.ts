import type { DomainEvent } from "../../application/domain-event.js";

interface Aggregate<State> {
  readonly state: State;
  readonly events: { take(): DomainEvent[] };
}

/** The aggregates that a transaction has loaded or added, so that it can save what changed and take their events. */
export class Tracked<State, A extends Aggregate<State>> {
  private readonly entries: { readonly aggregate: A; readonly loaded: State | null }[] = [];

  /** Saved at the end when its state is another by then. */
  loaded(aggregate: A): A {
    this.entries.push({ aggregate, loaded: aggregate.state });
    return aggregate;
  }

  added(aggregate: A): void {
    this.entries.push({ aggregate, loaded: null });
  }

  /** As they are now, also of those that are to vanish. */
  states(): State[] {
    return this.entries.map(({ aggregate }) => aggregate.state);
  }

  /** As they were loaded; not those that were added. */
  statesBefore(): State[] {
    return this.entries.flatMap(({ loaded }) => loaded ?? []);
  }

  changed(): A[] {
    return this.changes().map(({ aggregate }) => aggregate);
  }

  /** Those whose state is another than it was loaded with; null for new ones. */
  changes(): readonly { readonly aggregate: A; readonly loaded: State | null }[] {
    return this.entries.filter(({ aggregate, loaded }) => aggregate.state !== loaded);
  }

  takeEvents(): DomainEvent[] {
    return this.entries.flatMap(({ aggregate }) => aggregate.events.take());
  }
}
