/**
 * YAML 1.2 (core schema) to a source tree, without the parts of YAML that surprise or explode.
 * Knows nothing of the mapping language.
 */
import { Composer, Lexer, Parser } from 'yaml';
import type { SourceNode } from './source-tree.js';
import { maximumDepth, type ReportProblem } from './syntax-problem.js';
import { yamlToTree } from './yaml-to-tree.js';

type Token = ReturnType<Parser['next']> extends Generator<infer Yielded, void> ? Yielded : never;

/** The lexer's announcement that a plain scalar or the text of a block scalar follows. */
const scalarFollows = '\x1f';

/** The tree, or undefined after a report. What can be left out (a tag, a duplicate) is reported and left out. */
export function parseYaml(text: string, report: ReportProblem): SourceNode | undefined {
  const tokens = readTokens(text, report);
  if (tokens === undefined) return undefined;
  const composer = new Composer({
    schema: 'core',
    merge: false,
    prettyErrors: false,
    logLevel: 'silent',
    // Comparing each key with each other is quadratic; `yamlToTree` looks keys up instead.
    uniqueKeys: false,
  });
  const [document, second] = [...composer.compose(tokens, true, text.length)];
  if (document === undefined) return undefined;
  const [error] = document.errors;
  if (error) {
    const [start, end] = error.pos;
    report('source-syntax', start, end, { language: 'YAML', problem: decapitalise(error.message) });
    return undefined;
  }
  if (second) {
    const start = text.indexOf('---', document.range[1]);
    report('source-several-documents', start, start + 3, {});
    return undefined;
  }
  if (document.contents === null || isBlank(document.contents)) {
    report('source-empty', 0, 0, {});
    return undefined;
  }
  return yamlToTree(document.contents, text, report);
}

/** Reads token by token, so that a bomb of brackets is noticed before anything recurses into it. */
function readTokens(text: string, report: ReportProblem): Token[] | undefined {
  const lexer = new Lexer();
  const parser = new Parser();
  const tokens: Token[] = [];
  let previous = '';
  for (const lexeme of lexer.lex(text)) {
    if (previous !== scalarFollows) reportMarkup(lexeme, parser.offset, report);
    previous = lexeme;
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > maximumDepth) {
      report('source-too-deep', parser.offset, parser.offset + 1, { limit: maximumDepth });
      return undefined;
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

function reportMarkup(lexeme: string, offset: number, report: ReportProblem): void {
  if (lexeme.startsWith('!')) report('source-tag', offset, offset + lexeme.length, { tag: lexeme });
  if (lexeme.startsWith('%'))
    report('source-directive', offset, offset + lexeme.length, { directive: lexeme });
}

function isBlank(contents: { readonly range: readonly number[]; readonly source?: unknown }): boolean {
  return 'source' in contents && contents.source === '';
}

function decapitalise(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
