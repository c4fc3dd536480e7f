/** Where a problem was met. */
export interface ProblemPlace {
  readonly apiUrl: string;
  readonly tenantId: string;
  /** Of the extension. */
  readonly version: string;
}
