/** Lets whoever asks for the same thing at the same time share one answer. */
export class SingleFlight<T> {
  private readonly flights = new Map<string, Promise<T>>();

  /** Starts the work, or joins it where it is under way under the same key. */
  run(key: string, work: () => Promise<T>): Promise<T> {
    const present = this.flights.get(key);
    if (present) return present;
    const flight = work().finally(() => this.flights.delete(key));
    this.flights.set(key, flight);
    return flight;
  }
}
