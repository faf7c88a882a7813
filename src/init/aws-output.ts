/**
 * What both inputs of `init` share: bytes to JSON values, one after the other as a loop over an AWS CLI command leaves them,
 * with findings for what no such command prints. Knows no shape in particular.
 */
import type { Report } from '../diagnostics/report.js';
import { decodeSource } from '../source/decode-source.js';
import { endOfJson } from '../source/json-value.js';

/**
 * The values in order: only objects and lists may have a neighbour, for AWS prints nothing else. Throws a `SyntaxError` of
 * `JSON.parse` for what is not JSON.
 */
export function parseJsonDocuments(text: string): unknown[] {
  const values: unknown[] = [];
  for (let rest = text.trimStart(); rest !== ''; ) {
    const end = endOfJson(rest);
    values.push(JSON.parse(rest.slice(0, end)));
    rest = rest.slice(end).trimStart();
  }
  return values;
}

export interface AwsOutput {
  /** As the user named it. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface AwsCommand {
  /** As findings call it. */
  readonly name: string;
  /** What an empty output may mean. */
  readonly emptyHint: string;
}

/** Reports what a value of the output should have and does not. */
export function unexpectedIn(
  { file }: AwsOutput,
  { name: command }: AwsCommand,
  report: Report,
): (missing: string) => undefined {
  return (missing) => {
    report('init-input-unexpected', { file }, { command, missing });
    return undefined;
  };
}

/** Undefined after a report. */
export function readAwsOutput(
  { file, bytes }: AwsOutput,
  { name: command, emptyHint: hint }: AwsCommand,
  report: Report,
): readonly unknown[] | undefined {
  const text = decodeSource(bytes, file, report);
  if (text === undefined) return undefined;
  try {
    const values = parseJsonDocuments(text);
    if (values.length > 0) return values;
    report('init-input-empty', { file }, { command, hint });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // The words of `JSON.parse` differ with the release of Node.
    const problem = /^\s*[{[]/.test(text)
      ? 'It begins like JSON, but is damaged or cut off'
      : 'It does not begin like JSON';
    report('init-input-not-json', { file }, { command, problem });
  }
  return undefined;
}
