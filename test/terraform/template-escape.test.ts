import { describe, expect, it } from 'vitest';
import { escapeTemplate } from '../../src/terraform/template-escape.js';

describe('escapeTemplate', () => {
  it.each([
    ['${x}', '$${x}'],
    ['%{if}', '%%{if}'],
    ['$${x}', '$$${x}'],
    ['100% {x} $ {y} $x', '100% {x} $ {y} $x'],
    ['${a}${b}%{c}', '$${a}$${b}%%{c}'],
  ])('%s becomes %s', (text, escaped) => {
    expect(escapeTemplate(text)).toBe(escaped);
  });
});
