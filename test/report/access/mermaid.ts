/** The real Mermaid as a judge: its parser in Node, where its HTML cleaner has no document to work on, and all of it in a browser. */
import { createRequire } from 'node:module';
import DOMPurify from 'dompurify';
import mermaid from 'mermaid';
import type { Page } from 'playwright-core';

Object.assign(DOMPurify, { addHook: () => {}, sanitize: (text: string) => text });

export interface ParsedPicture {
  /** Every box's label as Mermaid draws it, line breaks as `<br>`. */
  readonly labels: readonly string[];
  readonly edges: number;
}

/** Throws where Mermaid refuses the text. */
export async function parsedPicture(text: string): Promise<ParsedPicture> {
  await mermaid.parse(text);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const flow = db as unknown as {
    readonly getVertices: () => ReadonlyMap<string, { readonly text?: string }>;
    readonly getEdges: () => readonly unknown[];
  };
  return {
    labels: [...flow.getVertices().values()].map(({ text = '' }) => decoded(text)),
    edges: flow.getEdges().length,
  };
}

/** What Mermaid makes of entity codes while it parses. */
function decoded(text: string): string {
  return text.replace(/ﬂ°°(\d+)¶ß/g, (_, codePoint: string) => String.fromCodePoint(Number(codePoint)));
}

const bundle = createRequire(import.meta.url)
  .resolve('mermaid')
  .replace(/[^/]*$/, 'mermaid.min.js');

/** What is there for `page.evaluate`; this project's types know no browser. */
interface InBrowser {
  readonly mermaid: typeof mermaid;
  readonly document: {
    getElementById(id: string): {
      innerHTML: string;
      querySelectorAll(selector: string): Iterable<{ readonly id: string; readonly textContent: string }>;
    };
  };
}

/** Draws into the element `target` of a page; box to the text that is seen in it. */
export async function drawnLabels(page: Page, picture: string): Promise<ReadonlyMap<string, string>> {
  await page.addScriptTag({ path: bundle });
  const boxes = await page.evaluate(async (text) => {
    const { mermaid, document } = globalThis as unknown as InBrowser;
    mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });
    const { svg } = await mermaid.render('picture', text);
    const target = document.getElementById('target');
    target.innerHTML = svg;
    return [...target.querySelectorAll('.node')].map(({ id, textContent }) => [id, textContent] as const);
  }, picture);
  return new Map(boxes.map(([id, text]) => [/flowchart-(\w+)-\d+$/.exec(id)?.[1] ?? id, text]));
}
