# 各命令在终端中的用语：说明、进度和结果。

help-start =
    运行 Docket，直到收到结束的指令（Ctrl+C、SIGTERM）。

      npm start                 设置了 TELEGRAM_BOT_TOKEN 时为 Telegram 中的机器人，否则为预览
      npm start -- --preview    预览：在浏览器中使用同一个机器人，无需 Telegram

    设置来自 .env 和环境变量，详见 .env.example。

help-ask =
    就文件提问，中文或英文均可；得到附有出处的原文。设置了 OPENAI_API_KEY 或 OPENAI_BASE_URL 时，
    由语言模型撰写回答，只显示原文能够证明的内容。

      npm run ask -- [选项] 问题

      --corpus DIR        要查询的文件夹（默认：CORPUS_DIR）；另一个文件夹有自己的文件库
      --collection NAME   只查这个子文件夹的文件；可重复使用
      --as-of DATE        按某一天作答，如 2022-06-01：依据当天有效的内容，不含已知在此后发布的文件。
                          文件此后有改动的，只检索今天的文本
      --json              标准输出只有一个 JSON 值（请用 npm run -s）
      --explain           另外说明每个段落如何找到、每句话如何选出、哪些内容未能证明
      -h, --help          显示本说明

    退出码：0 已回答或不确定，1 失败，2 用法或设置有误，3 文件中没有找到。

help-ingest =
    读取有变动的文件，更新文件库及其索引。

      npm run ingest -- [选项] [DIR]

      DIR                 文件夹（默认：CORPUS_DIR）；另一个文件夹有自己的文件库
      --watch             持续运行，文件夹有变动并稳定后再次读取；按 Ctrl-C 结束
      --force             即使超过 30 % 的文件不见了也继续
      --json              标准输出只有一个 JSON 值（请用 npm run -s）；与 --watch 同用时每行一个
      -h, --help          显示本说明

    退出码：0 完成，1 失败或有文件无法读取，2 用法或设置有误。

help-documents =
    列出文件库中的文件：名称、日期、是否有效、如何读取；然后是无法读取的文件及其原因。
    使用 --show 时，显示一份文件现在读取的结果：文本、标题、位置、列表和表格行，以及略去了什么、为什么。

      npm run documents -- [选项]

      --corpus DIR        这个文件夹的文件库（默认：CORPUS_DIR）
      --show FILE         这份文件的文本（文件夹中的路径）；文件库中可以没有它，也不会因此改变
      --replaced OLD --by NEW
                          在列表询问时说明 NEW 取代 OLD（加 --not 则表示没有取代）；可用 ID 或路径
      --facts             每份文件的全部已知信息：出自哪里、有多确定、原话如何
      --as-of DATE        某一天的状态，如 2022-06-01（默认：TIME_ZONE 中的今天）
      --json              标准输出只有一个 JSON 值（请用 npm run -s）
      -h, --help          显示本说明

    不使用 --show 时不读取文件，读取请用 `npm run ingest`。退出码：0 完成，1 失败，2 用法或设置有误。

help-backup =
    把文件库和机器人的数据复制到一个文件中，机器人运行时也可以。

      npm run backup -- [选项] FILE

      FILE                写到哪里；该文件不能已经存在
      --json              标准输出只有一个 JSON 值（请用 npm run -s）
      -h, --help          显示本说明

    得到的是 tar 文件，其中不含文件（CORPUS_DIR）和设置（.env），请另行复制。
    恢复时先停止机器人：mkdir data && tar -xf FILE -C data，然后再启动。

    退出码：0 完成，1 失败，2 用法或设置有误。

help-models =
    下载一个推荐的模型：供 EMBEDDING_MODEL_DIR 使用的向量模型，或供 RERANKER_MODEL_DIR 使用的重排序模型。除此之外不会下载任何内容。

      npm run models -- get NAME [选项]

      NAME                multilingual-e5-small（0.5 GB）、bge-m3（2.3 GB）或重排序模型 bge-reranker-base（1.1 GB）
      --to DIR            模型文件夹放在哪里（默认：models）
      --hub URL           公共模型库的镜像
      --json              标准输出只有一个 JSON 值（请用 npm run -s）
      -h, --help          显示本说明

    每个文件都会与模型库对该版本的说明核对。中断的下载会从断点继续。

    退出码：0 完成，1 失败，2 用法或设置有误。

progress =
    { $stage ->
        [reading] 读取文件
        [recognising] 识别扫描页
        [embedding] 建立索引
        [storing] 存入文件库
        [asking] 提问
       *[publishing] 发布索引
    }：{ $done }/{ $total }
ingest-summary = 共 { $documents } 份文件、{ $passages } 个段落：新增 { $added }，更新 { $changed }，移除 { $removed }，未变 { $unchanged }，失败 { $failed }；用 { $seconds } 秒为 { $embedded } 段文本建立了索引
ingest-earlier-answers = { $problem }（仍以旧版本作答）
ingest-waiting = { $path }：{ $pages } 页扫描件，接下来识别其文字
ingest-renamed = { $path }：原为 { $before }，对旧名称的引用仍然有效
ingest-watching = 正在关注 { $folder }：按 Ctrl-C 结束
library-as-it-was = 文件没有重新读取，仍以现有的文件库作答：{ $problem }
column-title = 标题
column-standing = 状态
column-published = 发布日期
column-language = 语言
column-passages = 段落
column-format = 格式
column-file = 文件
document-not-read = { $path }：无法读取：{ $reason }
backup-done = { $file }：{ $parts }。其中不含文件和设置。
usage-option-unknown = 没有这个选项：{ $option }
usage-one-folder = 最多一个文件夹，现在有 { $count } 个
usage-model = 需要 get 和其中一个名称：{ $names }
models-done = { $folder }：{ $repository }，{ $megabytes } MB，许可证 { $licence }。使用方法：{ $setting }={ $folder }
usage-one-file = 需要一个文件名

ask-refused-empty = 问题是空的：请把问题写在命令后面的引号里。
ask-refused-too-long = 问题太长：最多 2000 个字符。
ask-refused-no-words = 问题里没有文字：请写出您想知道的内容。
ask-refused-small-talk = 这句话没有向文件提问：请写出您想知道的内容；npm run documents 列出所有文件。
relation-question = { $by }：似乎取代 { $of }{ $words }。确认请运行 npm run documents -- --replaced "{ $of }" --by "{ $by }"，否认请加 --not
show-file = 文件：{ $path }
show-title = 标题：{ $title }
show-read-as = 读取方式：{ $how }
show-size = 大小：{ $characters } 个字符，{ $blocks } 个段落
show-warning = 提示：{ $warning }

error-day = --as-of 应为某一天，如 2022-06-01，而不是“{ $given }”
error-collection =
    没有文件集“{ $name }”；现有：{ $some ->
        [yes] { $names }
       *[no] 无，没有文件在子文件夹中
    }
error-relation-both = --replaced OLD 和 --by NEW 要一起使用：按列表中的 ID 或路径写出两者
error-relation-unknown = 没有文件“{ $name }”：请按列表中的 ID 或路径写出两者
error-no-such-file =
    { $path }：{ $folder } 中没有这个文件，{ $near ->
        [none] 请写出它在该文件夹中的路径
       *[other] 您指的是 { $near } 吗？
    }
error-backup-exists = { $file } 已经存在，备份不会覆盖任何文件：请换一个名字
error-configuration =
    设置有 { $count } 处问题（见 .env.example）：
      { $problems }
error-vanished = { $folder }：文件夹是空的，而以前读过其中 { $count } 份文件（如 { $first }）：没有做任何改动。请检查文件夹是否已挂载；如果确实要移除这些文件，请用 `npm run ingest -- --force`
error-busy = { $holder } 正在写入 { $folder }：请等它完成
error-corpus-folder =
    { $folder }：无法读取文件夹（{ $fault ->
        [ENOENT] 它不存在
        [EACCES] 没有权限
        [ENOTDIR] 它是文件，不是文件夹
       *[other] { $reason }
    }），请检查 CORPUS_DIR 或 --corpus
preview-open = Docket 预览：在浏览器中与机器人对话，无需 Telegram。按 Ctrl+C 结束。
