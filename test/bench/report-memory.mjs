// Preloaded into a measured process: says its peak resident memory when it ends.
import { writeSync } from 'node:fs';

process.on('exit', () => {
  writeSync(2, `peak memory ${process.resourceUsage().maxRSS} kB\n`);
});
