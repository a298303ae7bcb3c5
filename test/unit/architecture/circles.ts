/** The first circle in a graph, from a node back to itself; undefined where there is none. */
export function circleIn(graph: Readonly<Record<string, readonly string[]>>): readonly string[] | undefined {
  const done = new Set<string>();
  const from = (node: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of graph[node] ?? []) {
      const circle = from(next, [...way, node]);
      if (circle) return circle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of Object.keys(graph)) {
    const circle = from(node, []);
    if (circle) return circle;
  }
  return undefined;
}
