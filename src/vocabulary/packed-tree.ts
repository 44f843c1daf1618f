/** A tree of characters as it is built: each character leads to what may follow it. */
export interface TreeNode<Leaf> {
  next?: Map<number, TreeNode<Leaf>>;
  /** Where a word part may take any letters before the phrase goes on. */
  star?: TreeNode<Leaf>;
  leaves?: Leaf[];
}

const FEW = 8;

/**
 * A tree of characters in flat arrays. Looking a text up in it makes no objects and follows no references, which is
 * several times as fast as nodes that hold maps. Nodes are numbers, the root is 0, and -1 is no node.
 */
export class PackedTree<Leaf> {
  readonly #fromRoot = new Int32Array(65536).fill(-1);
  /** The edges of node n are those from `firstEdge[n]` to before `firstEdge[n + 1]`, by rising code. */
  readonly #firstEdge: Int32Array;
  readonly #codes: Uint16Array;
  readonly #targets: Int32Array;
  readonly #stars: Int32Array;
  readonly #leaves: (readonly Leaf[] | undefined)[] = [];

  constructor(root: TreeNode<Leaf>) {
    const nodes: TreeNode<Leaf>[] = [root];
    const firstEdge: number[] = [];
    const codes: number[] = [];
    const targets: number[] = [];
    const stars: number[] = [];
    // the list grows while it is walked, so that nodes are numbered by their distance from the root
    for (const node of nodes) {
      firstEdge.push(codes.length);
      this.#leaves.push(node.leaves);
      for (const [code, child] of [...(node.next ?? [])].sort(([a], [b]) => a - b)) {
        codes.push(code);
        targets.push(nodes.push(child) - 1);
      }
      stars.push(node.star ? nodes.push(node.star) - 1 : -1);
    }
    firstEdge.push(codes.length);
    this.#firstEdge = Int32Array.from(firstEdge);
    this.#codes = Uint16Array.from(codes);
    this.#targets = Int32Array.from(targets);
    this.#stars = Int32Array.from(stars);
    for (let edge = 0; edge < firstEdge[1]!; edge++) this.#fromRoot[codes[edge]!] = targets[edge]!;
  }

  /** The node that a character leads to from the root. */
  first(code: number): number {
    return this.#fromRoot[code] ?? -1;
  }

  /** The node that a character leads to. */
  next(node: number, code: number): number {
    let from = this.#firstEdge[node]!;
    let to = this.#firstEdge[node + 1]!;
    while (to - from > FEW) {
      const middle = (from + to) >> 1;
      if (this.#codes[middle]! <= code) from = middle;
      else to = middle;
    }
    for (; from < to; from++) if (this.#codes[from] === code) return this.#targets[from]!;
    return -1;
  }

  /** The node that any letters lead to. */
  star(node: number): number {
    return this.#stars[node]!;
  }

  leaves(node: number): readonly Leaf[] | undefined {
    return this.#leaves[node];
  }
}
