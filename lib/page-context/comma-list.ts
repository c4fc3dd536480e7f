/** The parts of a computed value that is a list, as `box-shadow` is: commas within a function, `rgb(0, 0, 0)`, part nothing. */
export function commaList(value: string): string[] {
  return value.split(/,(?![^(]*\))/);
}
