# 管理員發來的文件：是什麼，以及處理結果。
file-too-big = { $name } 太大，無法獲取：Telegram 只向機器人提供 20 MB 以內的文件。請將其放入資料夾，或運行本地 Bot API 服務器（TELEGRAM_API_ROOT）。
file-lost = Telegram 已沒有 { $name }，請重新傳送。
file-unread = 無法讀取 { $name }，不能成為文件：{ $reason }
file-from = { $day } 起施行
file-until = 有效期至 { $day }
file-size =
    { $pages ->
        [0] { $characters } 個字符
       *[other] { $pages } 頁，{ $characters } 個字符
    }
file-where =
    文件集 { $collection }：{ $where ->
        [all] 對全體成員開放
       *[closed] 僅限管理員和名單上的人
    }
file-top = /（不在資料夾中，對全體成員開放）
file-where-top =
    不在任何文件集中：{ $where ->
        [all] 對全體成員開放
       *[closed] 僅限管理員
    }
file-new = 新文件。
file-version = { $path } 的新版本。
file-version-inside = 其中有 { $path } 的新版本。
file-copy = 副本：內容與「{ $title }」完全相同。
file-changed = 有變動的部分：
file-warnings = 讀取時的情況：
file-button-add = 添加
file-button-beside = 另行添加
file-button-replace = 替換舊文件
file-button-collection = 文件集
file-button-undo = 撤銷
file-dropped = 未添加 { $name }。
file-adding =
    { $count ->
       *[other] 正在添加 { $path }，可以作答時會再通知您。
    }
file-not-yet = { $day }起才施行，在此之前舊文件仍然有效：請另行添加。
file-button-supersedes = 取代……
file-replacing = 正在替換 { $path }，新內容可以作答時會再通知您。
file-read =
    { $count ->
       *[other] 已讀取 { $path }，現在起可據此作答。
    }
file-read-failed = { $path } 已在資料夾中，但無法讀取：{ $reason }
file-undone = { $path }：已撤銷，恢復為之前的內容。
command-library = 文件：查看讀取結果、原始文件，移除
library-title =
    { $count ->
        [0] 沒有符合的文件。
       *[other] 共 { $count } 份文件{ $pages ->
            [1] 。
           *[other] （第 { $page }/{ $pages } 頁）。
        }
    }傳送「/library 關鍵詞」可查找。點編號可打開；發來的文件會被添加。
library-remove = 移除
library-remove-ask = 確定將 { $path } 移出資料夾嗎？一天之內可以撤銷。
library-remove-yes = 是，移除
library-removed = { $path } 已移除，不再據此作答。

file-supersedes = 取代：{ $titles }

facts-button = 信息
facts-title = 該文件的信息。點按鈕可修改；所寫內容保存在文件旁的 .meta.yaml 中。
facts-unknown = –
facts-as-stated = 以文件為准
fact-title = 標題
fact-number = 文號
fact-publisher = 發文單位
fact-published = 發布日期
fact-effective-from = 施行日期
fact-effective-until = 有效期至
fact-supersedes = 取代
fact-name = 文件名
facts-prompt =
    「{ $title }」的{ $fact }現為：{ $now }
    請回覆本消息，寫明{ $kind ->
        [day] 日期，如 2026-11-28 或 2026年11月28日。
        [document] 被取代文件的文號、標題或文件名。
       *[words] 新的內容。
    }
facts-wrong =
    { $kind ->
        [day] 無法識別日期「{ $text }」：請寫成 2026-11-28 或 2026年11月28日，並回覆同一條消息。
        [document] 「{ $text }」不能確定是哪一份文件：請回覆文號或完整標題。傳送「/library 關鍵詞」可查找。
        [sidecar] 文件旁的資訊檔無法讀取，因此不會覆蓋。請先在資料夾中修正。
       *[words] 不能寫「{ $text }」。
    }
facts-stated =
    { $stated ->
        [yes] { $path } 的{ $fact }：{ $value }。讀取後會再通知您。
       *[no] { $path } 的{ $fact }：以文件本身為准。讀取後會再通知您。
    }
facts-move = 將 { $path } 放到哪裡？一天之內可以撤銷。
facts-moved = { $from } 現為 { $to }。讀取後會再通知您。
facts-taken = { $to } 已存在，{ $from } 保持不變。
folder-new = 新增資料夾……
folder-new-prompt = 請回覆本訊息，寫明新資料夾的名稱。新資料夾對全體成員開放，可用 /collection 另行規定。

file-insides = 其中有 { $count } 個文件：
file-inside =
    { $name }：{ $is ->
        [new] 新文件
        [version] 與 { $of } 相似
        [copy] 「{ $of }」的副本
       *[unread] 無法讀取（{ $of }）
    }
album-title = 一起發來了 { $count } 個文件
album-add = 全部添加
album-each = 逐個查看

propose-ask = 只有秘書處可以添加文件。要以您的名義將 { $name } 提交給秘書處吗？
propose-yes = 提交
propose-no = 不用
propose-kept-nothing = 沒有保存該文件的任何內容。
propose-lost = 找不到該文件了，請重新傳送。
propose-too-many = 您已有 { $most } 個文件在等待秘書處決定，請等其中一個有結果後再提交。
propose-unread = 無法讀取 { $name }，不能成為文件。
propose-sent = 已將 { $name } 提交給秘書處，有決定時會通知您。
propose-by = 由 { $who } 提交
propose-added = 秘書處已添加您提交的文件：{ $name }。
propose-dropped = 秘書處沒有添加您提交的文件：{ $name }。
