# 設定、伺服器和磁碟的問題，英文原樣見 en 資料夾。


# 設定

problem-setting = { $setting } { $what }，目前為 { $got }
problem-setting-secret = { $setting } { $what }
problem-must-number = 應為 { $from } 至 { $to } 的整數
problem-must-amount = 應為金額，如 2.5
problem-must-http = 應為以 http:// 或 https:// 開頭的位址
problem-must-https = 應為以 https:// 開頭的位址
problem-must-host = 應為主機和連接埠，如 127.0.0.1:8080
problem-must-ids = 應為 Telegram 使用者 ID，如 123456789, 987654321
problem-must-zone = 應為時區的全名，如 Asia/Shanghai（中國全境）、Europe/Berlin 或 UTC
problem-must-embedder = 應為 minilm、folder 或 openai
problem-must-switch = 應為 on 或 off
problem-must-grounding = 應為 strict 或 words
problem-must-access = 應為 members 或 open
problem-must-level = 應為其中之一：{ $names }
problem-must-key = 應為一行普通字元，與服務商給出的一致
problem-must-secret = 應為 16 至 256 個字母、數字、_ 和 -
problem-must-group = 應為群組的 ID，如 -1001234567890
problem-token = 不像是權杖
problem-token-advice = 請向 @BotFather 索取
problem-embedder-openai = EMBEDDER 為 openai，但 OPENAI_API_KEY 和 OPENAI_BASE_URL 都沒有設定
problem-embedder-openai-advice = 請設定其一，或改為 EMBEDDER=minilm
problem-embedder-folder = EMBEDDER 為 folder，但 EMBEDDING_MODEL_DIR 沒有設定
problem-embedder-folder-advice = 請設定，或改為 EMBEDDER=minilm
problem-webhook = WEBHOOK_SECRET 沒有設定，這樣任何人都能向 WEBHOOK_URL 傳送更新
problem-webhook-advice = 請設定 16 個以上的字元
problem-cost = MODEL_COST_PER_DAY 需要有價格才能計算
problem-cost-advice = 請設定 MODEL_PRICE_INPUT 和 MODEL_PRICE_OUTPUT
problem-no-setting = .env 中的 { $name } 不是設定項，不起作用
problem-no-setting-near = 是不是 { $meant }？
problem-no-setting-advice = 現有的設定項見 .env.example

# 模型伺服器和 Telegram

problem-server-none = 無法連線（{ $detail }）
problem-server-none-bare = 無法連線
problem-server-none-advice = 請檢查網路和服務位址
problem-server-said = { $fault }（{ $status }），傳回：{ $quote }
problem-server-silent = { $fault }（{ $status }）
problem-server-credit = 餘額不足
problem-server-credit-advice = 請儲值，或換一個金鑰
problem-server-key = API 金鑰不被接受
problem-server-key-advice = 請檢查金鑰，或新建一個
problem-server-right = API 金鑰沒有此項權限
problem-server-right-advice = 請檢查其專案和權限
problem-server-model = 沒有這個模型或位址
problem-server-model-advice = 請檢查模型名稱和服務位址
problem-server-slow = 請求逾時
problem-server-many = 請求過於頻繁
problem-server-failed = 伺服器出錯
problem-server-refused = 請求被拒絕
problem-server-refused-advice = 請檢查模型、其維數和限制
problem-try-again = 請重試
problem-try-later = 請稍後重試
problem-telegram-token = Telegram 不接受權杖（{ $detail }）
problem-telegram-token-advice = 請向 @BotFather 索取正確的權杖，寫入 TELEGRAM_BOT_TOKEN 後重新啟動

# 磁碟和備份

problem-backup-written = 無法寫入備份
problem-backup-copied = 無法備份
problem-backup-nothing = 沒有可以備份的內容
problem-backup-nothing-advice = 請把 DATA_DIR 設為機器人存放資料的資料夾
problem-backup-differs = 寫入的內容與讀出的不一致
problem-backup-differs-advice = 請檢查磁碟，或寫到另一個磁碟
problem-cannot-write = 無法寫入
problem-state-opened = 無法開啟 { $which }
problem-state-written = 無法寫入 { $which }
problem-lock = 無法取得鎖
problem-newer = { $which } 由較新版本的 Docket 寫入
problem-newer-advice = 請更新本程式
problem-disk-busy = 另一個程序正在寫入
problem-disk-read-only = 它是唯讀的
problem-disk-read-only-advice = 請給此使用者寫入該資料夾的權限
problem-disk-failed = 磁碟出錯，或無法擴大檔案
problem-disk-failed-advice = 請檢查磁碟和剩餘空間
problem-disk-damaged = 它已損壞
problem-disk-full = 磁碟已滿
problem-disk-full-advice = 請騰出空間；之前儲存的內容仍在
problem-disk-path = 無法開啟檔案
problem-disk-path-advice = 請檢查路徑和權限
problem-disk-no-database = 它不是 SQLite 檔案
problem-restore = 請還原備份
problem-restore-or-remove = 請還原備份，或刪除它，以便根據文件重建
problem-restore-latest = 請還原最近的備份；它無法重建，且其中記錄了誰可以看什麼
problem-disk-missing = 沒有這個檔案或資料夾（{ $code }，{ $detail }）
problem-folder-away = 資料夾不存在，也無法建立
problem-folder-away-advice = 請檢查其權限
problem-folder-outside = 它指向資料夾之外
