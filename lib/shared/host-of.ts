/** Of an address, with its port: `example.org:8443`. Its scheme where it has no host (`file:`); empty where it is no address. */
export function hostOf(address: string): string {
  if (!URL.canParse(address)) return '';
  const { host, protocol } = new URL(address);
  return host || protocol;
}
