# 提交給秘書處的問題：秘書處看到的，以及提問者可做的。

command-asked = 您提交給秘書處的問題
command-secretariat = 成員的問題發往何處

card-title = 問題 { $id }
card-state =
    { $state ->
        [waiting] 等待答覆
        [seen] { $who } 已檢視
        [taken] { $who } 正在答覆
        [answered] { $who } 已答覆
        [pointed] { $who } 已指明文件
        [declined] { $who } 表示不屬於秘書處答覆範圍
        [aside] { $who } 已擱置
       *[withdrawn] 提問者已撤回
    }
card-nearest =
    { $count ->
        [0] 沒有可在此顯示的相近段落。請回覆本訊息作答。
       *[other] 文件中最接近的段落（回覆本訊息即可作答）：
    }
card-answer = 答覆
card-document = 文件中有答案
card-decline = 不歸我們答覆
card-decline-yes = 是，告知提問者
card-aside = 擱置
card-aside-yes = 是，擱置
card-seen = 已檢視
card-back = 返回
card-erased =
    { $open ->
        [yes] 問題 { $id } 已撤回：提問者刪除了自己的全部記錄。
       *[no] 問題 { $id } 已應提問者要求刪除。
    }

receipt =
    { $state ->
        [waiting] 您的問題已轉給秘書處，並附上了您的姓名（問題 { $id }）。答覆會發到這裡。
        [seen] 秘書處已看到您的問題 { $id }。答覆會發到這裡。
        [taken] 秘書處正在答覆您的問題 { $id }。
        [answered] 秘書處已答覆您的問題 { $id }。
        [pointed] 秘書處已為您的問題 { $id } 指明了文件。
        [declined] 秘書處表示無法答覆您的問題 { $id }。
       *[withdrawn] 您已撤回問題 { $id }。
    }
receipt-withdraw = 撤回
asked-none = 您還沒有向秘書處提交問題。沒有找到答案時，回覆下方有提交的按鈕。
asked-title = 您提交給秘書處的問題：
asked-line =
    { $id } · { $state ->
        [waiting] 等待中
        [seen] 已檢視
        [taken] 正在答覆
        [answered] 已答覆
        [pointed] 已指明文件
        [declined] 不屬於秘書處答覆範圍
       *[withdrawn] 已撤回
    }
asked-withdraw = 撤回 { $id }

secretariat-answers = 秘書處對您的問題答覆如下：
secretariat-declines = 秘書處表示，以下問題不屬於秘書處的答覆範圍，無法答覆：
secretariat-points = 秘書處指出，您的問題在以下文件中有答案：
secretariat-word = 以上是秘書處 { $day }的答覆，並非摘自文件。

desk-prompt =
    { $where ->
        [private] 請直接寫出對問題 { $id } 的答覆。
       *[group] { $who }：請回覆本訊息，寫出對問題 { $id } 的答覆。
    }發出前會先讓您預覽。
desk-taken = { $who } 自 { $since } 起正在答覆。如仍要作答，請直接回覆該訊息。
desk-seen = 提問者會看到您已檢視。
desk-declined = 已告知提問者。
desk-aside = 已擱置，不會告知任何人。
desk-which = 哪一段回答了這個問題？
desk-pointed = 已告知提問者出處。
desk-not-theirs = 提問者無權檢視這份文件，請用您自己的話答覆。
desk-closed =
    { $known ->
        [yes] 無需再處理：{ $who } 已處理此問題（{ $state ->
            [answered] 已答覆
            [pointed] 已指明文件
           *[declined] 不屬於秘書處答覆範圍
        }）。
       *[no] 無需再處理：提問者已撤回此問題。
    }
desk-text-only = 只能用文字答覆。請以回覆該訊息的方式寫出。
desk-too-long = 內容超出一條訊息的長度，請不要超過 { $most } 個字元。
desk-reminder = 還有 { $count } 個問題等待秘書處答覆，最早的是問題 { $id }（{ $since }）。
desk-reminder-open = 開啟問題 { $id }
desk-here =
    今後提交給秘書處的問題會發到這裡{ $count ->
        [0] 。
       *[other] ；目前有 { $count } 個待答覆（在私聊中傳送 /unanswered）。
    }這裡的所有人都能看到問題，但只有管理員的按鈕和回覆有效。不對全體成員開放的段落只私下發給管理員。
desk-here-private = 請在要接收問題的群組或話題中傳送「/secretariat here」。未設定時，問題會私下發給每位管理員。
desk-off = 今後問題會私下發給每位管理員。
desk-where =
    { $set ->
        [here] 提交給秘書處的問題發到這裡。傳送「/secretariat off」可改為私下發給每位管理員。
        [yes] 提交給秘書處的問題發往另一個聊天。在目標聊天中傳送「/secretariat here」可更改；傳送「/secretariat off」可改為私下發給每位管理員。
       *[no] 提交給秘書處的問題會私下發給每位管理員。在群組中傳送「/secretariat here」可改為發到該群。
    }
desk-lost =
    我已無法在秘書處的聊天中發言，今後問題會私下發給每位管理員。{ $count ->
        [0] 目前沒有待答覆的問題。
       *[other] 目前有 { $count } 個待答覆：/unanswered。
    }

draft-preview = 您對問題 { $id } 的答覆將如下所示：
draft-same = 以下問題似乎問的是同一件事。請勾選此答覆同樣適用的問題：
draft-send =
    { $count ->
        [1] 傳送
       *[other] 傳送給 { $count } 人
    }
draft-drop = 放棄
draft-dropped = 已放棄，沒有傳送。
draft-sent =
    { $count ->
        [0] 沒有傳送
        [1] 已傳送
       *[other] 已傳送給 { $count } 人
    }{ $left ->
        [0] 。
       *[other] ；{ $left } 人已無權提問，沒有收到。
    }
draft-not-sent = 沒有傳送。

command-missed = 文件未能回答的問題
command-feedback = 成員認為有誤的回答

card-missed = 由一位成員提出，文件中沒有找到答案
card-feedback = 由一位成員提出，回答被認為有誤
asked-times =
    { $count ->
        [1] { $since } 提問 1 次
       *[other] { $days ->
            [one] { $since } 提問 { $count } 次
           *[several] 自 { $since } 起提問 { $count } 次，最近一次 { $last }
        }
    }
missed-none =
    { $sought ->
        [yes] 沒有含「{ $words }」而未得到回答的問題。
       *[no] 沒有未得到回答的問題。
    }
missed-title =
    共有 { $count } 個問題文件未能回答或不能確定，問法相近的歸為一組{ $pages ->
        [1] {""}
       *[other] （第 { $page }/{ $pages } 頁）
    }。點編號可開啟：
feedback-none =
    { $sought ->
        [yes] 沒有含「{ $words }」的待處理回饋。
       *[no] 沒有待處理的差評。
    }
feedback-title =
    共有 { $count } 個回答被認為有誤{ $pages ->
        [1] {""}
       *[other] （第 { $page }/{ $pages } 頁）
    }。
    更正：寫出答覆、新增術語或更正文件資訊。
    已更正：您已用其他方式處理，會告知回饋者。
    已閱：歸檔，不告知任何人。
feedback-question = 問題：{ $text }
feedback-answer = 回答：{ $text }
feedback-comment-was = 「{ $text }」
feedback-button-fix = { $number } 更正
feedback-button-fixed = { $number } 已更正
feedback-button-read = { $number } 已閱
feedback-fixed = 已告知回饋者。
feedback-read = 已歸檔。
feedback-was-fixed = 您曾回饋以下問題的回答有誤，秘書處已作處理，請重新提問：
command-answers = 秘書處的正式答覆
official-title = 秘書處正式答覆，{ $day }
official-publisher = 秘書處
official-make = 作為正式答覆
official-is-one = 這已經是正式答覆：/answers。
official-made =
    正式答覆 { $id }：片刻之後即可像文件一樣被檢索和引用，有效期至 { $until }，{ $where ->
        [all] 對全體成員開放
       *[closed] 僅限可查看 { $collection } 的人
    }。傳送 /answers 可查看全部。
official-none = 目前沒有正式答覆。傳送答覆後，其下方有相應按鈕。
official-list =
    共有 { $count } 條正式答覆{ $pages ->
        [1] {""}
       *[other] （第 { $page }/{ $pages } 頁）
    }。點編號可開啟：
official-line =
    { $id } · { $day } · { $state ->
        [current] 有效期至 { $until }
        [ended] 已於 { $until } 到期
        [suspended] 已暫停：其中提到的文件有變動
       *[withdrawn] 已撤回
    } · { $where ->
        [all] 全體成員
       *[closed] { $collection }
    }
official-how = 回覆本訊息可改寫內容。
official-renew = 從今天起延長一年
official-still-right = 仍然正確
official-withdraw = 撤回
official-renewed = 正式答覆 { $id } 有效期至 { $until }。
official-withdrawn = 正式答覆 { $id } 已撤回，不再被引用。
official-reworded = 正式答覆 { $id } 已修改，讀取後即以新的內容被引用。
official-suspended = 正式答覆 { $id } 提到的文件有變動，在您檢視之前不再被引用：/answers。

fix-how =
    { $question }

    如何更正？{ $where ->
        [private] 會告知認為回答有誤的成員：直接答覆時立即告知，其他情況在文件重新讀取後告知。
       *[group] 術語和文件資訊請在與我的私聊中更正：/feedback。
    }
fix-answer = 答覆
fix-term = 在術語表中新增術語
fix-facts = 更正文件資訊
fix-term-prompt = 請回覆本訊息，寫明中文術語和英文，如：光掩模 = photomask。有多個英文說法時用斜線隔開：photomask / mask。
fix-term-wrong = 無法識別這個術語：請回覆同一則訊息，依次寫明中文術語、等號和英文，英文最多四個，用斜線隔開。
fix-term-preview =
    { $term } = { $english }{ $had ->
        [yes] （目前為：{ $before }）
       *[no] {""}
    }
    之後將據此以兩種語言讀取問題和文件。全部文件會在背景重新讀取一次。
fix-same = 目前已是如此，無需更改。
fix-yes = 寫入
fix-no = 放棄
fix-dropped = 已放棄，未作更改。
fix-term-added = 術語表中已有 { $term } = { $english }。文件據此重新讀取後會再通知您。
fix-term-read = { $term } = { $english }：今後據此讀取問題和文件。認為回答有誤的成員已得到通知。
fix-term-undone = 已復原 { $term } = { $english }，術語表恢復為之前的內容。
fix-which = 與哪份文件有關？
fix-no-document = 該回答沒有依據的文件。請自行答覆，或在 /library 中查找。
fix-fact-preview =
    { $stated ->
        [yes] { $path } 的{ $fact }：{ $value }
       *[no] { $path } 的{ $fact }：以文件本身為準
    }
    將寫在文件旁；讀取後會通知認為回答有誤的成員。
fix-fact-stated =
    { $stated ->
        [yes] { $path } 的{ $fact }：{ $value }。讀取後會再通知您，並告知認為回答有誤的成員。
       *[no] { $path } 的{ $fact }：以文件本身為準。讀取後會再通知您，並告知認為回答有誤的成員。
    }
glossary-problem =
    無法寫入資料資料夾中的術語表。術語已保留，會繼續重試。{ $reason }

desk-reminder-set = 今後問題提交 { $hours } 小時後仍未答覆時會提醒，之後每隔同樣時間再提醒，直到答覆。
desk-reminder-how = 請傳送「/secretariat 提醒」加小時數（{ $least } 至 { $most }）或天數，例如：「/secretariat 提醒 12」、「/secretariat 提醒 2天」。
desk-reminder-is = 待答覆的問題在 { $hours } 小時後提醒；傳送「/secretariat 提醒 12」可更改小時數。
