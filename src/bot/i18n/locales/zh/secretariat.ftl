# 提交给秘书处的问题：秘书处看到的，以及提问者可做的。

command-asked = 您提交给秘书处的问题
command-secretariat = 成员的问题发往何处

card-title = 问题 { $id }
card-state =
    { $state ->
        [waiting] 等待答复
        [seen] { $who } 已查看
        [taken] { $who } 正在答复
        [answered] { $who } 已答复
        [pointed] { $who } 已指明文件
        [declined] { $who } 表示不属于秘书处答复范围
        [aside] { $who } 已搁置
       *[withdrawn] 提问者已撤回
    }
card-nearest =
    { $count ->
        [0] 没有可在此显示的相近段落。请回复本消息作答。
       *[other] 文件中最接近的段落（回复本消息即可作答）：
    }
card-answer = 答复
card-document = 文件中有答案
card-decline = 不归我们答复
card-decline-yes = 是，告知提问者
card-aside = 搁置
card-aside-yes = 是，搁置
card-seen = 已查看
card-back = 返回
card-erased =
    { $open ->
        [yes] 问题 { $id } 已撤回：提问者删除了自己的全部记录。
       *[no] 问题 { $id } 已应提问者要求删除。
    }

receipt =
    { $state ->
        [waiting] 您的问题已转给秘书处，并附上了您的姓名（问题 { $id }）。答复会发到这里。
        [seen] 秘书处已看到您的问题 { $id }。答复会发到这里。
        [taken] 秘书处正在答复您的问题 { $id }。
        [answered] 秘书处已答复您的问题 { $id }。
        [pointed] 秘书处已为您的问题 { $id } 指明了文件。
        [declined] 秘书处表示无法答复您的问题 { $id }。
       *[withdrawn] 您已撤回问题 { $id }。
    }
receipt-withdraw = 撤回
asked-none = 您还没有向秘书处提交问题。没有找到答案时，回复下方有提交的按钮。
asked-title = 您提交给秘书处的问题：
asked-line =
    { $id } · { $state ->
        [waiting] 等待中
        [seen] 已查看
        [taken] 正在答复
        [answered] 已答复
        [pointed] 已指明文件
        [declined] 不属于秘书处答复范围
       *[withdrawn] 已撤回
    }
asked-withdraw = 撤回 { $id }

secretariat-answers = 秘书处对您的问题答复如下：
secretariat-declines = 秘书处表示，以下问题不属于秘书处的答复范围，无法答复：
secretariat-points = 秘书处指出，您的问题在以下文件中有答案：
secretariat-word = 以上是秘书处 { $day }的答复，并非摘自文件。

desk-prompt =
    { $where ->
        [private] 请直接写出对问题 { $id } 的答复。
       *[group] { $who }：请回复本消息，写出对问题 { $id } 的答复。
    }发出前会先让您预览。
desk-taken = { $who } 自 { $since } 起正在答复。如仍要作答，请直接回复该消息。
desk-seen = 提问者会看到您已查看。
desk-declined = 已告知提问者。
desk-aside = 已搁置，不会告知任何人。
desk-which = 哪一段回答了这个问题？
desk-pointed = 已告知提问者出处。
desk-not-theirs = 提问者无权查看这份文件，请用您自己的话答复。
desk-closed =
    { $known ->
        [yes] 无需再处理：{ $who } 已处理此问题（{ $state ->
            [answered] 已答复
            [pointed] 已指明文件
           *[declined] 不属于秘书处答复范围
        }）。
       *[no] 无需再处理：提问者已撤回此问题。
    }
desk-text-only = 只能用文字答复。请以回复该消息的方式写出。
desk-too-long = 内容超出一条消息的长度，请不要超过 { $most } 个字符。
desk-reminder = 还有 { $count } 个问题等待秘书处答复，最早的是问题 { $id }（{ $since }）。
desk-reminder-open = 打开问题 { $id }
desk-here =
    今后提交给秘书处的问题会发到这里{ $count ->
        [0] 。
       *[other] ；目前有 { $count } 个待答复（在私聊中发送 /unanswered）。
    }这里的所有人都能看到问题，但只有管理员的按钮和回复有效。不对全体成员开放的段落只私下发给管理员。
desk-here-private = 请在要接收问题的群组或话题中发送“/secretariat here”。未设置时，问题会私下发给每位管理员。
desk-off = 今后问题会私下发给每位管理员。
desk-where =
    { $set ->
        [here] 提交给秘书处的问题发到这里。发送“/secretariat off”可改为私下发给每位管理员。
        [yes] 提交给秘书处的问题发往另一个聊天。在目标聊天中发送“/secretariat here”可更改；发送“/secretariat off”可改为私下发给每位管理员。
       *[no] 提交给秘书处的问题会私下发给每位管理员。在群组中发送“/secretariat here”可改为发到该群。
    }
desk-lost =
    我已无法在秘书处的聊天中发言，今后问题会私下发给每位管理员。{ $count ->
        [0] 目前没有待答复的问题。
       *[other] 目前有 { $count } 个待答复：/unanswered。
    }

draft-preview = 您对问题 { $id } 的答复将如下所示：
draft-same = 以下问题似乎问的是同一件事。请勾选此答复同样适用的问题：
draft-send =
    { $count ->
        [1] 发送
       *[other] 发送给 { $count } 人
    }
draft-drop = 放弃
draft-dropped = 已放弃，没有发送。
draft-sent =
    { $count ->
        [0] 没有发送
        [1] 已发送
       *[other] 已发送给 { $count } 人
    }{ $left ->
        [0] 。
       *[other] ；{ $left } 人已无权提问，没有收到。
    }
draft-not-sent = 没有发送。

command-missed = 文件未能回答的问题
command-feedback = 成员认为有误的回答

card-missed = 由一位成员提出，文件中没有找到答案
card-feedback = 由一位成员提出，回答被认为有误
asked-times =
    { $count ->
        [1] { $since } 提问 1 次
       *[other] { $days ->
            [one] { $since } 提问 { $count } 次
           *[several] 自 { $since } 起提问 { $count } 次，最近一次 { $last }
        }
    }
missed-none =
    { $sought ->
        [yes] 没有含“{ $words }”而未得到回答的问题。
       *[no] 没有未得到回答的问题。
    }
missed-title =
    共有 { $count } 个问题文件未能回答或不能确定，问法相近的归为一组{ $pages ->
        [1] {""}
       *[other] （第 { $page }/{ $pages } 页）
    }。点编号可打开：
feedback-none =
    { $sought ->
        [yes] 没有含“{ $words }”的待处理反馈。
       *[no] 没有待处理的差评。
    }
feedback-title =
    共有 { $count } 个回答被认为有误{ $pages ->
        [1] {""}
       *[other] （第 { $page }/{ $pages } 页）
    }。
    更正：写出答复、添加术语或更正文件信息。
    已更正：您已用其他方式处理，会告知反馈者。
    已阅：归档，不告知任何人。
feedback-question = 问题：{ $text }
feedback-answer = 回答：{ $text }
feedback-comment-was = “{ $text }”
feedback-button-fix = { $number } 更正
feedback-button-fixed = { $number } 已更正
feedback-button-read = { $number } 已阅
feedback-fixed = 已告知反馈者。
feedback-read = 已归档。
feedback-was-fixed = 您曾反馈以下问题的回答有误，秘书处已作处理，请重新提问：

command-answers = 秘书处的正式答复
official-title = 秘书处正式答复，{ $day }
official-publisher = 秘书处
official-make = 作为正式答复
official-is-one = 这已经是正式答复：/answers。
official-made =
    正式答复 { $id }：片刻之后即可像文件一样被检索和引用，有效期至 { $until }，{ $where ->
        [all] 对全体成员开放
       *[closed] 仅限可查看 { $collection } 的人
    }。发送 /answers 可查看全部。
official-none = 目前没有正式答复。发送答复后，其下方有相应按钮。
official-list =
    共有 { $count } 条正式答复{ $pages ->
        [1] {""}
       *[other] （第 { $page }/{ $pages } 页）
    }。点编号可打开：
official-line =
    { $id } · { $day } · { $state ->
        [current] 有效期至 { $until }
        [ended] 已于 { $until } 到期
        [suspended] 已暂停：其中提到的文件有变动
       *[withdrawn] 已撤回
    } · { $where ->
        [all] 全体成员
       *[closed] { $collection }
    }
official-how = 回复本消息可改写内容。
official-renew = 从今天起延长一年
official-still-right = 仍然正确
official-withdraw = 撤回
official-renewed = 正式答复 { $id } 有效期至 { $until }。
official-withdrawn = 正式答复 { $id } 已撤回，不再被引用。
official-reworded = 正式答复 { $id } 已修改，读取后即以新的内容被引用。
official-suspended = 正式答复 { $id } 提到的文件有变动，在您查看之前不再被引用：/answers。

fix-how =
    { $question }

    如何更正？{ $where ->
        [private] 会告知认为回答有误的成员：直接答复时立即告知，其他情况在文件重新读取后告知。
       *[group] 术语和文件信息请在与我的私聊中更正：/feedback。
    }
fix-answer = 答复
fix-term = 在术语表中添加术语
fix-facts = 更正文件信息
fix-term-prompt = 请回复本消息，写明中文术语和英文，如：光掩模 = photomask。有多个英文说法时用斜杠隔开：photomask / mask。
fix-term-wrong = 无法识别这个术语：请回复同一条消息，依次写明中文术语、等号和英文，英文最多四个，用斜杠隔开。
fix-term-preview =
    { $term } = { $english }{ $had ->
        [yes] （目前为：{ $before }）
       *[no] {""}
    }
    之后将据此以两种语言读取问题和文件。全部文件会在后台重新读取一次。
fix-same = 目前已是如此，无需更改。
fix-yes = 写入
fix-no = 放弃
fix-dropped = 已放弃，未作更改。
fix-term-added = 术语表中已有 { $term } = { $english }。文件据此重新读取后会再通知您。
fix-term-read = { $term } = { $english }：今后据此读取问题和文件。认为回答有误的成员已得到通知。
fix-term-undone = 已撤销 { $term } = { $english }，术语表恢复为之前的内容。
fix-which = 与哪份文件有关？
fix-no-document = 该回答没有依据的文件。请自行答复，或在 /library 中查找。
fix-fact-preview =
    { $stated ->
        [yes] { $path } 的{ $fact }：{ $value }
       *[no] { $path } 的{ $fact }：以文件本身为准
    }
    将写在文件旁；读取后会通知认为回答有误的成员。
fix-fact-stated =
    { $stated ->
        [yes] { $path } 的{ $fact }：{ $value }。读取后会再通知您，并告知认为回答有误的成员。
       *[no] { $path } 的{ $fact }：以文件本身为准。读取后会再通知您，并告知认为回答有误的成员。
    }
glossary-problem =
    无法写入数据文件夹中的术语表。术语已保留，会继续重试。{ $reason }

desk-reminder-set = 今后问题提交 { $hours } 小时后仍未答复时会提醒，之后每隔同样时间再提醒，直到答复。
desk-reminder-how = 请发送“/secretariat 提醒”加小时数（{ $least } 至 { $most }）或天数，例如：“/secretariat 提醒 12”、“/secretariat 提醒 2天”。
desk-reminder-is = 待答复的问题在 { $hours } 小时后提醒；发送“/secretariat 提醒 12”可更改小时数。
