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
file-new = 新文件。
file-version = { $path } 的新版本。
file-copy = 副本：内容与“{ $title }”完全相同。
file-changed = 有变动的部分：
file-warnings = 读取时的情况：
file-button-add = 添加
file-button-beside = 另行添加
file-button-replace = 替换旧文件
file-button-collection = 文件集
file-button-undo = 撤销
file-dropped = 未添加 { $name }。
file-adding = 正在添加 { $path }，可以作答时会再通知您。
file-replacing = 正在替换 { $path }，新内容可以作答时会再通知您。
file-read = 已读取 { $path }，现在起可据此作答。
file-read-failed = { $path } 已在文件夹中，但无法读取：{ $reason }
file-undone = { $path }：已撤销，恢复为之前的内容。

command-library = 文件：查看读取结果、原始文件，移除
library-title =
    { $count ->
        [0] 没有符合的文件。
       *[other] 共 { $count } 份文件
    }{ $pages ->
        [1] {""}
       *[other] （第 { $page }/{ $pages } 页）
    }发送“/library 关键词”可查找。点编号可打开；发来的文件会被添加。
library-remove = 移除
library-remove-ask = 确定将 { $path } 移出文件夹吗？一天之内可以撤销。
library-remove-yes = 是，移除
library-removed = { $path } 已移除，不再据此作答。
