# 各命令在終端中的用語：說明、進度和結果。

help-start =
    執行 Docket，直到收到結束的指令（Ctrl+C、SIGTERM）。

      npm start                 設定了 TELEGRAM_BOT_TOKEN 時為 Telegram 中的機器人，否則為預覽
      npm start -- --preview    預覽：在瀏覽器中使用同一個機器人，無需 Telegram

    設定來自 .env 和環境變數，詳見 .env.example。

help-ask =
    就文件提問，中文或英文均可；得到附有出處的原文。設定了 OPENAI_API_KEY 或 OPENAI_BASE_URL 時，
    由語言模型撰寫回答，只顯示原文能夠證明的內容。

      npm run ask -- [選項] 問題

      --corpus DIR        要查詢的資料夾（預設：CORPUS_DIR）；另一個資料夾有自己的文件庫
      --collection NAME   只查這個子資料夾的文件；可重複使用
      --as-of DATE        按某一天作答，如 2022-06-01：依據當天有效的內容，不含已知在此後釋出的文件。
                          文件此後有改動的，只檢索今天的文字
      --json              標準輸出只有一個 JSON 值（請用 npm run -s）
      --explain           另外說明每個段落如何找到、每句話如何選出、哪些內容未能證明
      -h, --help          顯示本說明

    退出碼：0 已回答或不確定，1 失敗，2 用法或設定有誤，3 文件中沒有找到。

help-ingest =
    讀取有變動的文件，更新文件庫及其索引。

      npm run ingest -- [選項] [DIR]

      DIR                 資料夾（預設：CORPUS_DIR）；另一個資料夾有自己的文件庫
      --watch             持續執行，資料夾有變動並穩定後再次讀取；按 Ctrl-C 結束
      --force             即使超過 30 % 的文件不見了也繼續
      --json              標準輸出只有一個 JSON 值（請用 npm run -s）；與 --watch 同用時每行一個
      -h, --help          顯示本說明

    退出碼：0 完成，1 失敗或有文件無法讀取，2 用法或設定有誤。

help-documents =
    列出文件庫中的文件：名稱、日期、是否有效、如何讀取；然後是無法讀取的文件及其原因。
    使用 --show 時，顯示一份文件現在讀取的結果：文字、標題、位置、列表和表格行，以及略去了什麼、為什麼。

      npm run documents -- [選項]

      --corpus DIR        這個資料夾的文件庫（預設：CORPUS_DIR）
      --show FILE         這份文件的文字（資料夾中的路徑）；文件庫中可以沒有它，也不會因此改變
      --replaced OLD --by NEW
                          在列表詢問時說明 NEW 取代 OLD（加 --not 則表示沒有取代）；可用 ID 或路徑
      --facts             每份文件的全部已知資訊：出自哪裡、有多確定、原話如何
      --as-of DATE        某一天的狀態，如 2022-06-01（預設：TIME_ZONE 中的今天）
      --json              標準輸出只有一個 JSON 值（請用 npm run -s）
      -h, --help          顯示本說明

    不使用 --show 時不讀取文件，讀取請用 `npm run ingest`。退出碼：0 完成，1 失敗，2 用法或設定有誤。

help-backup =
    把文件庫和機器人的資料複製到一個文件中，機器人執行時也可以。

      npm run backup -- [選項] FILE

      FILE                寫到哪裡；該文件不能已經存在
      --json              標準輸出只有一個 JSON 值（請用 npm run -s）
      -h, --help          顯示本說明

    得到的是 tar 文件，其中不含文件（CORPUS_DIR）和設定（.env），請另行復制。
    恢復時先停止機器人：mkdir data && tar -xf FILE -C data，然後再啟動。

    退出碼：0 完成，1 失敗，2 用法或設定有誤。

help-models =
    下載一個推薦的模型：供 EMBEDDING_MODEL_DIR 使用的向量模型，或供 RERANKER_MODEL_DIR 使用的重排序模型。除此之外不會下載任何內容。

      npm run models -- get NAME [選項]

      NAME                multilingual-e5-small（0.5 GB）、bge-m3（2.3 GB）或重排序模型 bge-reranker-base（1.1 GB）
      --to DIR            模型資料夾放在哪裡（預設：models）
      --hub URL           公共模型庫的鏡像
      --json              標準輸出只有一個 JSON 值（請用 npm run -s）
      -h, --help          顯示本說明

    每個檔案都會與模型庫對該版本的說明核對。中斷的下載會從斷點繼續。

    退出碼：0 完成，1 失敗，2 用法或設定有誤。

progress =
    { $stage ->
        [reading] 讀取文件
        [recognising] 辨識掃描頁
        [embedding] 建立索引
        [storing] 存入文件庫
        [asking] 提問
       *[publishing] 發布索引
    }：{ $done }/{ $total }
ingest-summary = 共 { $documents } 份文件、{ $passages } 個段落：新增 { $added }，更新 { $changed }，移除 { $removed }，未變 { $unchanged }，失敗 { $failed }；用 { $seconds } 秒為 { $embedded } 段文字建立了索引
ingest-earlier-answers = { $problem }（仍以舊版本作答）
ingest-waiting = { $path }：{ $pages } 頁掃描件，接下來辨識其文字
ingest-renamed = { $path }：原為 { $before }，對舊名稱的引用仍然有效
ingest-watching = 正在關注 { $folder }：按 Ctrl-C 結束
library-as-it-was = 文件沒有重新讀取，仍以現有的文件庫作答：{ $problem }
column-title = 標題
column-standing = 狀態
column-published = 釋出日期
column-language = 語言
column-passages = 段落
column-format = 格式
column-file = 文件
document-not-read = { $path }：無法讀取：{ $reason }
backup-done = { $file }：{ $parts }。其中不含文件和設定。
usage-option-unknown = 沒有這個選項：{ $option }
usage-one-folder = 最多一個資料夾，現在有 { $count } 個
usage-model = 需要 get 和其中一個名稱：{ $names }
models-done = { $folder }：{ $repository }，{ $megabytes } MB，授權 { $licence }。使用方法：{ $setting }={ $folder }
usage-one-file = 需要一個檔名

ask-refused-empty = 問題是空的：請把問題寫在命令後面的引號裡。
ask-refused-too-long = 問題太長：最多 2000 個字元。
ask-refused-no-words = 問題裡沒有文字：請寫出您想知道的內容。
ask-refused-small-talk = 這句話沒有向文件提問：請寫出您想知道的內容；npm run documents 列出所有文件。
relation-question = { $by }：似乎取代 { $of }{ $words }。確認請執行 npm run documents -- --replaced "{ $of }" --by "{ $by }"，否認請加 --not
show-file = 檔案：{ $path }
show-title = 標題：{ $title }
show-read-as = 讀取方式：{ $how }
show-size = 大小：{ $characters } 個字元，{ $blocks } 個段落
show-warning = 提示：{ $warning }

error-day = --as-of 應為某一天，如 2022-06-01，而不是「{ $given }」
error-collection =
    沒有文件集「{ $name }」；現有：{ $some ->
        [yes] { $names }
       *[no] 無，沒有文件在子資料夾中
    }
error-relation-both = --replaced OLD 和 --by NEW 要一起使用：按清單中的 ID 或路徑寫出兩者
error-relation-unknown = 沒有文件「{ $name }」：請按清單中的 ID 或路徑寫出兩者
error-no-such-file =
    { $path }：{ $folder } 中沒有這個檔案，{ $near ->
        [none] 請寫出它在該資料夾中的路徑
       *[other] 您指的是 { $near } 嗎？
    }
error-backup-exists = { $file } 已經存在，備份不會覆蓋任何檔案：請換一個名字
error-configuration =
    設定有 { $count } 處問題（見 .env.example）：
      { $problems }
error-vanished = { $folder }：資料夾是空的，而以前讀過其中 { $count } 份文件（如 { $first }）：沒有做任何改動。請檢查資料夾是否已掛載；如果確實要移除這些文件，請用 `npm run ingest -- --force`
error-busy = { $holder } 正在寫入 { $folder }：請等它完成
error-corpus-folder =
    { $folder }：無法讀取資料夾（{ $fault ->
        [ENOENT] 它不存在
        [EACCES] 沒有權限
        [ENOTDIR] 它是檔案，不是資料夾
       *[other] { $reason }
    }），請檢查 CORPUS_DIR 或 --corpus
preview-open = Docket 預覽：在瀏覽器中與機器人對話，無需 Telegram。按 Ctrl+C 結束。
