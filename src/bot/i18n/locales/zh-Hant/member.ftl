# 成員看到的文字。

start =
    您好！關於本組織的文件，您可以直接用中文或英文向我提問。回答中的每句話後面都有編號，如 [1]；點一下回答下方編號相同的按鈕，即可檢視原文所在的段落。

    在群組裡，請傳送「/ask 問題」，或直接回覆我的訊息。更多用法請看 /help。
start-kept = 您的姓名和語言設定會保留；您的提問、搜尋、回答和回饋會儲存 { $days } 天；未得到回答的問題和您的回饋，秘書處可以看到，但不顯示您的姓名。/mydata 可匯出全部內容，/forget 可將其刪除。
start-nothing-leaves = 您的問題只在本組織自己的伺服器上處理，不會發給任何第三方。
start-provider = 您的問題和檢索到的段落會傳送給語言模型服務商：{ $provider }。

help =
    直接用中文或英文提問即可。

    /search 關鍵詞：只查找相關段落，不生成回答
    /documents：全部文件及其是否有效
    /news：文件有哪些變化
    /asked：您提交給秘書處的問題
    /new：換個話題，不再聯繫上文
    /asof 日期：按該日的情況回答，例如 2022-06-01；單獨傳送 /asof 結束
    /language：English 或中文
    /mydata：匯出與您有關的全部記錄
    /forget：刪除這些記錄

    在群組裡：傳送「/ask 問題」，或回覆我的訊息。
    在任意聊天中：輸入「{ $bot } 關鍵詞」可插入一段原文。
help-secretariat = 秘書處專用（在此私聊中使用）：
help-is = ：

talk-greeting = 您好！請問您想了解什麼？直接寫出問題即可，更多用法請看 /help。
talk-thanks = 不客氣，歡迎隨時提問。
talk-goodbye = 再見，歡迎隨時再來提問。
talk-fine = 好的，有問題請隨時問我。
talk-about = 我是根據本組織文件作答的機器人，每句話都註明原文出處，方便您核對。請直接用中文或英文提問，更多用法請看 /help。
talk-person = 我是機器人。請先寫出您的問題；如果文件中沒有答案，可點回覆下方的按鈕轉給秘書處。
talk-nothing-yet = 目前還沒有可以說明的回答，請先寫出您的問題。
talk-translate-en = 翻譯需要語言模型，這裡沒有配置。有英文版的文件，我引用英文版；其餘照原文引用：
talk-translate-zh = 翻譯需要語言模型，這裡沒有配置。有中文版的文件，我引用中文版；其餘照原文引用：
talk-proof = 回答中的每句話都摘自文件。點一下編號相同的按鈕，可以看到這句話所在的段落、文件日期以及是否有效。如果您認為有誤，請點回答下方的 👎。
talk-shorter = 我只照原文引用文件，改寫得更短、更易懂需要語言模型，這裡沒有配置。回答中的第一句話是最切合問題的。
talk-no-more = 文件中與此有關的內容都已列出。想了解更多，請就其中某一點提問。
talk-displeased = 很抱歉沒能幫到您。請換個說法再問一次，或點回答下方的 👎，告訴我們哪裡有問題。

answer-not-found = 我在文件中沒有找到答案。
answer-unsure = 我不確定以下內容是否回答了您的問題，最接近的句子如下：
answer-unmentioned = 文件中沒有提到{ $names }，我不確定以下內容是否回答了您的問題，最接近的句子如下：
answer-no-documents = 文件庫裡還沒有文件。
answer-several-meant = 可能指的是下面幾份文件，它們分別這樣寫。寫出標題即可只問其中一份。
answer-open = 我沒有找到「{ $question }」的答案。
answer-still-reading =
    我正在首次讀取文件（{ $stage ->
        [reading] 已讀 { $done }/{ $total } 份
        [embedding] 正在分析含義：{ $done }/{ $total }
       *[other] 即將完成
    }），請稍後再問。
answer-own-wording = { $sign } 處是我的表述，其下是所依據的文件原文。
answer-model-found-nothing = 語言模型沒有在文件中找到答案，以上是最接近的文件原文。
answer-first-read = 目前已讀完 { $total } 份文件中的 { $read } 份：其餘文件的內容還沒有包含在這個回答裡。
answer-words-alone = 按意思檢索暫時不可用：以上僅憑字詞找到。
answer-model-away = 目前暫停撰寫回答，以上是文件原文。
answer-model-failed = 未能寫出有文件依據的回答，以上內容直接摘自文件。
answer-key-facts = 要點：{ $facts }
answer-terms = 術語：{ $terms }
answer-term = { $term }（{ $meaning }）
answer-original = 文件原文如下：
change-now = 現：
change-before = 原：
change-added = 新增：
change-removed = 已刪去：
list-separator = ；
answer-other-language = 以上為文件原文，未經翻譯。
answer-only-original = 只有這一語種的版本確有此內容，因此照原文引用。
answer-budget = 今天用於撰寫回答的額度已用完，以上內容直接摘自文件。明天零點起恢復撰寫。
answer-filtered = 這個問題未通過語言模型的內容審核，以上內容直接摘自文件。
answer-to-changed-question = 您修改了問題，以上是對修改後問題的回答。
refused-empty = 訊息裡沒有問題，請寫出您想了解的內容。
refused-small-talk = 這句話沒有向文件提問，請寫出您想了解的內容。
refused-no-words = 訊息裡沒有文字，請寫出您想了解的內容。
refused-too-long = 問題太長了，請不要超過 2000 個字元。

ask-without-words = 請在命令後面寫上問題，例如：/ask 哪些單位可以加入理事會？
only-text = 我只能看文字訊息，請把問題寫出來。
no-voice = 我無法收聽語音，請把問題寫成文字。
unknown-command = 沒有這個命令，請看 /help。
unknown-command-near = 沒有這個命令。您要用的是不是 { $command }？

stage-searching = 正在檢索文件……
stage-reading = 正在閱讀 { $passages } 個段落……
stage-writing = 正在撰寫回答……
stage-checking = 正在核對引文……
stopped = 已停止，沒有回答這個問題。

limit-hour = 您一小時內已提問 { $questions } 次，達到上限。{ $until } 之後可以繼續提問。
limit-day = 您今天已提問 { $questions } 次，達到上限。{ $until } 之後可以繼續提問。
limit-waiting = 您還有 { $questions } 個問題正在等待回答，因此沒有受理這一個。請在收到回答後再發一次。

button-more = 更多
button-new-topic = 換個話題
button-ask-secretariat = 轉給秘書處
button-copy = 複製引文
button-section = 檢視全節
button-edition-en = 英文版
button-edition-zh = 中文版
button-file = 原始檔案
button-open-privately = 查看出處
button-no-comment = 不補充了
button-stale = 這個按鈕已失效，請重新提問。

more-passages = 文件中的其他相關段落：

secretariat-asked = 您的問題已轉給秘書處。
secretariat-has-it = 秘書處已收到這個問題。

proof-version = 首次引用於 { $date } · 版本 { $version }
proof-revised-same = 文件此後有修訂，這句話一字未變。
proof-revised = 文件此後有修訂，現行文字中已沒有這句原話。
proof-document-gone = 這份文件已不在文件庫中。
proof-not-found = 沒有這條出處，或者您無權檢視。
section-page = 第 { $page } 頁，共 { $pages } 頁
file-gone = 原始檔案已不存在。
file-as-text = 原始檔案已有變動，以下是當時所引用的文字。

search-without-words = 請在命令後面寫上關鍵詞，例如：/search 會費標準
search-found =
    { $pages ->
        [1] 找到的段落：
       *[other] 找到的段落（第 { $page } 頁，共 { $pages } 頁）：
    }
search-nothing = 沒有找到相關段落。
search-none-with-words = 沒有段落含有這些詞。含義最接近的段落{ $pages ->
        [1] ：
       *[other] （第 { $page } 頁，共 { $pages } 頁）：
    }

documents-page =
    共 { $documents } 份文件{ $pages ->
        [1] {""}
       *[other] （第 { $page } 頁，共 { $pages } 頁）
    }
documents-also-en = 另有英文版
documents-also-zh = 另有中文版
documents-none = 文件庫裡還沒有文件。
documents-wanted = 您要哪一份？點編號即可收到原始文件。

feedback-good = 謝謝！
feedback-bad = 謝謝您的回饋。
feedback-what = 請問這個回答有什麼問題？
reason-wrong = 內容有誤
reason-incomplete = 不夠完整
reason-outdated = 已經過時
reason-other = 其他問題
feedback-comment = 已記錄：{ $reason }。如願補充說明，請在 10 分鐘內直接傳送；如果您傳送的是問題，則照常回答。
feedback-kept = 謝謝您，回饋已與該回答一併儲存。

new-topic = 好的，我們換個話題。您想了解什麼？

answer-as-of = 📅 以上為截至 { $day } 的情況。傳送 /asof 結束。
as-of-begun = 從現在起，我按 { $day } 的情況回答：以當時有效的文件為準。單獨傳送 /asof 結束。
as-of-ended = 我按今天的情況回答。
as-of-which = 哪一天？請寫成 /asof 2022-06-01；單獨傳送 /asof 結束。

language-which = Which language shall I speak? 您希望使用哪種語言？
language-chosen = 好的，以後我用中文與您交流。

command-ask = 就文件提問
command-search = 查詢段落
command-documents = 全部文件及其是否有效
command-new = 換個話題
command-asof = 按另一天的情況回答
command-language = English 或中文
command-help = 使用說明
bot-description = 我根據本組織的文件，用中文或英文回答成員的問題。每句話都有編號，點一下編號相同的按鈕，即可檢視原文所在的段落。
bot-short-description = 依據本組織文件作答，出處可查。
start-examples = 您可以這樣提問，點下面的按鍵即可傳送。
start-example = 文件中關於「{ $heading }」是怎麼說的？
start-collections = 作答依據以下文件，點按鈕可檢視：
first-title = 設置情況：
first-documents =
    文件：{ $count ->
        [0] 還沒有。請在此傳來文件，或放入資料夾，會自動讀取。
       *[other] { $count } 份
    }
first-collections =
    僅限部分成員的資料夾：{ $count ->
        [0] 沒有。傳送「/collection 名稱 限制」可限制某個資料夾。
       *[other] { $count } 個
    }
first-members = 成員：/invite 可邀請一人，MEMBERS_GROUP 設置可讓整個群組提問
first-secretariat = 接收成員問題的聊天：在群組中傳送「/secretariat here」
first-privacy =
    { $on ->
        [yes] 在群組中，我只能看到 /ask、對我的回復和提到我的消息。如需看到更多，請在 @BotFather 關閉隱私模式（/setprivacy）
       *[no] 在群組中我能看到所有消息：隱私模式已關閉
    }
first-inline = 在任意聊天中輸入「{ $bot } 關鍵詞」：需在 @BotFather 開啟（/setinline）
first-again = 重新檢查

known-title = 標題
known-number = 文號
known-publisher = 發文單位
known-published = 發布日期
known-adopted = 通過日期
known-revised = 修訂日期
known-effective-from = 生效日期
known-effective-until = 有效期至
known-supersedes = 取代
known-amends = 修改
known-from-text = 正文
known-from-front-matter = 文件開頭的資訊欄
known-from-sidecar = 另附的資訊檔
known-from-file = 檔案屬性
known-from-file-name = 檔名
known-line =
    { $name }：{ $value }（{ $origin }{ $sure ->
        [yes] {""}
       *[no] ，不確定
    }{ $said }）
known-quote = ：「{ $quote }」
documents-facts = 點編號可查看文件的已知資訊及其出處。
facts-none = 沒有這份文件的已知資訊。
guest-not-found = 在對全體成員開放的文件中沒有找到答案。請私下向我提問：{ $bot }
