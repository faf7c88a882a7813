/** How much work something is, whatever else the machine does meanwhile: time of the processor, not of the clock. */
export function processorSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
