# 成员看到的文字。

start =
    您好！关于本组织的文件，您可以直接用中文或英文向我提问。回答中的每句话后面都有编号，如 [1]；点一下回答下方编号相同的按钮，即可查看原文所在的段落。

    在群组里，请发送“/ask 问题”，或直接回复我的消息。更多用法请看 /help。
start-kept = 您的姓名和语言设置会保留；您的提问、搜索、回答和反馈会保存 { $days } 天；未得到回答的问题和您的反馈，秘书处可以看到，但不显示您的姓名。/mydata 可导出全部内容，/forget 可将其删除。
start-nothing-leaves = 您的问题只在本组织自己的服务器上处理，不会发给任何第三方。
start-provider = 您的问题和检索到的段落会发送给语言模型服务商：{ $provider }。

start-examples = 您可以这样提问，点下面的按键即可发送。
start-example = 文件中关于“{ $heading }”是怎么说的？
start-collections = 作答依据以下文件，点按钮可查看：
first-title = 设置情况：
first-documents =
    文件：{ $count ->
        [0] 还没有。请在此发来文件，或放入文件夹，会自动读取。
       *[other] { $count } 份
    }
first-collections =
    仅限部分成员的文件夹：{ $count ->
        [0] 没有。发送“/collection 名称 限制”可限制某个文件夹。
       *[other] { $count } 个
    }
first-members = 成员：/invite 可邀请一人，MEMBERS_GROUP 设置可让整个群组提问
first-secretariat = 接收成员问题的聊天：在群组中发送“/secretariat here”
first-privacy =
    { $on ->
        [yes] 在群组中，我只能看到 /ask、对我的回复和提到我的消息。如需看到更多，请在 @BotFather 关闭隐私模式（/setprivacy）
       *[no] 在群组中我能看到所有消息：隐私模式已关闭
    }
first-inline = 在任意聊天中输入“{ $bot } 关键词”：需在 @BotFather 开启（/setinline）
first-again = 重新检查

help =
    直接用中文或英文提问即可。

    /search 关键词：只查找相关段落，不生成回答
    /documents：全部文件及其是否有效
    /news：文件有哪些变化
    /asked：您提交给秘书处的问题
    /new：换个话题，不再联系上文
    /asof 日期：按该日的情况回答，例如 2022-06-01；单独发送 /asof 结束
    /language：English 或中文
    /mydata：导出与您有关的全部记录
    /forget：删除这些记录

    在群组里：发送“/ask 问题”，或回复我的消息。
    在任意聊天中：输入“{ $bot } 关键词”可插入一段原文。
help-secretariat = 秘书处专用（在此私聊中使用）：
help-is = ：

talk-greeting = 您好！请问您想了解什么？直接写出问题即可，更多用法请看 /help。
talk-thanks = 不客气，欢迎随时提问。
talk-goodbye = 再见，欢迎随时再来提问。
talk-fine = 好的，有问题请随时问我。
talk-about = 我是根据本组织文件作答的机器人，每句话都注明原文出处，方便您核对。请直接用中文或英文提问，更多用法请看 /help。
talk-person = 我是机器人。请先写出您的问题；如果文件中没有答案，可点回复下方的按钮转给秘书处。
talk-nothing-yet = 目前还没有可以说明的回答，请先写出您的问题。
talk-translate-en = 翻译需要语言模型，这里没有配置。有英文版的文件，我引用英文版；其余照原文引用：
talk-translate-zh = 翻译需要语言模型，这里没有配置。有中文版的文件，我引用中文版；其余照原文引用：
talk-proof = 回答中的每句话都摘自文件。点一下编号相同的按钮，可以看到这句话所在的段落、文件日期以及是否有效。如果您认为有误，请点回答下方的 👎。
talk-shorter = 我只照原文引用文件，改写得更短、更易懂需要语言模型，这里没有配置。回答中的第一句话是最切合问题的。
talk-no-more = 文件中与此有关的内容都已列出。想了解更多，请就其中某一点提问。
talk-displeased = 很抱歉没能帮到您。请换个说法再问一次，或点回答下方的 👎，告诉我们哪里有问题。

answer-not-found = 我在文件中没有找到答案。
answer-unsure = 我不确定以下内容是否回答了您的问题，最接近的句子如下：
answer-unmentioned = 文件中没有提到{ $names }，我不确定以下内容是否回答了您的问题，最接近的句子如下：
answer-no-documents = 文件库里还没有文件。
answer-several-meant = 可能指的是下面几份文件，它们分别这样写。写出标题即可只问其中一份。
answer-open = 我没有找到“{ $question }”的答案。
answer-still-reading =
    我正在首次读取文件（{ $stage ->
        [reading] 已读 { $done }/{ $total } 份
        [embedding] 正在分析含义：{ $done }/{ $total }
       *[other] 即将完成
    }），请稍后再问。
answer-own-wording = { $sign } 处是我的表述，其下是所依据的文件原文。
answer-model-found-nothing = 语言模型没有在文件中找到答案，以上是最接近的文件原文。
answer-first-read = 目前已读完 { $total } 份文件中的 { $read } 份：其余文件的内容还没有包含在这个回答里。
answer-words-alone = 按意思检索暂时不可用：以上仅凭字词找到。
answer-model-away = 目前暂停撰写回答，以上是文件原文。
answer-model-failed = 未能写出有文件依据的回答，以上内容直接摘自文件。
answer-key-facts = 要点：{ $facts }
answer-terms = 术语：{ $terms }
answer-term = { $term }（{ $meaning }）
answer-original = 文件原文如下：
change-now = 现：
change-before = 原：
change-added = 新增：
change-removed = 已删去：
list-separator = ；
answer-other-language = 以上为文件原文，未经翻译。
answer-only-original = 只有这一语种的版本确有此内容，因此照原文引用。
answer-budget = 今天用于撰写回答的额度已用完，以上内容直接摘自文件。明天零点起恢复撰写。
answer-filtered = 这个问题未通过语言模型的内容审核，以上内容直接摘自文件。
answer-to-changed-question = 您修改了问题，以上是对修改后问题的回答。
refused-empty = 消息里没有问题，请写出您想了解的内容。
refused-small-talk = 这句话没有向文件提问，请写出您想了解的内容。
refused-no-words = 消息里没有文字，请写出您想了解的内容。
refused-too-long = 问题太长了，请不要超过 2000 个字符。

ask-without-words = 请在命令后面写上问题，例如：/ask 哪些单位可以加入理事会？
only-text = 我只能看文字消息，请把问题写出来。
no-voice = 我无法收听语音，请把问题写成文字。
unknown-command = 没有这个命令，请看 /help。
unknown-command-near = 没有这个命令。您要用的是不是 { $command }？

stage-searching = 正在检索文件……
stage-reading = 正在阅读 { $passages } 个段落……
stage-writing = 正在撰写回答……
stage-checking = 正在核对引文……
stopped = 已停止，没有回答这个问题。

limit-hour = 您一小时内已提问 { $questions } 次，达到上限。{ $until } 之后可以继续提问。
limit-day = 您今天已提问 { $questions } 次，达到上限。{ $until } 之后可以继续提问。
limit-waiting = 您还有 { $questions } 个问题正在等待回答，因此没有受理这一个。请在收到回答后再发一次。

button-more = 更多
button-new-topic = 换个话题
button-ask-secretariat = 转给秘书处
button-copy = 复制引文
button-section = 查看全节
button-edition-en = 英文版
button-edition-zh = 中文版
button-file = 原始文件
button-open-privately = 查看出处
button-no-comment = 不补充了
button-stale = 这个按钮已失效，请重新提问。

more-passages = 文件中的其他相关段落：

secretariat-asked = 您的问题已转给秘书处。
secretariat-has-it = 秘书处已收到这个问题。

proof-version = 首次引用于 { $date } · 版本 { $version }
proof-revised-same = 文件此后有修订，这句话一字未变。
proof-revised = 文件此后有修订，现行文本中已没有这句原话。
proof-document-gone = 这份文件已不在文件库中。
proof-not-found = 没有这条出处，或者您无权查看。
section-page = 第 { $page } 页，共 { $pages } 页
file-gone = 原始文件已不存在。
file-as-text = 原始文件已有变动，以下是当时所引用的文本。

search-without-words = 请在命令后面写上关键词，例如：/search 会费标准
search-found =
    { $pages ->
        [1] 找到的段落：
       *[other] 找到的段落（第 { $page } 页，共 { $pages } 页）：
    }
search-nothing = 没有找到相关段落。
search-none-with-words = 没有段落含有这些词。含义最接近的段落{ $pages ->
        [1] ：
       *[other] （第 { $page } 页，共 { $pages } 页）：
    }

documents-page =
    共 { $documents } 份文件{ $pages ->
        [1] {""}
       *[other] （第 { $page } 页，共 { $pages } 页）
    }
documents-also-en = 另有英文版
documents-also-zh = 另有中文版
documents-none = 文件库里还没有文件。
documents-wanted = 您要哪一份？点编号即可收到原始文件。

feedback-good = 谢谢！
feedback-bad = 谢谢您的反馈。
feedback-what = 请问这个回答有什么问题？
reason-wrong = 内容有误
reason-incomplete = 不够完整
reason-outdated = 已经过时
reason-other = 其他问题
feedback-comment = 已记录：{ $reason }。如愿补充说明，请在 10 分钟内直接发送；如果您发送的是问题，则照常回答。
feedback-kept = 谢谢您，反馈已与该回答一并保存。

new-topic = 好的，我们换个话题。您想了解什么？

answer-as-of = 📅 以上为截至 { $day } 的情况。发送 /asof 结束。
as-of-begun = 从现在起，我按 { $day } 的情况回答：以当时有效的文件为准。单独发送 /asof 结束。
as-of-ended = 我按今天的情况回答。
as-of-which = 哪一天？请写成 /asof 2022-06-01；单独发送 /asof 结束。

language-which = Which language shall I speak? 您希望使用哪种语言？
language-chosen = 好的，以后我用中文与您交流。

command-ask = 就文件提问
command-search = 查找段落
command-documents = 全部文件及其是否有效
command-new = 换个话题
command-asof = 按另一天的情况回答
command-language = English 或中文
command-help = 使用说明
bot-description = 我根据本组织的文件，用中文或英文回答成员的问题。每句话都有编号，点一下编号相同的按钮，即可查看原文所在的段落。
bot-short-description = 依据本组织文件作答，出处可查。

known-title = 标题
known-number = 文号
known-publisher = 发文单位
known-published = 发布日期
known-adopted = 通过日期
known-revised = 修订日期
known-effective-from = 生效日期
known-effective-until = 有效期至
known-supersedes = 取代
known-amends = 修改
known-from-text = 正文
known-from-front-matter = 文件开头的信息栏
known-from-sidecar = 另附的信息文件
known-from-file = 文件属性
known-from-file-name = 文件名
known-line =
    { $name }：{ $value }（{ $origin }{ $sure ->
        [yes] {""}
       *[no] ，不确定
    }{ $said }）
known-quote = ：“{ $quote }”
documents-facts = 点编号可查看文件的已知信息及其出处。
facts-none = 没有这份文件的已知信息。
guest-not-found = 在对全体成员开放的文件中没有找到答案。请私下向我提问：{ $bot }
