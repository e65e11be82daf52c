/** Talk about the last answer and about the bot is told from questions, in English and in both scripts of Chinese. */

import { describe, expect, it } from "vitest";
import { answerTalkIn, smallTalkIn } from "../../src/language/talk.ts";
import { processorTime } from "../support/processor-time.ts";

const kindOf = (message: string) => answerTalkIn(message)?.kind ?? smallTalkIn(message);

const CHINESE = [
  ["displeased", "你说的不对吧", "你說的不對吧"],
  ["displeased", "这个回答好像有误", "這個回答好像有誤"],
  ["displeased", "我问的不是这个", "我問的不是這個"],
  ["displeased", "答非所问", "答非所問"],
  ["shorter", "能讲得简单点吗", "能講得簡單點嗎"],
  ["shorter", "说得通俗一点", "說得通俗一點"],
  ["shorter", "看不懂", "看不懂"],
  ["shorter", "没看懂", "沒看懂"],
  ["shorter", "这是什么意思？", "這是什麼意思？"],
  ["proof", "这是真的吗", "這是真的嗎"],
  ["proof", "真的假的？", "真的假的？"],
  ["proof", "为什么这么说", "為什麼這麼說"],
  ["proof", "出处在哪里", "出處在哪裡"],
  ["proof", "来源呢？", "來源呢？"],
  ["proof", "哪里写的？", "哪裡寫的？"],
  ["proof", "靠谱吗", "靠譜嗎"],
  ["more", "说详细一点", "說詳細一點"],
  ["more", "再具体些", "再具體些"],
  ["more", "还有别的吗", "還有別的嗎"],
  ["translate", "帮我翻成中文", "幫我翻成中文"],
  ["translate", "译成英文", "譯成英文"],
  ["documents", "你都有些什么资料", "你都有些什麼資料"],
  ["documents", "文件清单", "文件清單"],
  ["documents", "列出所有文件", "列出所有文件"],
  ["documents", "这里能查哪些文件", "這裡能查哪些文件"],
  ["speak", "可以用中文回答吗", "可以用中文回答嗎"],
  ["about", "你会做什么", "你會做什麼"],
  ["about", "你是真人吗", "你是真人嗎"],
  ["thanks", "谢啦", "謝啦"],
  ["greeting", "晚上好", "晚上好"],
  ["speak", "我看不懂英文", "我看不懂英文"],
  ["speak", "我只会中文", "我只會中文"],
  ["speak", "能给我中文版吗", "能給我中文版嗎"],
  ["translate", "能帮我把刚才那段翻成中文吗", "能幫我把剛才那段翻成中文嗎"],
  ["translate", "上面这段英文是什么意思", "上面這段英文是什麼意思"],
  ["again", "能再说一遍吗", "能再說一遍嗎"],
  ["again", "麻烦重复一下", "麻煩重複一下"],
  ["proof", "从哪看到的？", "從哪看到的？"],
  ["proof", "这个说法出自哪里", "這個說法出自哪裡"],
  ["proof", "能给我看看原文吗", "能給我看看原文嗎"],
  ["shorter", "长话短说", "長話短說"],
  ["shorter", "太啰嗦了", "太囉嗦了"],
  ["more", "能展开讲讲吗", "能展開講講嗎"],
  ["more", "还有其他信息吗", "還有其他信息嗎"],
  ["more", "然后呢", "然後呢"],
  ["displeased", "您可能理解错了", "您可能理解錯了"],
  ["displeased", "好像答错题了喔", "好像答錯題了喔"],
  ["displeased", "这跟我问的没关系", "這跟我問的沒關係"],
  ["displeased", "你这个回答有问题", "你這個回答有問題"],
  ["about", "请问你是真人吗", "請問你是真人嗎"],
  ["about", "你都能干点啥", "你都能幹點啥"],
  ["documents", "能列个文件清单吗", "能列個文件清單嗎"],
  ["person", "我想联系秘书处", "我想聯繫秘書處"],
  ["person", "有人可以帮我吗", "有人可以幫我嗎"],
  ["privacy", "我的问题别人看得到吗", "我的問題別人看得到嗎"],
  ["greeting", "秘书处您好", "秘書處您好"],
  ["thanks", "好的明白了谢谢", "好的明白了謝謝"],
  ["goodbye", "晚安喽", "晚安嘍"],
  ["fine", "哈哈", "哈哈"],
] as const;

const ENGLISH = [
  ["displeased", "That's not right"],
  ["displeased", "That isn't what I asked"],
  ["displeased", "You didn't answer my question"],
  ["displeased", "I think this is not correct"],
  ["displeased", "You got it wrong"],
  ["shorter", "Can you explain that in simple words?"],
  ["shorter", "I don't understand"],
  ["shorter", "What does that mean?"],
  ["shorter", "Simpler please"],
  ["proof", "Is this true?"],
  ["proof", "What makes you say that?"],
  ["proof", "What's your source?"],
  ["proof", "Where is that written?"],
  ["proof", "Where did you get that from?"],
  ["proof", "Can I trust this?"],
  ["proof", "Prove it"],
  ["more", "Could you elaborate?"],
  ["more", "Tell me more about that"],
  ["more", "Can you give me more details?"],
  ["more", "Anything else?"],
  ["translate", "Translate it into Chinese"],
  ["speak", "In English please"],
  ["documents", "What documents do you have?"],
  ["about", "What can you do?"],
  ["about", "Are you a human?"],
  ["thanks", "Cheers"],
  ["greeting", "Good evening"],
  ["about", "How does this work?"],
  ["about", "Who made you?"],
  ["fine", "No thanks"],
  ["speak", "I can't read English"],
  ["speak", "I only read Chinese"],
  ["translate", "What does that mean in Chinese?"],
  ["again", "Could you repeat that?"],
  ["again", "Say that again please"],
] as const;

/** They have words of such talk, and ask for something. */
const QUESTIONS = [
  "真的需要理事会批准吗",
  "为什么要交会费？",
  "资料来源有哪些要求",
  "依据是什么文件",
  "集成电路材料有哪些",
  "这个项目准确的投资是多少",
  "什么意思的缴费期限",
  "具体措施有哪些",
  "详细说明行动计划",
  "简单流程是什么",
  "出处在哪一条的规定",
  "谁说的光掩模是关键",
  "文件清单里有会费办法吗",
  "写在哪一章",
  "光掩模是什么意思",
  "What is the source of funding?",
  "What does photomask mean?",
  "Is this project true to the plan?",
  "Where is that company from?",
  "Explain the action plan",
  "What proof of payment is needed?",
  "Sources of the fund",
  "Tell me more about the photomask project",
  "You have got a deadline?",
  "答案提交截止时间",
  "不对称加密是什么",
  "没回答问卷怎么办",
  "明白卡是什么",
  "清楚说明谁负责",
  "怎么联系秘书处",
  "联系秘书处的电话是多少",
  "看不懂第三条",
  "我不会申请",
  "英文版在哪里",
  "只能用中文填写吗",
  "翻译费用谁出",
  "还有其他项目吗",
  "具体要求",
  "不满意怎么投诉",
  "理解错误的责任",
  "谁能看我的资料",
  "这是哪里写的规定",
  "再说一下会费",
  "可以给我看看章程吗",
  "重点项目是什么",
  "能做什么项目",
];

describe("talk", () => {
  it.each(CHINESE)("of the kind %s in both scripts: %s, %s", (kind, simplified, traditional) => {
    expect([kindOf(simplified), kindOf(traditional)]).toEqual([kind, kind]);
  });

  it.each(ENGLISH)("of the kind %s in English: %s", (kind, message) => expect(kindOf(message)).toBe(kind));

  it("takes no time over what somebody made to take long", () => {
    const tookMs = processorTime();
    for (const bit of ["帮我", "你的", "能不能", "说一点", "好的", "再说", "英文"])
      kindOf(bit.repeat(100).slice(0, 60));
    expect(tookMs()).toBeLessThan(100);
  });

  it.each(QUESTIONS)("is not seen in a question: %s", (question) => expect(kindOf(question)).toBe(null));
});
