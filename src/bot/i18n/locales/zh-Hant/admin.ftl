# 非成員、離開的成員和秘書處看到的文字。

gate-stranger =
    本機器人依據本組織的文件為成員解答問題，您目前不在成員名單中。

    如果您是成員，請向秘書處索取邀請，並告知您的 Telegram ID：{ $id }
gate-stranger-short = 本機器人僅為成員解答。請私聊我，了解如何加入。
gate-unchecked = 暫時無法確認您是否在成員群中，請過幾分鐘再問。
gate-unchecked-short = 暫時無法確認您的成員身份，請稍後再試。
gate-inline = 僅限成員：如何加入
gate-anonymous = 我看不到是誰在提問。請以您本人的身份發言，不要以群組或頻道的身份。

invitation-joined = 歡迎加入，您現在可以提問了。
invitation-came =
    { $who } 已透過您的邀請加入{ $noted ->
        [yes] ：{ $note }
       *[no] 。
    }
invitation-used = 此邀請已被使用。每個邀請僅限一人，請向秘書處索取新的邀請。
invitation-expired = 此邀請已於 { $day } 過期，請向秘書處索取新的邀請。
invitation-unknown = 無法識別此邀請。請檢查連結是否完整，或向秘書處索取新的邀請。

admin-only = 此功能僅供秘書處使用。
admin-not-yours = 轉發的命令或其他機器人代寫的命令不會執行。如需執行，請您親自輸入。
admin-private = 請在私聊中傳送此命令，其內容不宜在群中顯示。（本群的 ID，可用於 MEMBERS_GROUP 設定：{ $group }）

command-members = 成員名單
command-invite = 邀請新成員
command-remove = 取消某人的權限
command-collection = 各資料夾的檢視權限
command-unanswered = 提交給秘書處的問題
command-stats = 問答統計
command-ingest = 立即讀取更新的文件
command-mydata = 獲取您的全部記錄
command-forget = 刪除您的記錄

members-title =
    共 { $count } 人可以提問{ $pages ->
        [1] {""}
       *[other] （第 { $page }/{ $pages } 頁）
    }
members-invitations =
    { $count ->
        [0] 沒有未使用的邀請。傳送 /invite 可生成邀請。
       *[other] 有 { $count } 個邀請尚未使用。
    }
members-open = ACCESS 設為 open：任何人都可以提問。名單中是提問過的人。
members-group = 成員群中的所有人都可以提問。名單中僅列出已提問過的人。
member-admin = 管理員
member-list = 來自 MEMBERS 設定
member-invited = 受邀，{ $day } 加入
member-group = 來自成員群
member-open = 開放提問
member-seen = 最近使用 { $day }
member-unseen = 尚未使用
remove-ask = 確定取消 { $who } 的權限嗎？之後可以重新邀請。
remove-yes = 取消權限
remove-no = 保留
remove-done = { $who } 已不能提問。可透過 /invite 重新邀請。
remove-admin = { $who } 是管理員。如需移除管理員，請從 ADMINS 設定中刪去該 ID，然後重啟機器人。
remove-whom = 請指明是誰：在 /remove 後寫上對方的 ID，或機器人見過的 @使用者名稱；也可以回覆對方的訊息並傳送 /remove。

invite-link =
    { $link }

    此連結僅供一人使用一次，有效期至 { $until }。請只轉發給本人{ $noted ->
        [yes] ：{ $note }
       *[no] 。
    }
invite-copy = 複製連結

collections-title = 共 { $count } 個文件集（即資料夾）：
collections-none = 目前沒有文件。請將文件放入資料夾，然後傳送 /ingest。
collections-how =
    /collection 名稱：檢視誰可以看
    /collection 名稱 限制：僅限管理員和名單上的人
    /collection 名稱 允許 @ada：將某人加入名單（也可用 ID，或回覆其訊息）
    /collection 名稱 移除 @ada：將某人移出名單
    /collection 名稱 開放：對全體成員開放
collection-documents = { $count } 份文件
collection-open = 全體成員
collection-restricted =
    { $count ->
        [0] 僅限管理員
       *[other] 管理員和 { $count } 名成員
    }
collection-is-open = { $name }：對全體成員開放。
collection-is-restricted =
    { $count ->
        [0] { $name }：僅限管理員。
       *[other] { $name }：僅限管理員和以下成員：
    }
collection-unknown = 沒有名為「{ $name }」的文件集。傳送 /collection 可列出全部；傳送「/collection 名稱 限制」可預先限制將要新增的資料夾。
collection-help = 不清楚要對「{ $name }」做什麼，請加上：限制、允許、移除或開放。詳見 /collection。
collection-whom = 請指明是誰：寫上對方的 ID，或機器人見過的 @使用者名稱；也可以回覆對方的訊息。
collection-not-on-list = { $who } 不在 { $name } 的名單上。

unanswered-none =
    { $sought ->
        [yes] 沒有含「{ $words }」的待答覆問題。
       *[no] 沒有等待秘書處回答的問題。
    }
unanswered-title =
    提交給秘書處的問題共 { $count } 個{ $pages ->
        [1] {""}
       *[other] （第 { $page }/{ $pages } 頁）
    }。傳送「/unanswered 關鍵詞」可查找。點編號可開啟：

stats-period =
    { $days ->
        [1] 最近 24 小時
       *[other] 最近 { $days } 天
    }：{ $askers } 人提問 { $questions } 次
    已回答 { $answered }，不確定 { $unsure }，未找到 { $notFound }，提交秘書處 { $unanswered }
    👍 { $good } 👎 { $bad }
stats-unanswered = 待答覆的問題
stats-missed = 未找到答案的問題
stats-feedback = 成員的差評
stats-now =
    名單人數：{ $members }
    文件：{ $documents }
    等待處理：{ $inbox }，等待傳送：{ $outbox }

ingest-started = 正在讀取文件……
ingest-running = 文件正在讀取中，完成後會傳送報告。
ingest-progress =
    { $stage ->
        [reading] 讀取
        [embedding] 建立索引
        [storing] 儲存
       *[publishing] 發布
    }：{ $done }/{ $total }
progress-pace =
    ，每{ $per ->
        [second] 秒
       *[minute] 分鐘
    } { $rate } 個，大約還需 { $left } { $unit ->
        [second] 秒
        [minute] 分鐘
       *[hour] 小時
    }
ingest-done =
    完成：文件庫共有 { $documents } 份文件{ $editions ->
        [yes] （連同各語種版本共 { $files } 份）
       *[no] {""}
    }，其中 { $unchanged } 份未變。
ingest-added = 新增（{ $count }）：
ingest-changed = 已更新（{ $count }）：
ingest-removed = 已移除（{ $count }）：
ingest-unread = 無法讀取（{ $count }）：
ingest-scanned = 掃描件，接下來辨識文字（{ $count }）：
ingest-kept = 仍以舊版本作答
ingest-references = 文件間的引用有問題（{ $count }）：
ingest-moved = 已改名，原有引用繼續有效（{ $count }）：
ingest-moved-line = { $before } → { $path }
ingest-collections = 新文件集（{ $count }）。全體成員均可檢視，如需限制請用 /collection：
ingest-more = ……另有 { $count } 項
ingest-failed = 文件讀取失敗：{ $reason }

own-private = 請在私聊中傳送此命令。
mydata-nothing = 沒有儲存任何與您有關的記錄。
mydata-caption = 這是儲存的與您有關的全部記錄。
forget-ask =
    確定刪除與您有關的全部記錄嗎？包括您的提問與回答、回饋、姓名和語言設定。刪除後無法恢復。

    您的 Telegram ID 會保留在可否提問的名單上；最近一天的提問時間會保留一天，用於計算提問次數上限。聊天視窗中的內容需由您在 Telegram 中自行刪除。
forget-yes = 刪除
forget-no = 保留
forget-kept = 未刪除任何記錄。
forget-done =
    已刪除 { $total } 條記錄
    對話、搜尋和回饋：{ $conversations }
    姓名和語言：{ $membership }
    等待處理的訊息：{ $inbox }，等待傳送的訊息：{ $outbox }
    今天使用語言模型的次數：{ $model }

model-trouble = 語言模型暫時無法使用。在此期間，成員收到文件原文，並得知暫停撰寫回答。原因與處理辦法：

    { $trouble }
ingest-all-the-same = 資料夾確已清空：全部移出
replaces-ask = 「{ $by }」似乎取代了「{ $of }」，是這樣嗎？在您確認之前，兩份文件都照常用於回答。
replaces-yes = 是，已取代
replaces-no = 不是
replaces-said = 「{ $by }」取代「{ $of }」：舊文件的內容會註明已被取代。
replaces-denied = 「{ $by }」不取代「{ $of }」。
folder-ask = 資料夾「{ $name }」看起來並非對所有人開放，在您決定之前，只有管理員能看到其中的文件。誰可以查看？
folder-keep = 僅限管理員
folder-open = 全體成員
folder-opened = { $name }：對全體成員開放。
folder-kept = { $name }：僅限管理員。傳送「/collection { $name } 允許 @ada」可讓某人查看。
folder-not-written = 資料夾無法寫入。您添加的內容已保留，一旦可以寫入就會寫入：{ $reason }

rights-distrusted = { $kind ->
        [lost] 我記錄權限的檔案（state.sqlite）是新的，而以前有過一個。
        [older] 我記錄權限的檔案（state.sqlite）比文件庫所記的要舊。
        [changed] 我記錄權限的檔案（state.sqlite）中的權限與所做的決定不符：檔案可能已損壞。
        [replaced] 我記錄權限的檔案（state.sqlite）在我執行時被替換或刪除了。
       *[cut] 我記錄權限的檔案（state.sqlite）不完整了。
    }在處理好之前，成員只能看到對全體成員開放的文件集，被移除的人也不會恢復。{ $kind ->
        [replaced] 請停止我，放回正確的檔案，再重新啟動。
        [cut] 請停止我，還原最近的備份，再重新啟動。
       *[other] 請停止我，還原 state.sqlite 的最近備份，再重新啟動。如果沒有備份，可以按我現有的繼續。
    }
rights-button = 按現有的繼續
rights-sure = 確定嗎？原來受限的文件集仍然受限，名單為空：請用 /collection 重新加人。被移除的人仍然被移除。受邀的人可能需要重新邀請。
rights-yes = 確定，繼續
rights-no = 不
rights-accepted = 好了：幾秒後權限以我現有的為準。請查看 /collection 和 /members。
rights-trusted = 這件事已經處理好了。
updates-refused = 我收不到訊息了，每分鐘重試一次。{ $reason }
embedder-away = 向量服務不可用，問題暫時僅憑字詞作答，回答中有說明。

    { $reason }

command-guests = 是否在未加入的聊天中作答
guests =
    { $is ->
        [on] 訪客模式已開啟：成員在任何聊天中寫 { $bot } 並提問，都會在那裡得到回答，內容只來自對全體成員開放的文件，該聊天中的人都能看到。傳送 /guests off 可關閉。
       *[off] 訪客模式已關閉。傳送 /guests on 後，成員在任何聊天中寫 { $bot } 並提問，都會在那裡得到回答，內容只來自對全體成員開放的文件，該聊天中的人都能看到。另需在 @BotFather 中允許訪客模式。
    }
