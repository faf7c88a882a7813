/** Makes elements of the page. Whatever is data becomes text, never markup: nothing here or elsewhere in the page parses HTML. */
import { visible } from '../../../diagnostics/format/shown-text.js';

type Child = Node | string;
type Attributes = Readonly<Record<string, string | undefined>>;

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(name, visible(value));
  }
  made.append(...children.map((child) => (typeof child === 'string' ? visible(child) : child)));
  return made;
}

/** Pretty JSON in a box that scrolls by keyboard too. */
export function jsonBox(value: unknown): HTMLElement {
  return element('pre', { tabindex: '0' }, JSON.stringify(value, undefined, 2));
}

/** Our own sentences mark code by backticks. */
export function sentence(text: string): (Node | string)[] {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return [text];
  return parts.map((part, at) => (at % 2 === 1 ? element('code', {}, part) : part));
}

export function find<T extends Element>(selector: string, kind: new () => T): T {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`the page lacks ${selector}`);
  return found;
}
