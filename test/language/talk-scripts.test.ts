/** Talk about the last answer and about the bot is told from questions, in English and in both scripts of Chinese. */

import { describe, expect, it } from "vitest";
import { answerTalkIn, smallTalkIn } from "../../src/language/talk.ts";

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
];

describe("talk", () => {
  it.each(CHINESE)("of the kind %s in both scripts: %s, %s", (kind, simplified, traditional) => {
    expect([kindOf(simplified), kindOf(traditional)]).toEqual([kind, kind]);
  });

  it.each(ENGLISH)("of the kind %s in English: %s", (kind, message) => expect(kindOf(message)).toBe(kind));

  it.each(QUESTIONS)("is not seen in a question: %s", (question) => expect(kindOf(question)).toBe(null));
});
