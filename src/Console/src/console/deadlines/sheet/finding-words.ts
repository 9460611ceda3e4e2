import { useI18n } from 'vue-i18n'

/** What the check says, in Chinese. What is not listed is shown in the host's words. `$1` is what stands in the first brackets. */
const chinese: [RegExp, string][] = [
  [/^No rule gives (.+) a limit for (.+)\.$/, '没有规则为“$1”规定“$2”时限。'],
  [/^Add (.+) to a rule for them, or to one without conditions\. Write none if they are to have no such clock\.$/, '请在适用的规则或无条件的规则中加上“$1”；确实不设的，写明“不设”。'],
  [/^It is never used: (.+) takes? every case it is for\.$/, '这一条永远用不到：其适用案件都被 $1 先行适用。'],
  [/^It is never used for (.+): (.+) takes? every case it is for\.$/, '这一条对 $1 永远用不到：其适用案件都被 $2 先行适用。'],
  [/^Remove it, or narrow the others\.$/, '请删除，或缩小其他规则的范围。'],
  [/^No category of this county is '(.+)'\.$/, '本县没有类别“$1”。'],
  [/^Correct it, or add the category to the directory: until then the rule does nothing\.$/, '请更正，或在目录中增加该类别；在此之前规则不起作用。'],
  [/^No clock climbs the ladder '(.+)'\.$/, '没有时限使用阶梯“$1”。'],
  [/^Name it under climbs, or remove it\.$/, '请在“各类时限所用阶梯”中使用它，或将其删除。'],
  [/^There is no post '(.+)' in this county\.$/, '本县没有岗位“$1”。'],
  [/^Add the post to the directory; until then its notices go to the post above, at last to the centre\.$/, '请在目录中增加该岗位；在此之前通知发往上一级，最终到综治中心。'],
  [/^Counted from (\S+), (?:1 budget reaches|(\d+) budgets reach) past (\S+), where the calendar ends: (.+)\.$/, '从 $1 起算，有时限超出日历（公布至 $3）：$4。'],
  [/^Import (\d+) into the calendar as soon as its notice is out; until then such due times are provisional\.$/, '$1 年放假通知公布后请尽快导入日历；在此之前这些到期时间为暂定。'],
  [/^It says the same as (.+)\.$/, '内容与 $1 相同。'],
  [/^Publish it only if that is what you want\.$/, '确有需要时才发布。'],
  [/^'(.*)' is no name for a version\.$/, '“$1”不能作为版本名。'],
  [/^'(.+)' stands twice\.$/, '“$1”重复。'],
  [/^Give each its own id\.$/, '请各用不同的编号。'],
  [/^(\S+) is out of reach\.$/, '$1 超出范围。'],
  [/^Give (\S+) to (\S+)\.$/, '请填 $1 至 $2。'],
  [/^No time at all is given\.$/, '时间为零。'],
  [/^Give an amount above zero\.$/, '请填大于零的数量。'],
  [/^'(.+)' is not on the scale\.$/, '“$1”不在等级之中。'],
  [/^'(.*)' is not a time budget\..*$/, '“$1”不是时限。请写 5wd、0.5wd、7cd、0cd、4wh 或 PT30M 等，最长 3650 天。'],
  [/^The published year (\d+) is missing\.$/, '缺少已公布的 $1 年。'],
  [/^Put it back: clocks of that year are counted with it\.$/, '请恢复：该年的时限按它计算。'],
  [/^(\d+) has no holiday at all\.$/, '$1 年没有任何假日。'],
  [/^Leave a year out until its notice is published, so that what falls in it stays provisional\.$/, '通知公布前请不要加入该年，落在其中的时限保持暂定。'],
  [/^(\d+) has only (\d+) days off; a notice names at least (\d+)\.$/, '$1 年只有 $2 天放假，通常至少 $3 天。'],
  [/^Compare with the notice\.$/, '请与通知核对。'],
  [/^(\d+) cannot have been announced by (\S+)\.$/, '到 $2 为止 $1 年的通知不可能已公布。'],
  [/^A notice comes out in the autumn before its year\.$/, '通知一般在前一年秋季公布。'],
  [/^(\d+) days? of the past changes?: (.+)\.$/, '改动了过去的 $1 天：$2。'],
  [/^Closed cases keep the calendar they were counted under\. .+$/, '已结案件保持原日历；在办时限重新推算时会变动。若不想影响，请选择“新案适用”。'],
  [/^(\d+) days? of a year already published changes?: (.+)\.$/, '改动了已公布年份的 $1 天：$2。'],
  [/^Due times counted over these days were not provisional; open clocks keep them until they are derived again\.$/, '跨这些日子的到期时间此前不是暂定的；在办时限在重新推算前保持不变。'],
  [/^The calendar ended on (\S+); every due time is provisional\.$/, '日历已于 $1 结束，所有到期时间均为暂定。'],
  [/^The calendar ends on (\S+), in (\d+) days; due times after it are provisional\.$/, '日历公布至 $1，还有 $2 天；之后的到期时间为暂定。'],
  [/^Import (\d+) as soon as its notice is out\.$/, '$1 年通知公布后请尽快导入。'],
  [/^The office is open (\S+) h a day\.$/, '每天办公 $1 小时。'],
  [/^See whether the sessions are typed right\.$/, '请核对时段是否填错。'],
  [/^(\S+) has (\d+) sets of office hours\.$/, '$1 有 $2 套作息。'],
  [/^Let the seasons cover the year once\.$/, '各季节合起来须恰好覆盖全年一次。'],
  [/^There is no unit (\S+) in the directory\.$/, '目录中没有单位 $1。'],
  [/^Correct the code, or remove the entry: it has no effect\.$/, '请更正代码或删除此项：它不起作用。'],
  [/^On (\S+) the unit is open (\S+) h a day, the county (\S+) h\.$/, '$1 该单位每天办公 $2 小时，全县 $3 小时。'],
  [/^See whether a session is missing: .+$/, '请核对是否漏了时段：工作日折算的办公时间会相差一倍以上。'],
]

/** The finding's words in the language of the page. */
export function inChinese(text: string): string {
  for (const [form, words] of chinese) if (form.test(text)) return text.replace(form, words)
  return text
}

export function useFindingWords(): (text: string) => string {
  const { locale } = useI18n({ useScope: 'global' })
  return (text) => (locale.value === 'zh' ? inChinese(text) : text)
}
