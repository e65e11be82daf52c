/** What rows hold of one person. */
export interface RowsOfPerson {
  /** Heading in the file that the member gets. */
  readonly name: string;
  /** Plain JSON; null where nothing is kept. */
  export(person: number): unknown;
  /** Number of records erased. Runs in the caller's transaction. */
  erase(person: number): number;
}
