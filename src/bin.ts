#!/usr/bin/env node
/** The program: runs the command line in this process. */
import { processIo } from './cli/io.js';
import { main } from './cli/main.js';

process.exitCode = await main(process.argv.slice(2), processIo());
