/** A list in which each value stands once and goes by its index. Values are equal when their JSON is. */
export class Interned<T> {
  readonly values: T[] = [];
  readonly #indexes = new Map<string, number>();

  indexOf(value: T): number {
    const key = JSON.stringify(value);
    const known = this.#indexes.get(key);
    if (known !== undefined) return known;
    const index = this.values.push(value) - 1;
    this.#indexes.set(key, index);
    return index;
  }
}
