/** The registry of commands: one line each, in the order of help. */
import type { Command } from '../command.js';
import { clientCommand } from './client.js';
import { completionCommand } from './completion.js';
import { explainCommand } from './explain.js';
import { gateCommand } from './gate.js';
import { generateCommand } from './generate.js';
import { initCommand } from './init.js';
import { proveCommand } from './prove.js';
import { reportCommand } from './report.js';
import { schemaCommand } from './schema.js';
import { validateCommand } from './validate.js';

export const commands: readonly Command[] = [
  initCommand,
  validateCommand,
  generateCommand,
  proveCommand,
  gateCommand,
  reportCommand,
  clientCommand,
  explainCommand,
  schemaCommand,
  completionCommand(() => commands),
];
