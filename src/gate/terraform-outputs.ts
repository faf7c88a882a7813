/** What `terraform output -json` prints: all outputs, or the value of one. Knows the wrapping, not what an output means. */
import { type JsonObject, jsonIn, objectOf } from '../source/json-value.js';

/** The object that the output of this name holds; a text without that name is taken for the value alone. */
export function outputIn(text: string, name: string): JsonObject | undefined {
  const outputs = objectOf(jsonIn(text));
  return objectOf(outputs && name in outputs ? unwrapped(outputs[name]) : outputs);
}

/** `{ sensitive, type, value }`, as `terraform output -json` without a name prints each output. */
function unwrapped(output: unknown): unknown {
  const object = objectOf(output);
  return object && 'value' in object && 'sensitive' in object ? object.value : output;
}
