/**
 * Words that may stand for each other in a claim and its quote, in either language, and words that never may: `rise` for
 * `fall` turns a sentence around. Small on purpose: a group holds only words that say the same of the same thing. Pure.
 */

import { stemmer } from "stemmer";
import { tokenize } from "../../language/tokenize.ts";

const GROUPS = `
fee dues charge 会费 年费 费用 缴费
pay payable paid due cost price 缴纳 支付 交纳 缴 交 付
year annual yearly annually 每年 年度 全年 年
quarter quarterly 季度 每季度
month monthly 月 每月
day daily 日 天
get obtain acquire receive gain 取得 获得 得到 获取
start begin begun began commence launch open 开始 开工 启动 启用 started beginning
end finish conclude 结束 完毕
complete finish 完成
submit file hand send deliver 提交 报送 递交 报
keep kept store hold held retain maintain 保存 存放 保持 保管 存储 保留
staff employee worker personnel 员工 职工 人员
increase rise rose grow grew grown raise rising higher up 增加 增长 上升 提高 上涨 提升 增速
decrease fall fell fallen drop decline reduce lower 减少 下降 下跌 降低 降
company enterprise firm business unit 企业 公司 单位 厂商
export exporter 出口
import importer 进口
plant factory 工厂 厂 出厂
attend participate part took take 参加 出席 与会
meet meeting held hold convene place conference 召开 举行 举办 会议
symposium forum seminar meeting 座谈会 研讨会
need require necessary requirement demand 需要 要求
abroad overseas foreign 境外 国外 海外
licence license permit 许可证 许可
locate situate base set settle site land 位于 设在 落户 坐落
lead led head charge responsible run manage 领导 负责 带领 主持 管理
invest investment cost 投资 投入
output production produce manufacture 产量 生产 投产
phase stage 期 阶段 工程 一期 一期工程
construct construction build built 建设 建造 开工
decide decision determine 决定 确定
deliver delivery 交付 交货
delay late postpone 推迟 延迟 延误 延期 逾期
elect election choose elected 选举 选出 产生
revoke withdraw cancel 撤销 吊销
renew extend renewal 续期 续 延长
valid validity 有效 有效期
apply application applicant 申请
member membership 会员 成员
council board 理事会
secretariat office 秘书处
subsidy subsidise subsidize grant subsidised 补贴 补助
train training course 培训
visit tour 参观 访问
say said state stated tell told remark point 表示 指出 说 称 介绍
recommend advise suggest advice 建议 推荐
encourage 鼓励
emphasise emphasize stress 强调
expect anticipate forecast 预计 预期
exceed more over above 超过 以上 超 逾
accept admit 接受 受理
refund return reimburse 退还 退回 返还
waste spent scrap 废 废弃
delete erase remove 删除
clean wash 清洗 清洁
measure 测量 测定
inspect inspection check 检验 检查 检测
reject refuse 拒绝 退回
waive exempt 免于 免除 减免
sale sell sold 销售 市场
spend spending expense expenditure 支出 投入
profit earnings 利润
revenue income turnover 收入
price 价格
half 50% 一半
agree agreement consent approve approval approved 同意 批准 赞成
leave quit exit withdraw 退出 退会 离开
guest visitor 客人 访客
accompany 陪同
container vessel 容器
false untrue fake forged 虚假 造假 伪造
material document 材料
provide supply 提供
sample specimen 样品
batch lot 批次 批 每批
supplier vendor 供应商
product goods 产品
duty role function 职责 职能
cause lead led led 引起 导致 造成
use used usage user 使用 用
cover meet satisfy 满足 覆盖
large big 大型 大
term period 任期 期限 期间
report 报告 汇报
time 时间
vote voting 表决权 表决 投票
include comprise contain 包括 包含
department division 部门 司 处
issue publish release 发布 印发 公布
new newly 新 新建
full formal regular 正式 正式会员
unqualified substandard 不合格
lend lends lent loan loaned 借出 出借
borrow borrows borrowed 借 借用 借入
send sends sent 寄 寄送 发送
buy buys bought purchase 购买 采购
sell sells sold 出售 销售
write wrote written 写 书写
choose chose chosen select 选择 挑选
teach taught 教授 讲授
bring brought 带 带来
lose lost loses 失去 丢失
find found 找到 发现
speak spoke spoken 发言
break broke broken 损坏 破损
wear wore worn 佩戴 穿戴
slow slowly slower 慢
fast faster quick quickly 快
`;

const groupOf = new Map<string, Set<number>>();
GROUPS.trim()
  .split("\n")
  .forEach((line, group) => {
    for (const word of line.split(" ")) {
      for (const key of keysOf(word)) groupOf.set(key, (groupOf.get(key) ?? new Set()).add(group));
    }
  });

/** A Han word as it stands, an English one by its stem. */
function keysOf(word: string): string[] {
  return /\p{Script=Han}/u.test(word) ? [word] : tokenize(word);
}

/** Both by their keys: stems of English words, Han words as they stand. */
export function areSynonyms(one: string, other: string): boolean {
  const groups = groupOf.get(one);
  const others = groupOf.get(other);
  if (groups === undefined || others === undefined) return false;
  for (const group of groups) if (others.has(group)) return true;
  return false;
}

/** Either side of a line is the opposite of the other. The first ones change places with what is compared. */
const OPPOSITES = `
increase rise rose raise grow grew growth more higher larger greater longer 增加 增长 上升 提高 上涨 高于 多于 大于 长于 | decrease fall fell drop decline reduce lower less fewer smaller shorter 减少 下降 下跌 降低 低于 少于 小于 短于
faster quicker quickly fast 快于 | slower slowly slow 慢于
better best 优于 | worse worst 劣于
early earlier 提前 | late later 推迟 延迟 延后
above over 以上 | under below 以下
open 开放 开设 开启 打开 | close closed shut 关闭
start begin began 开始 启动 开工 | end 结束 停止
include 包括 | exclude 除外
accept approve 同意 批准 接受 | reject refuse 拒绝 驳回
import importer 进口 | export exporter 出口
join 加入 | leave left quit 退出
internal 内部 | external 外部
domestic 境内 国内 | abroad foreign overseas 境外 国外
public publish 公开 | confidential secret 保密
mandatory compulsory obligatory | optional voluntary
free 免费 | paid 收费
online 线上 | offline 线下
minimum 最低 最少 至少 | maximum 最高 最多 至多
first 首次 | last 最后
buy bought purchase | sell sold
allow permit 允许 | prohibit forbid ban 禁止
inside | outside
upper | lower
new | old
full | associate
success succeed | failure fail
same equal 相同 | different 不同
大多数 多数 | 少数
合格 | 不合格
去年 | 明年
上半年 | 下半年
正式 | 临时
加收 上浮 上调 | 减收 下浮 下调
扩大 | 缩小
`;

const COMPARISONS = 3;

const opposites: readonly (readonly [ReadonlySet<string>, ReadonlySet<string>])[] = OPPOSITES.trim()
  .split("\n")
  .map((line) => {
    const [one = "", other = ""] = line.split(" | ");
    return [new Set(one.split(" ").map(stemmed)), new Set(other.split(" ").map(stemmed))];
  });

function stemmed(word: string): string {
  return /\p{Script=Han}/u.test(word) ? word : stemmer(word);
}

export interface Contrast {
  readonly word: string;
  /** True of more and less, which change places with what is compared: B is less where A is more. */
  readonly compares: boolean;
}

/** A word of the claim that stands where its quote has the opposite. Words in lower case as they stand, each once. */
export function contrastIn(claim: readonly string[], quoted: readonly string[]): Contrast | null {
  const [mine, theirs] = [claim.map(stemmed), quoted.map(stemmed)];
  const count = (words: readonly string[], of: ReadonlySet<string>) => words.filter((word) => of.has(word)).length;
  for (const [index, [left, right]] of opposites.entries()) {
    for (const [same, opposite] of [
      [left, right],
      [right, left],
    ] as const) {
      if (count(mine, same) <= count(theirs, same) || count(mine, opposite) >= count(theirs, opposite)) continue;
      return { word: mine.find((word) => same.has(word)) ?? "", compares: index < COMPARISONS };
    }
  }
  return null;
}
