/** What an aggregate has done and nobody has been told yet. Emptied by the unit of work, in the same transaction (R32). */
export class EventLog<Event> {
  private recorded: Event[] = [];

  record(event: Event): void {
    this.recorded.push(event);
  }

  peek(): readonly Event[] {
    return this.recorded;
  }

  take(): Event[] {
    const taken = this.recorded;
    this.recorded = [];
    return taken;
  }
}
