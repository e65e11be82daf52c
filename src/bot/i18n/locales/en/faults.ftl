# What is wrong with settings, servers and the disk, as the program writes it: see problems.ftl.


# Settings

problem-setting = { $setting } { $what }, got { $got }
problem-setting-secret = { $setting } { $what }
problem-must-number = must be a whole number from { $from } to { $to }
problem-must-amount = must be an amount such as 2.5
problem-must-http = must be an address that starts with http:// or https://
problem-must-https = must be an address that starts with https://
problem-must-host = must be a host and a port, such as 127.0.0.1:8080
problem-must-ids = must be Telegram user ids, such as 123456789, 987654321
problem-must-zone = must be a time zone's full name, such as Asia/Shanghai (all of China), Europe/Berlin or UTC
problem-must-embedder = must be minilm, folder or openai
problem-must-switch = must be on or off
problem-must-grounding = must be strict or words
problem-must-access = must be members or open
problem-must-level = must be one of { $names }
problem-must-key = must be one line of plain characters, as the server gave it
problem-must-secret = must be 16 to 256 letters, digits, _ and -
problem-must-group = must be a group's id, such as -1001234567890
problem-token = does not look like a token
problem-token-advice = get one from @BotFather
problem-embedder-openai = EMBEDDER is openai, but neither OPENAI_API_KEY nor OPENAI_BASE_URL is set
problem-embedder-openai-advice = set one, or EMBEDDER=minilm
problem-embedder-folder = EMBEDDER is folder, but EMBEDDING_MODEL_DIR is not set
problem-embedder-folder-advice = set it, or EMBEDDER=minilm
problem-webhook = WEBHOOK_SECRET is not set, and without it anybody could send updates to WEBHOOK_URL
problem-webhook-advice = set 16 letters or more
problem-cost = MODEL_COST_PER_DAY needs prices to be counted by
problem-cost-advice = set MODEL_PRICE_INPUT and MODEL_PRICE_OUTPUT
problem-no-setting = { $name } in .env is no setting and changes nothing
problem-no-setting-near = did you mean { $meant }?
problem-no-setting-advice = see .env.example for those there are

# Servers of models, and Telegram

problem-server-none = no connection ({ $detail })
problem-server-none-bare = no connection
problem-server-none-advice = check the network and the base URL
problem-server-said = { $fault } ({ $status }), saying { $quote }
problem-server-silent = { $fault } ({ $status })
problem-server-credit = no credit is left
problem-server-credit-advice = add credit, or use another key
problem-server-key = the API key is not accepted
problem-server-key-advice = check it, or make a new one
problem-server-right = the API key has no right to this
problem-server-right-advice = check its project and its permissions
problem-server-model = there is no such model or address
problem-server-model-advice = check the model's name and the base URL
problem-server-slow = the request took too long
problem-server-many = too many requests
problem-server-failed = the server failed
problem-server-refused = the request was refused
problem-server-refused-advice = check the model, its dimensions and its limits
problem-try-again = try again
problem-try-later = try again later
problem-telegram-token = Telegram refuses the token ({ $detail })
problem-telegram-token-advice = get the right one from @BotFather, set TELEGRAM_BOT_TOKEN and start again

# Disk and backup

problem-backup-written = the backup cannot be written
problem-backup-copied = cannot be backed up
problem-backup-nothing = there is nothing to back up
problem-backup-nothing-advice = set DATA_DIR to where the bot keeps its data
problem-backup-differs = what was written reads otherwise
problem-backup-differs-advice = check the disk, or write to another
problem-cannot-write = cannot be written
problem-state-opened = the { $which } cannot be opened
problem-state-written = the { $which } cannot be written
problem-lock = the lock cannot be taken
problem-newer = the { $which } was written by a newer Docket
problem-newer-advice = update this one
problem-disk-busy = another process is writing to it
problem-disk-read-only = it is read-only
problem-disk-read-only-advice = give this user the right to write to its folder
problem-disk-failed = the disk failed or refused to grow the file
problem-disk-failed-advice = check the disk and its free space
problem-disk-damaged = it is damaged
problem-disk-full = the disk is full
problem-disk-full-advice = free some space; what was stored before is still there
problem-disk-path = the file cannot be opened
problem-disk-path-advice = check the path and its rights
problem-disk-no-database = it is no SQLite file
problem-restore = restore a backup
problem-restore-or-remove = restore a backup, or remove it to build it again from the documents
problem-restore-latest = restore the latest backup; it cannot be built again, and who may see what stands in it
problem-disk-missing = { $code }: no such file or directory, { $detail }
problem-folder-away = the folder is not there and cannot be made
problem-folder-away-advice = check its rights
problem-folder-outside = it leads out of the folder of documents
