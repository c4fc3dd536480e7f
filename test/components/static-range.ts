/** Of which the document that components are tested in knows nothing. */
export function StaticRangeDouble(init: StaticRangeInit): StaticRangeInit {
  return { ...init };
}
