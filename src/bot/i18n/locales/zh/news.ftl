# 文件的变动：有哪些变化，哪些回答受到影响。

command-news = 文件有哪些变化
news-came = 新增
news-changed = 有改动
news-began = 现已生效
news-ended = 不再有效
news-gone = 已移除
news-none = 最近 { $days } 天，您可以查看的文件没有变化。
news-title =
    最近 { $days } 天，文件有 { $count } 处变化{ $pages ->
        [1] ：
       *[other] （第 { $page }/{ $pages } 页）：
    }
news-weekly = 每周发给我
news-weekly-end = 不再每周发送
news-weekly-begun = 每周一次，在白天用一条消息把变化发给您；没有变化就不发。
news-weekly-ended = 不再向您每周发送变化。
news-digest =
    本周文件有 { $count } 处变化{ $more ->
        [0] ：
       *[other] ；另有 { $more } 处见 /news：
    }
news-secretariat =
    文件有 { $count } 处变化{ $more ->
        [0] ：
       *[other] ；另有 { $more } 处，请在私聊中用 /news 查看：
    }

changed-title = 您 { $day } 得到的回答有变化
changed-before = 文件原文
changed-after = 现在的文字
changed-gone = 该文件已不在文件库中。
changed-ended = 现在：{ $standing }。
changed-no-more = 文件已没有这段文字。
