# 设置、服务器和磁盘的问题，英文原样见 en 文件夹。


# 设置

problem-setting = { $setting } { $what }，目前为 { $got }
problem-setting-secret = { $setting } { $what }
problem-must-number = 应为 { $from } 至 { $to } 的整数
problem-must-amount = 应为金额，如 2.5
problem-must-http = 应为以 http:// 或 https:// 开头的地址
problem-must-https = 应为以 https:// 开头的地址
problem-must-host = 应为主机和端口，如 127.0.0.1:8080
problem-must-ids = 应为 Telegram 用户 ID，如 123456789, 987654321
problem-must-zone = 应为时区的全名，如 Asia/Shanghai（中国全境）、Europe/Berlin 或 UTC
problem-must-embedder = 应为 minilm、folder 或 openai
problem-must-switch = 应为 on 或 off
problem-must-grounding = 应为 strict 或 words
problem-must-access = 应为 members 或 open
problem-must-level = 应为其中之一：{ $names }
problem-must-key = 应为一行普通字符，与服务商给出的一致
problem-must-secret = 应为 16 至 256 个字母、数字、_ 和 -
problem-must-group = 应为群组的 ID，如 -1001234567890
problem-token = 不像是令牌
problem-token-advice = 请向 @BotFather 索取
problem-embedder-openai = EMBEDDER 为 openai，但 OPENAI_API_KEY 和 OPENAI_BASE_URL 都没有设置
problem-embedder-openai-advice = 请设置其一，或改为 EMBEDDER=minilm
problem-embedder-folder = EMBEDDER 为 folder，但 EMBEDDING_MODEL_DIR 没有设置
problem-embedder-folder-advice = 请设置，或改为 EMBEDDER=minilm
problem-webhook = WEBHOOK_SECRET 没有设置，这样任何人都能向 WEBHOOK_URL 发送更新
problem-webhook-advice = 请设置 16 个以上的字符
problem-cost = MODEL_COST_PER_DAY 需要有价格才能计算
problem-cost-advice = 请设置 MODEL_PRICE_INPUT 和 MODEL_PRICE_OUTPUT
problem-no-setting = .env 中的 { $name } 不是设置项，不起作用
problem-no-setting-near = 是不是 { $meant }？
problem-no-setting-advice = 现有的设置项见 .env.example

# 模型服务器和 Telegram

problem-server-none = 无法连接（{ $detail }）
problem-server-none-bare = 无法连接
problem-server-none-advice = 请检查网络和服务地址
problem-server-said = { $fault }（{ $status }），返回：{ $quote }
problem-server-silent = { $fault }（{ $status }）
problem-server-credit = 余额不足
problem-server-credit-advice = 请充值，或换一个密钥
problem-server-key = API 密钥不被接受
problem-server-key-advice = 请检查密钥，或新建一个
problem-server-right = API 密钥没有此项权限
problem-server-right-advice = 请检查其项目和权限
problem-server-model = 没有这个模型或地址
problem-server-model-advice = 请检查模型名称和服务地址
problem-server-slow = 请求超时
problem-server-many = 请求过于频繁
problem-server-failed = 服务器出错
problem-server-refused = 请求被拒绝
problem-server-refused-advice = 请检查模型、其维数和限制
problem-try-again = 请重试
problem-try-later = 请稍后重试
problem-telegram-token = Telegram 不接受令牌（{ $detail }）
problem-telegram-token-advice = 请向 @BotFather 索取正确的令牌，写入 TELEGRAM_BOT_TOKEN 后重新启动

# 磁盘和备份

problem-backup-written = 无法写入备份
problem-backup-copied = 无法备份
problem-backup-nothing = 没有可以备份的内容
problem-backup-nothing-advice = 请把 DATA_DIR 设为机器人存放数据的文件夹
problem-backup-differs = 写入的内容与读出的不一致
problem-backup-differs-advice = 请检查磁盘，或写到另一个磁盘
problem-cannot-write = 无法写入
problem-state-opened = 无法打开 { $which }
problem-state-written = 无法写入 { $which }
problem-lock = 无法取得锁
problem-newer = { $which } 由更新版本的 Docket 写入
problem-newer-advice = 请更新本程序
problem-disk-busy = 另一个进程正在写入
problem-disk-read-only = 它是只读的
problem-disk-read-only-advice = 请给此用户写入该文件夹的权限
problem-disk-failed = 磁盘出错，或无法扩大文件
problem-disk-failed-advice = 请检查磁盘和剩余空间
problem-disk-damaged = 它已损坏
problem-disk-full = 磁盘已满
problem-disk-full-advice = 请腾出空间；之前保存的内容仍在
problem-disk-path = 无法打开文件
problem-disk-path-advice = 请检查路径和权限
problem-disk-no-database = 它不是 SQLite 文件
problem-restore = 请恢复备份
problem-restore-or-remove = 请恢复备份，或删除它，以便根据文件重建
problem-restore-latest = 请恢复最近的备份；它无法重建，且其中记录了谁可以看什么
problem-disk-missing = 没有这个文件或文件夹（{ $code }，{ $detail }）
problem-folder-away = 文件夹不存在，也无法创建
problem-folder-away-advice = 请检查其权限
problem-folder-outside = 它指向文件夹之外
