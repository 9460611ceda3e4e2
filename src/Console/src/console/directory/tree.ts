import type { Grid, Unit } from './book'

export type TreeNode = { key: string; label: string; sort: Unit['kind'] | 'grid' | 'departments'; children: TreeNode[]; grids: number; gap: boolean }

/** The key of the node that holds the departments together; no unit's code has a blank. */
export const departmentsKey = 'the departments'

/**
 * The county as a tree: the centre with towns, their areas and villages and the grids, and beside it the departments.
 * @param gaps Places at which a post is vacant or its person away; marked upwards, so that one finds them.
 */
export function treeOf(units: Unit[], grids: Grid[], gaps: ReadonlySet<string>, departments: string): TreeNode[] {
  const known = new Set(units.map((unit) => unit.code))
  const below = groupBy(units, (unit) => (unit.parentCode && known.has(unit.parentCode) ? unit.parentCode : ''))
  const inside = groupBy(grids, (grid) => grid.villageUnit)

  function unitNode(unit: Unit): TreeNode {
    const here = (below.get(unit.code) ?? []).filter((child) => child.kind !== 'department').map(unitNode)
    const leaves = (inside.get(unit.code) ?? []).map<TreeNode>((grid) => ({ key: grid.code, label: grid.name, sort: 'grid', children: [], grids: 1, gap: gaps.has(grid.code) }))
    return branch(unit.code, unit.name, unit.kind, [...here, ...leaves], gaps.has(unit.code))
  }

  const roots = (below.get('') ?? []).filter((unit) => unit.kind !== 'department').map(unitNode)
  const besides = units.filter((unit) => unit.kind === 'department').map(unitNode)
  return besides.length > 0 ? [...roots, branch(departmentsKey, departments, 'departments', besides, false)] : roots
}

function branch(key: string, label: string, sort: TreeNode['sort'], children: TreeNode[], gap: boolean): TreeNode {
  return { key, label, sort, children, grids: children.reduce((sum, child) => sum + child.grids, 0), gap: gap || children.some((child) => child.gap) }
}

/** What of the tree a text or the gaps leave: nodes that fit, with all above them; below a unit that fits, everything. */
export function filtered(nodes: TreeNode[], text: string, gapsOnly = false): TreeNode[] {
  const word = text.trim().toLowerCase()
  if (!word && !gapsOnly) return nodes
  return nodes.flatMap((node) => {
    if (gapsOnly && !node.gap) return []
    const fits = !word || node.label.toLowerCase().includes(word) || node.key.startsWith(word)
    if (fits && !gapsOnly) return [node]
    const children = filtered(node.children, fits ? '' : word, gapsOnly)
    return children.length > 0 || fits ? [{ ...node, children }] : []
  })
}

/** The keys that lead from a root to a node, the node last; empty where it is not there. */
export function pathTo(nodes: TreeNode[], key: string): TreeNode[] {
  for (const node of nodes) {
    if (node.key === key) return [node]
    const rest = pathTo(node.children, key)
    if (rest.length > 0) return [node, ...rest]
  }
  return []
}

/** The keys to open so that a search shows what it found: those above, two hundred at most. */
export function opened(nodes: TreeNode[]): string[] {
  const keys: string[] = []
  const queue = [...nodes]
  for (let node = queue.shift(); node && keys.length < 200; node = queue.shift()) {
    if (node.children.length === 0) continue
    keys.push(node.key)
    queue.push(...node.children)
  }
  return keys
}

function groupBy<T>(list: T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const group = groups.get(key(one))
    if (group) group.push(one)
    else groups.set(key(one), [one])
  }
  return groups
}
