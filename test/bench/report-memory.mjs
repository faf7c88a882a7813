// Preloaded into a measured process: says its peak resident memory when it ends. On Linux, the peak of the operating system's
// accounting (`maxRSS`) begins with that of the parent, which is larger in the benchmark; the one in /proc is the process's own.
import { existsSync, readFileSync, writeSync } from 'node:fs';

const own = '/proc/self/status';

function peak() {
  if (!existsSync(own)) return process.resourceUsage().maxRSS;
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(own, 'utf8'))[1]);
}

process.on('exit', () => {
  writeSync(2, `peak memory ${peak()} kB\n`);
});
