/** The browser that judges what people see: Chromium, where the machine has it. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { hasProgram } from './tools.js';

const program = 'chromium';

export const hasBrowser: boolean = hasProgram(program);

export function launchBrowser(): Promise<Browser> {
  // Without the sandbox, which the root user of a container cannot have.
  return chromium.launch({ executablePath: pathOf(program), args: ['--no-sandbox'] });
}

function pathOf(name: string): string {
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(canRun);
  if (found === undefined) throw new Error(`${name} is not on the PATH`);
  return found;
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
