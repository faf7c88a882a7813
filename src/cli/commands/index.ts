/** The registry of commands: one line each, in the order of help. */
import type { Command } from '../command.js';
import { explainCommand } from './explain.js';
import { generateCommand } from './generate.js';
import { schemaCommand } from './schema.js';
import { validateCommand } from './validate.js';

export const commands: readonly Command[] = [validateCommand, generateCommand, explainCommand, schemaCommand];
