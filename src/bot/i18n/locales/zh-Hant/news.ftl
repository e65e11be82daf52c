# 文件的變動：有哪些變化，哪些回答受到影響。

command-news = 文件有哪些變化
news-came = 新增
news-changed = 有改動
news-began = 現已生效
news-ended = 不再有效
news-gone = 已移除
news-none = 最近 { $days } 天，您可以查看的文件沒有變化。
news-title =
    最近 { $days } 天，文件有 { $count } 處變化{ $pages ->
        [1] ：
       *[other] （第 { $page }/{ $pages } 頁）：
    }
news-weekly = 每週發給我
news-weekly-end = 不再每週傳送
news-weekly-begun = 每週一次，在白天用一條消息把變化發給您；沒有變化就不發。
news-weekly-ended = 不再向您每週傳送變化。
news-digest =
    本週文件有 { $count } 處變化{ $more ->
        [0] ：
       *[other] ；另有 { $more } 處見 /news：
    }
news-secretariat =
    文件有 { $count } 處變化{ $more ->
        [0] ：
       *[other] ；另有 { $more } 處，請在私聊中用 /news 查看：
    }

changed-title = 您 { $day } 得到的回答有變化
changed-before = 文件原文
changed-after = 現在的文字
changed-gone = 該文件已不在文件庫中。
changed-ended = 現在：{ $standing }。
changed-no-more = 文件已沒有這段文字。
