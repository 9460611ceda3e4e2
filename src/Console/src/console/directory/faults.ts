/** What the host finds wrong with a directory or a file, and the Chinese that says the same. What is not known here is shown as the host says it. */
const known: [RegExp, string][] = [
  [/^its worker (\S+) does not exist$/, '网格员 $1 不存在'],
  [/^its worker (\S+) lacks the role grid-worker or does not list this grid$/, '网格员 $1 没有网格员角色，或其网格中没有本网格'],
  [/^its worker (\S+) stands in its staff as well$/, '网格员 $1 同时列在网格力量中'],
  [/^(\S+) of its staff does not exist$/, '网格力量中的 $1 不存在'],
  [/^(\S+) stands twice in its staff$/, '$1 在网格力量中重复'],
  [/^its village (\S+) does not exist$/, '所属村（社区）$1 不存在'],
  [/^its code does not begin with (\d+), the area of its village (.+)$/, '编码不以所属村（社区）$2的代码 $1 开头'],
  [/^the unit above it, (\S+), does not exist$/, '上级单位 $1 不存在'],
  [/^its area code '(.*)' is not 12 digits$/, '区划代码 $1 不是 12 位数字'],
  [/^its code is not small letters, digits and hyphens, at most (\d+)$/, '编码须为小写字母、数字和连字符，最多 $1 位'],
  [/^it is not one of the words that are known$/, '不是可用的词'],
  [/^there is no such column$/, '没有这个列'],
  [/^the column stands twice$/, '列重复'],
  [/^the column is missing$/, '缺少这一列'],
  [/^the row has (\d+) cells, the first row (\d+)$/, '本行有 $1 格，标题行有 $2 格'],
  [/^Correct the row, or import first what it refers to\.$/, '请改正本行，或先导入它引用的内容。'],
  [/^Write one of (.+)\.$/, '请填写：$1。'],
  [/^it has no Polygon or MultiPolygon$/, '没有 Polygon 或 MultiPolygon'],
  [/^a ring has fewer than 4 points$/, '有一圈不足 4 个点'],
  [/^a point is not a longitude and a latitude$/, '有一点不是经度和纬度'],
  [/^a point is not in degrees, .*$/, '有一点不是以度为单位的经纬度；投影坐标（米）请先转换'],
  [/^Correct it\.$/, '请改正。'],
  [/^Keep one of the two\.$/, '请保留其中一个。'],
  [/^Add a column (.+)\.$/, '请增加列 $1。'],
  [/^The columns are (.+), separated by commas\.$/, '可用的列：$1，以逗号分隔。'],
]
const words: Record<string, string> = { unit: '单位', grid: '网格', post: '岗位', person: '人员', absence: '请假', category: '分类', county: '县区' }

/** A finding in Chinese where its words are known; `grid 4408…: its worker … does not exist` keeps its entry. */
export function inChinese(text: string): string {
  const [, word, code, rest] = /^(unit|grid|post|person|absence|category|county) (\S+): (.*)$/.exec(text) ?? []
  if (word && rest !== undefined) return `${words[word]} ${code}：${inChinese(rest)}`
  for (const [pattern, said] of known) if (pattern.test(text)) return text.replace(pattern, said)
  return text
}
