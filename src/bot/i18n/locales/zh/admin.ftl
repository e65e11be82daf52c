# 非成员、离开的成员和秘书处看到的文字。

gate-stranger =
    本机器人依据本组织的文件为成员解答问题，您目前不在成员名单中。

    如果您是成员，请向秘书处索取邀请，并告知您的 Telegram ID：{ $id }
gate-stranger-short = 本机器人仅为成员解答。请私聊我，了解如何加入。
gate-unchecked = 暂时无法确认您是否在成员群中，请过几分钟再问。
gate-unchecked-short = 暂时无法确认您的成员身份，请稍后再试。
gate-inline = 仅限成员：如何加入
gate-anonymous = 我看不到是谁在提问。请以您本人的身份发言，不要以群组或频道的身份。

invitation-joined = 欢迎加入，您现在可以提问了。
invitation-came =
    { $who } 已通过您的邀请加入{ $noted ->
        [yes] ：{ $note }
       *[no] 。
    }
invitation-used = 此邀请已被使用。每个邀请仅限一人，请向秘书处索取新的邀请。
invitation-expired = 此邀请已于 { $day } 过期，请向秘书处索取新的邀请。
invitation-unknown = 无法识别此邀请。请检查链接是否完整，或向秘书处索取新的邀请。

admin-only = 此功能仅供秘书处使用。
admin-not-yours = 转发的命令或其他机器人代写的命令不会执行。如需执行，请您亲自输入。
admin-private = 请在私聊中发送此命令，其内容不宜在群中显示。（本群的 ID，可用于 MEMBERS_GROUP 设置：{ $group }）

command-members = 成员名单
command-invite = 邀请新成员
command-remove = 取消某人的权限
command-collection = 各文件夹的查看权限
command-unanswered = 提交给秘书处的问题
command-stats = 问答统计
command-ingest = 立即读取更新的文件
command-mydata = 获取您的全部记录
command-forget = 删除您的记录

members-title =
    共 { $count } 人可以提问{ $pages ->
        [1] {""}
       *[other] （第 { $page }/{ $pages } 页）
    }
members-invitations =
    { $count ->
        [0] 没有未使用的邀请。发送 /invite 可生成邀请。
       *[other] 有 { $count } 个邀请尚未使用。
    }
members-open = ACCESS 设为 open：任何人都可以提问。名单中是提问过的人。
members-group = 成员群中的所有人都可以提问。名单中仅列出已提问过的人。
member-admin = 管理员
member-list = 来自 MEMBERS 设置
member-invited = 受邀，{ $day } 加入
member-group = 来自成员群
member-open = 开放提问
member-seen = 最近使用 { $day }
member-unseen = 尚未使用
remove-ask = 确定取消 { $who } 的权限吗？之后可以重新邀请。
remove-yes = 取消权限
remove-no = 保留
remove-done = { $who } 已不能提问。可通过 /invite 重新邀请。
remove-admin = { $who } 是管理员。如需移除管理员，请从 ADMINS 设置中删去该 ID，然后重启机器人。
remove-whom = 请指明是谁：在 /remove 后写上对方的 ID，或机器人见过的 @用户名；也可以回复对方的消息并发送 /remove。

invite-link =
    { $link }

    此链接仅供一人使用一次，有效期至 { $until }。请只转发给本人{ $noted ->
        [yes] ：{ $note }
       *[no] 。
    }
invite-copy = 复制链接

collections-title = 共 { $count } 个文件集（即文件夹）：
collections-none = 目前没有文件。请将文件放入文件夹，然后发送 /ingest。
collections-how =
    /collection 名称：查看谁可以看
    /collection 名称 限制：仅限管理员和名单上的人
    /collection 名称 允许 @ada：将某人加入名单（也可用 ID，或回复其消息）
    /collection 名称 移除 @ada：将某人移出名单
    /collection 名称 开放：对全体成员开放
collection-documents = { $count } 份文件
collection-open = 全体成员
collection-restricted =
    { $count ->
        [0] 仅限管理员
       *[other] 管理员和 { $count } 名成员
    }
collection-is-open = { $name }：对全体成员开放。
collection-is-restricted =
    { $count ->
        [0] { $name }：仅限管理员。
       *[other] { $name }：仅限管理员和以下成员：
    }
collection-unknown = 没有名为“{ $name }”的文件集。发送 /collection 可列出全部；发送“/collection 名称 限制”可预先限制将要添加的文件夹。
collection-help = 不清楚要对“{ $name }”做什么，请加上：限制、允许、移除或开放。详见 /collection。
collection-whom = 请指明是谁：写上对方的 ID，或机器人见过的 @用户名；也可以回复对方的消息。
collection-not-on-list = { $who } 不在 { $name } 的名单上。

unanswered-none =
    { $sought ->
        [yes] 没有含“{ $words }”的待答复问题。
       *[no] 没有等待秘书处回答的问题。
    }
unanswered-title =
    提交给秘书处的问题共 { $count } 个{ $pages ->
        [1] {""}
       *[other] （第 { $page }/{ $pages } 页）
    }。发送“/unanswered 关键词”可查找。点编号可打开：

stats-period =
    { $days ->
        [1] 最近 24 小时
       *[other] 最近 { $days } 天
    }：{ $askers } 人提问 { $questions } 次
    已回答 { $answered }，不确定 { $unsure }，未找到 { $notFound }，提交秘书处 { $unanswered }
    👍 { $good } 👎 { $bad }
stats-unanswered = 待答复的问题
stats-missed = 未找到答案的问题
stats-feedback = 成员的差评
stats-now =
    名单人数：{ $members }
    文件：{ $documents }
    等待处理：{ $inbox }，等待发送：{ $outbox }

ingest-started = 正在读取文件……
ingest-running = 文件正在读取中，完成后会发送报告。
ingest-progress =
    { $stage ->
        [reading] 读取
        [embedding] 建立索引
        [storing] 保存
       *[publishing] 发布
    }：{ $done }/{ $total }
progress-pace =
    ，每{ $per ->
        [second] 秒
       *[minute] 分钟
    } { $rate } 个，大约还需 { $left } { $unit ->
        [second] 秒
        [minute] 分钟
       *[hour] 小时
    }
ingest-done =
    完成：文件库共有 { $documents } 份文件{ $editions ->
        [yes] （连同各语种版本共 { $files } 份）
       *[no] {""}
    }，其中 { $unchanged } 份未变。
ingest-added = 新增（{ $count }）：
ingest-changed = 已更新（{ $count }）：
ingest-removed = 已移除（{ $count }）：
ingest-unread = 无法读取（{ $count }）：
ingest-scanned = 扫描件，接下来识别文字（{ $count }）：
ingest-kept = 仍以旧版本作答
ingest-references = 文件间的引用有问题（{ $count }）：
ingest-moved = 已改名，原有引用继续有效（{ $count }）：
ingest-moved-line = { $before } → { $path }
ingest-collections = 新文件集（{ $count }）。全体成员均可查看，如需限制请用 /collection：
ingest-more = ……另有 { $count } 项
ingest-all-the-same = 文件夹确已清空：全部移出
replaces-ask = “{ $by }”似乎取代了“{ $of }”，是这样吗？在您确认之前，两份文件都照常用于回答。
replaces-yes = 是，已取代
replaces-no = 不是
replaces-said = “{ $by }”取代“{ $of }”：旧文件的内容会注明已被取代。
replaces-denied = “{ $by }”不取代“{ $of }”。
folder-ask = 文件夹“{ $name }”看起来并非对所有人开放，在您决定之前，只有管理员能看到其中的文件。谁可以查看？
folder-keep = 仅限管理员
folder-open = 全体成员
folder-opened = { $name }：对全体成员开放。
folder-kept = { $name }：仅限管理员。发送“/collection { $name } 允许 @ada”可让某人查看。
folder-not-written = 文件夹无法写入。您添加的内容已保留，一旦可以写入就会写入：{ $reason }
ingest-failed = 文件读取失败：{ $reason }

own-private = 请在私聊中发送此命令。
mydata-nothing = 没有保存任何与您有关的记录。
mydata-caption = 这是保存的与您有关的全部记录。
forget-ask =
    确定删除与您有关的全部记录吗？包括您的提问与回答、反馈、姓名和语言设置。删除后无法恢复。

    您的 Telegram ID 会保留在可否提问的名单上；最近一天的提问时间会保留一天，用于计算提问次数上限。聊天窗口中的内容需由您在 Telegram 中自行删除。
forget-yes = 删除
forget-no = 保留
forget-kept = 未删除任何记录。
forget-done =
    已删除 { $total } 条记录
    对话、搜索和反馈：{ $conversations }
    姓名和语言：{ $membership }
    等待处理的消息：{ $inbox }，等待发送的消息：{ $outbox }
    今天使用语言模型的次数：{ $model }

model-trouble = 语言模型暂时无法使用。在此期间，成员收到文件原文，并得知暂停撰写回答。原因与处理办法：

    { $trouble }

rights-distrusted = { $kind ->
        [lost] 我记录权限的文件（state.sqlite）是新的，而以前有过一个。
        [older] 我记录权限的文件（state.sqlite）比文件库所记的要旧。
        [changed] 我记录权限的文件（state.sqlite）中的权限与所做的决定不符：文件可能已损坏。
        [replaced] 我记录权限的文件（state.sqlite）在我运行时被替换或删除了。
       *[cut] 我记录权限的文件（state.sqlite）不完整了。
    }在处理好之前，成员只能看到对全体成员开放的文件集，被移除的人也不会恢复。{ $kind ->
        [replaced] 请停止我，放回正确的文件，再重新启动。
        [cut] 请停止我，恢复最近的备份，再重新启动。
       *[other] 请停止我，恢复 state.sqlite 的最近备份，再重新启动。如果没有备份，可以按我现有的继续。
    }
rights-button = 按现有的继续
rights-sure = 确定吗？原来受限的文件集仍然受限，名单为空：请用 /collection 重新加人。被移除的人仍然被移除。受邀的人可能需要重新邀请。
rights-yes = 确定，继续
rights-no = 不
rights-accepted = 好了：几秒后权限以我现有的为准。请查看 /collection 和 /members。
rights-trusted = 这件事已经处理好了。
updates-refused = 我收不到消息了，每分钟重试一次。{ $reason }
embedder-away = 向量服务不可用，问题暂时仅凭字词作答，回答中有说明。

    { $reason }

command-guests = 是否在未加入的聊天中作答
guests =
    { $is ->
        [on] 访客模式已开启：成员在任何聊天中写 { $bot } 并提问，都会在那里得到回答，内容只来自对全体成员开放的文件，该聊天中的人都能看到。发送 /guests off 可关闭。
       *[off] 访客模式已关闭。发送 /guests on 后，成员在任何聊天中写 { $bot } 并提问，都会在那里得到回答，内容只来自对全体成员开放的文件，该聊天中的人都能看到。另需在 @BotFather 中允许访客模式。
    }
