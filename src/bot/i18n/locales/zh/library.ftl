# 管理员发来的文件：是什么，以及处理结果。

file-too-big = { $name } 太大，无法获取：Telegram 只向机器人提供 20 MB 以内的文件。请将其放入文件夹，或运行本地 Bot API 服务器（TELEGRAM_API_ROOT）。
file-lost = Telegram 已没有 { $name }，请重新发送。
file-unread = 无法读取 { $name }，不能成为文件：{ $reason }
file-from = { $day } 起施行
file-until = 有效期至 { $day }
file-size =
    { $pages ->
        [0] { $characters } 个字符
       *[other] { $pages } 页，{ $characters } 个字符
    }
file-where =
    文件集 { $collection }：{ $where ->
        [all] 对全体成员开放
       *[closed] 仅限管理员和名单上的人
    }
file-top = /（不在文件夹中，对全体成员开放）
file-where-top =
    不在任何文件集中：{ $where ->
        [all] 对全体成员开放
       *[closed] 仅限管理员
    }
file-new = 新文件。
file-version = { $path } 的新版本。
file-version-inside = 其中有 { $path } 的新版本。
file-copy = 副本：内容与“{ $title }”完全相同。
file-changed = 有变动的部分：
file-warnings = 读取时的情况：
file-button-add = 添加
file-button-beside = 另行添加
file-button-replace = 替换旧文件
file-button-collection = 文件集
file-button-undo = 撤销
file-dropped = 未添加 { $name }。
file-adding =
    { $count ->
       *[other] 正在添加 { $path }，可以作答时会再通知您。
    }
file-not-yet = { $day }起才施行，在此之前旧文件仍然有效：请另行添加。
file-button-supersedes = 取代……
file-replacing = 正在替换 { $path }，新内容可以作答时会再通知您。
file-read =
    { $count ->
       *[other] 已读取 { $path }，现在起可据此作答。
    }
file-read-failed = { $path } 已在文件夹中，但无法读取：{ $reason }
file-undone = { $path }：已撤销，恢复为之前的内容。

command-library = 文件：查看读取结果、原始文件，移除
library-title =
    { $count ->
        [0] 没有符合的文件。
       *[other] 共 { $count } 份文件{ $pages ->
            [1] 。
           *[other] （第 { $page }/{ $pages } 页）。
        }
    }发送“/library 关键词”可查找。点编号可打开；发来的文件会被添加。
library-remove = 移除
library-remove-ask = 确定将 { $path } 移出文件夹吗？一天之内可以撤销。
library-remove-yes = 是，移除
library-removed = { $path } 已移除，不再据此作答。

file-supersedes = 取代：{ $titles }

facts-button = 信息
facts-title = 该文件的信息。点按钮可修改；所写内容保存在文件旁的 .meta.yaml 中。
facts-unknown = –
facts-as-stated = 以文件为准
fact-title = 标题
fact-number = 文号
fact-publisher = 发文单位
fact-published = 发布日期
fact-effective-from = 施行日期
fact-effective-until = 有效期至
fact-supersedes = 取代
fact-name = 文件名
facts-prompt =
    “{ $title }”的{ $fact }现为：{ $now }
    请回复本消息，写明{ $kind ->
        [day] 日期，如 2026-11-28 或 2026年11月28日。
        [document] 被取代文件的文号、标题或文件名。
       *[words] 新的内容。
    }
facts-wrong =
    { $kind ->
        [day] 无法识别日期“{ $text }”：请写成 2026-11-28 或 2026年11月28日，并回复同一条消息。
        [document] “{ $text }”不能确定是哪一份文件：请回复文号或完整标题。发送“/library 关键词”可查找。
        [sidecar] 文件旁的信息文件无法读取，因此不会覆盖。请先在文件夹中修正。
       *[words] 不能写“{ $text }”。
    }
facts-stated =
    { $stated ->
        [yes] { $path } 的{ $fact }：{ $value }。读取后会再通知您。
       *[no] { $path } 的{ $fact }：以文件本身为准。读取后会再通知您。
    }
facts-move = 将 { $path } 放到哪里？一天之内可以撤销。
facts-moved = { $from } 现为 { $to }。读取后会再通知您。
facts-taken = { $to } 已存在，{ $from } 保持不变。
folder-new = 新建文件夹……
folder-new-prompt = 请回复本消息，写明新文件夹的名称。新文件夹对全体成员开放，可用 /collection 另行规定。

file-insides = 其中有 { $count } 个文件：
file-inside =
    { $name }：{ $is ->
        [new] 新文件
        [version] 与 { $of } 相似
        [copy] “{ $of }”的副本
       *[unread] 无法读取（{ $of }）
    }
album-title = 一起发来了 { $count } 个文件
album-add = 全部添加
album-each = 逐个查看

propose-ask = 只有秘书处可以添加文件。要以您的名义将 { $name } 提交给秘书处吗？
propose-yes = 提交
propose-no = 不用
propose-kept-nothing = 没有保存该文件的任何内容。
propose-lost = 找不到该文件了，请重新发送。
propose-too-many = 您已有 { $most } 个文件在等待秘书处决定，请等其中一个有结果后再提交。
propose-unread = 无法读取 { $name }，不能成为文件。
propose-sent = 已将 { $name } 提交给秘书处，有决定时会通知您。
propose-by = 由 { $who } 提交
propose-added = 秘书处已添加您提交的文件：{ $name }。
propose-dropped = 秘书处没有添加您提交的文件：{ $name }。
