/** Of an address, with its port: `example.org:8443`. Its scheme where it has no host (`file:`); what is no address, as it is. */
export function hostOf(address: string): string {
  if (!URL.canParse(address)) return address;
  const { host, protocol } = new URL(address);
  return host || protocol;
}
