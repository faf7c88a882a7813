/**
 * From the events of `js-yaml` to a source tree: no tags, every key a text, none twice.
 * Knows nothing of the mapping language.
 */
import {
  type AliasEvent,
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import type { SourceEntry, SourceNode } from '../../source/source-tree.js';
import type { ReportProblem } from '../../source/syntax-problem.js';
import { Anchors } from './yaml-anchors.js';
import { escapeOfNoCharacter, findBetweenValues, scalarValue } from './yaml-text.js';

export interface YamlDocument {
  /** Absent when the document has nothing but comments. */
  readonly root: SourceNode | undefined;
  /** The end of its last value or marker. */
  readonly end: number;
  /** Whether no other document follows. */
  readonly isLast: boolean;
}

/** Reads the first document. `text` is what the events were made from. */
export function yamlToTree(events: readonly Event[], text: string, report: ReportProblem): YamlDocument {
  return new TreeBuilder(text, report).build(events);
}

/** A list or map whose end has not come. */
type Open = OpenList | OpenMap;

interface OpenCollection {
  readonly start: number;
  readonly anchor: string | undefined;
  /** The bracket at its end; none in block style, nor around the pair of `[key: value]`. */
  closer: '' | ']' | '}';
}

interface OpenList extends OpenCollection {
  readonly kind: 'list';
  readonly items: SourceNode[];
}

interface OpenMap extends OpenCollection {
  readonly kind: 'map';
  readonly entries: Map<string, SourceEntry>;
  incomplete: boolean;
  /** The key whose value comes next; it has no name after a report. */
  key: { readonly start: number; readonly end: number; readonly name: string | undefined } | undefined;
}

class TreeBuilder {
  private readonly anchors: Anchors;
  private readonly open: Open[] = [];
  private root: SourceNode | undefined;
  /** The end of what was read last. */
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly report: ReportProblem,
  ) {
    this.anchors = new Anchors(report);
  }

  build(events: readonly Event[]): YamlDocument {
    let read = 0;
    for (const event of events) {
      if (event.type === EVENT_ID.DOCUMENT && read > 0) break;
      read += 1;
      this.readEvent(event);
    }
    return { root: this.root, end: this.at, isLast: read === events.length };
  }

  private readEvent(event: Event): void {
    switch (event.type) {
      case EVENT_ID.SCALAR:
        this.readScalar(event);
        break;
      case EVENT_ID.MAPPING:
        this.enterMap(event);
        break;
      case EVENT_ID.SEQUENCE:
        this.enterList(event);
        break;
      case EVENT_ID.POP:
        this.leave();
        break;
      case EVENT_ID.ALIAS:
        this.readAlias(event);
        break;
      default:
        if (event.explicitStart) this.at = findBetweenValues(this.text, 0, '-') + '---'.length;
    }
  }

  private readScalar(event: ScalarEvent): void {
    const anchor = this.readProperties(event);
    if (event.valueStart === -1 && this.open.length === 0) return;
    const start = this.startOf(event);
    const end = this.endOf(event);
    if (event.style === SCALAR_STYLE.DOUBLE_QUOTED && !event.fast) this.checkEscapes(event);
    const value = scalarValue(this.text, event);
    const isMergeKey = value === '<<' && event.style === SCALAR_STYLE.PLAIN;
    this.at = end;
    this.place({ kind: 'scalar', value, start, end }, anchor, isMergeKey);
  }

  private checkEscapes({ valueStart, valueEnd }: ScalarEvent): void {
    const at = escapeOfNoCharacter(this.text, valueStart, valueEnd);
    if (at === -1) return;
    const problem = 'the escape names no character';
    this.report('source-syntax', at, at + '\\U00000000'.length, { language: 'YAML', problem });
  }

  /** Before the quote, or before the header of a block. */
  private startOf({ style, valueStart }: ScalarEvent): number {
    if (valueStart === -1) return this.at;
    if (style === SCALAR_STYLE.PLAIN) return valueStart;
    return isQuoted(style) ? valueStart - 1 : findBetweenValues(this.text, this.at, '|>');
  }

  private endOf({ style, valueStart, valueEnd }: ScalarEvent): number {
    if (valueStart === -1) return this.at;
    return isQuoted(style) ? valueEnd + 1 : valueEnd;
  }

  private readAlias({ anchorStart, anchorEnd: end }: AliasEvent): void {
    const start = anchorStart - 1;
    this.at = end;
    const parent = this.open.at(-1);
    if (parent?.kind === 'map' && parent.key === undefined) {
      this.refuseKey(start, end);
      parent.key = { start, end, name: undefined };
    } else {
      const alias = this.text.slice(anchorStart, end);
      this.placeValue(this.anchors.resolve(alias, this.open.length, start, end), parent);
    }
  }

  private enterMap(event: MappingEvent): void {
    const anchor = this.readProperties(event);
    const { start, style } = event;
    const closer = style === COLLECTION_STYLE.FLOW && this.text[start] === '{' ? '}' : '';
    const entries = new Map<string, SourceEntry>();
    this.at = start + closer.length;
    const key = undefined;
    this.open.push({
      kind: 'map',
      start,
      anchor,
      closer,
      entries,
      incomplete: false,
      key,
    });
  }

  private enterList(event: SequenceEvent): void {
    const anchor = this.readProperties(event);
    const { start, style } = event;
    const closer = style === COLLECTION_STYLE.FLOW ? ']' : '';
    this.at = start + closer.length;
    this.open.push({ kind: 'list', start, anchor, closer, items: [] });
  }

  /** The end of the document comes as well, when nothing is open. */
  private leave(): void {
    const last = this.open.pop();
    if (last === undefined) return;
    const { start, anchor, closer } = last;
    if (closer !== '') this.at = findBetweenValues(this.text, this.at, closer) + closer.length;
    const end = this.at;
    const node: SourceNode =
      last.kind === 'list'
        ? { kind: 'list', items: last.items, start, end }
        : { kind: 'map', entries: last.entries, incomplete: last.incomplete, start, end };
    this.place(node, anchor, false);
  }

  /** The anchor, if there is one. */
  private readProperties(event: ScalarEvent | MappingEvent | SequenceEvent): string | undefined {
    const { tagStart, tagEnd, anchorStart, anchorEnd } = event;
    if (tagStart === -1 && anchorStart === -1) return undefined;
    if (tagStart !== -1) {
      this.report('source-tag', tagStart, tagEnd, { tag: this.text.slice(tagStart, tagEnd) });
    }
    this.at = Math.max(this.at, tagEnd, anchorEnd);
    return anchorStart === -1 ? undefined : this.text.slice(anchorStart, anchorEnd);
  }

  private place(node: SourceNode, anchor: string | undefined, isMergeKey: boolean): void {
    if (anchor !== undefined) this.anchors.set(anchor, node);
    const parent = this.open.at(-1);
    if (parent?.kind === 'map' && parent.key === undefined) this.placeKey(node, isMergeKey, parent);
    else this.placeValue(node, parent);
  }

  private placeKey(node: SourceNode, isMergeKey: boolean, parent: OpenMap): void {
    const { start, end } = node;
    // The brace belongs to the key: `[{ a: 1 }: b]`.
    if (start === parent.start) parent.closer = '';
    const isText = node.kind === 'scalar' && typeof node.value === 'string';
    if (isMergeKey) this.report('source-merge-key', start, end, {});
    else if (!isText) this.refuseKey(start, end);
    parent.key = { start, end, name: isText && !isMergeKey ? node.value : undefined };
  }

  private refuseKey(start: number, end: number): void {
    const key = this.text.slice(start, Math.min(end, start + 40));
    this.report('source-key-not-text', start, end, { key });
  }

  /** Without a value after a report. */
  private placeValue(value: SourceNode | undefined, parent: Open | undefined): void {
    if (parent === undefined) {
      this.root = value ?? { kind: 'scalar', value: null, start: this.at, end: this.at };
    } else if (parent.kind === 'map') {
      this.placeEntry(value, parent);
    } else if (value !== undefined) {
      parent.items.push(value);
    }
  }

  private placeEntry(value: SourceNode | undefined, parent: OpenMap): void {
    const { key } = parent;
    parent.key = undefined;
    if (key?.name === undefined || value === undefined) {
      parent.incomplete = true;
    } else if (parent.entries.has(key.name)) {
      this.report('source-duplicate-key', key.start, key.end, { key: key.name });
      parent.incomplete = true;
    } else {
      parent.entries.set(key.name, { key, value });
    }
  }
}

function isQuoted(style: ScalarEvent['style']): boolean {
  return style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
}
