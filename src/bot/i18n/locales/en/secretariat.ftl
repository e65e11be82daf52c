# Questions to the secretariat: what it reads of them, and what their askers do.

command-asked = Your questions to the secretariat
command-secretariat = Where members' questions go

card-title = Question { $id }
card-state =
    { $state ->
        [waiting] waits for an answer
        [seen] seen by { $who }
        [taken] { $who } is answering
        [answered] answered by { $who }
        [pointed] { $who } pointed to a document
        [declined] { $who } said that it is not for the secretariat
        [aside] put aside by { $who }
       *[withdrawn] withdrawn by the asker
    }
card-nearest =
    { $count ->
        [0] The documents have nothing near it that may be shown here. Reply to this message to answer.
       *[other] Nearest in the documents (reply to this message to answer):
    }
card-answer = Answer
card-document = It is in a document
card-decline = Not for us
card-decline-yes = Yes, tell the asker
card-aside = Put aside
card-aside-yes = Yes, put it aside
card-seen = Seen
card-back = Back
card-erased =
    { $open ->
        [yes] Question { $id } was taken back: its asker had everything erased.
       *[no] Question { $id } was erased at its asker's wish.
    }

receipt =
    { $state ->
        [waiting] Your question is with the secretariat now, with your name (question { $id }). The answer comes here.
        [seen] The secretariat has seen your question { $id }. The answer comes here.
        [taken] Somebody in the secretariat is answering your question { $id }.
        [answered] The secretariat has answered your question { $id }.
        [pointed] The secretariat has pointed you to a document for your question { $id }.
        [declined] The secretariat says that your question { $id } is not one that it can answer.
       *[withdrawn] You have taken back your question { $id }.
    }
receipt-withdraw = Take it back
asked-none = You have put no question to the secretariat. The button for it stands under an answer that was not found.
asked-title = Your questions to the secretariat:
asked-line =
    { $id } · { $state ->
        [waiting] waits
        [seen] seen
        [taken] is being answered
        [answered] answered
        [pointed] answered with a document
        [declined] not for the secretariat
       *[withdrawn] taken back
    }
asked-withdraw = Take back { $id }

secretariat-answers = The secretariat answers your question:
secretariat-declines = The secretariat says that it cannot answer this question, as it is not one for it:
secretariat-points = The secretariat says that the answer to your question stands here:
secretariat-word = The secretariat's own word of { $day }, not quoted from a document.

desk-prompt =
    { $where ->
        [private] Write the answer to question { $id } now.
       *[group] { $who }: reply to this message with the answer to question { $id }.
    } You see how it will look before it goes out.
desk-taken = { $who } is answering this since { $since }. To answer all the same, reply to the card.
desk-seen = The asker can see that.
desk-declined = The asker is told.
desk-aside = Put aside. Nobody is told.
desk-which = Which passage answers it?
desk-pointed = The asker is told where it stands.
desk-not-theirs = The asker may not see this document: answer in your own words.
desk-closed =
    { $known ->
        [yes] Nothing more to do: { $who } has dealt with this question ({ $state ->
            [answered] answered
            [pointed] pointed to a document
           *[declined] not for the secretariat
        }).
       *[no] Nothing more to do: the asker has taken this question back.
    }
desk-text-only = Only text can be an answer. Please write it as a reply to the card.
desk-too-long = This is too long for one message: { $most } characters at most.
desk-reminder =
    { $count ->
        [one] One question still waits for the secretariat: question { $id }, since { $since }.
       *[other] { $count } questions still wait for the secretariat, the oldest, question { $id }, since { $since }.
    }
desk-reminder-open = Open question { $id }
desk-here =
    Questions to the secretariat come here from now on{ $count ->
        [0] .
        [one] ; one is open (/unanswered in our private chat).
       *[other] ; { $count } are open (/unanswered in our private chat).
    } Everybody here can read them; only admins' buttons and replies count. Passages that are not open to all members go to the admins in private.
desk-here-private = Send /secretariat here in the group, or the topic, where questions are to go. Without one they come to each admin in private.
desk-off = Questions come to each admin in private from now on.
desk-where =
    { $set ->
        [here] Questions to the secretariat come here. /secretariat off sends them to each admin in private.
        [yes] Questions to the secretariat go to another chat. /secretariat here, sent where they are to go, changes that; /secretariat off sends them to each admin.
       *[no] Questions to the secretariat come to each admin in private. Send /secretariat here in a group to have them there.
    }
desk-lost =
    I can no longer write to the secretariat's chat, so questions come to each admin in private. { $count ->
        [0] None is open.
        [one] One is open: /unanswered.
       *[other] { $count } are open: /unanswered.
    }

draft-preview = Your answer to question { $id } will look like this:
draft-same = These questions seem to ask the same. Tick those that the answer is for as well:
draft-send =
    { $count ->
        [one] Send
       *[other] Send to { $count }
    }
draft-drop = Discard
draft-dropped = Discarded. Nothing was sent.
draft-sent =
    { $count ->
        [0] Not sent
        [one] Sent
       *[other] Sent to { $count } members
    }{ $left ->
        [0] .
       *[other] ; { $left } may not ask any more and got nothing.
    }
draft-not-sent = Not sent.

command-missed = Questions that the documents did not answer
command-feedback = Answers that members found wrong

card-missed = asked by a member, not answered from the documents
card-feedback = asked by a member; the answer was found wrong
asked-times =
    { $count ->
        [one] asked once, on { $since }
       *[other] { $days ->
            [one] asked { $count } times on { $since }
           *[several] asked { $count } times since { $since }, last on { $last }
        }
    }
missed-none =
    { $sought ->
        [yes] No question with “{ $words }” was left without an answer.
       *[no] No question was left without an answer.
    }
missed-title =
    { $count ->
        [one] One question that the documents did not answer, or not surely
       *[other] { $count } questions that the documents did not answer, or not surely; those that ask the same stand together
    }{ $pages ->
        [1] {""}
       *[other] {" "}(page { $page } of { $pages })
    }. A number opens the card:
feedback-none =
    { $sought ->
        [yes] Nothing with “{ $words }” is open.
       *[no] No answer that was found wrong is open.
    }
feedback-title =
    { $count ->
        [one] One answer that was found wrong
       *[other] { $count } answers that were found wrong
    }{ $pages ->
        [1] {""}
       *[other] {" "}(page { $page } of { $pages })
    }.
    Fix: answer it, add a term, or correct what is known of a document.
    Fixed: you have mended it elsewhere; whoever said so is told.
    Read: it is put aside, and nobody is told.
feedback-question = Question: { $text }
feedback-answer = Answer: { $text }
feedback-comment-was = “{ $text }”
feedback-button-fix = { $number } Fix
feedback-button-fixed = { $number } Fixed
feedback-button-read = { $number } Read
feedback-fixed = Whoever said so is told.
feedback-read = Put aside.
feedback-was-fixed = You told us that an answer was not right. The secretariat has dealt with it; please ask again:

command-answers = Official answers of the secretariat
official-title = Official answer of the secretariat, { $day }
official-publisher = Secretariat
official-make = Make it an official answer
official-is-one = This is an official answer already: /answers.
official-made =
    Official answer { $id }: in a moment it is found and quoted like a document, until { $until }, { $where ->
        [all] for all members
       *[closed] for whoever may see { $collection }
    }. /answers lists them.
official-none = There are no official answers. The button for one stands under an answer that you have sent.
official-list =
    { $count ->
        [one] One official answer
       *[other] { $count } official answers
    }{ $pages ->
        [1] {""}
       *[other] {" "}(page { $page } of { $pages })
    }. A number opens it:
official-line =
    { $id } · { $day } · { $state ->
        [current] until { $until }
        [ended] ended { $until }
        [suspended] suspended: a document that it names has changed
       *[withdrawn] taken back
    } · { $where ->
        [all] all members
       *[closed] { $collection }
    }
official-how = Reply to this message to word it anew.
official-renew = Until a year from today
official-still-right = Still right
official-withdraw = Take it back
official-renewed = Official answer { $id } holds until { $until }.
official-withdrawn = Official answer { $id } is taken back, and no longer quoted.
official-reworded = Official answer { $id } is changed. It is quoted in its new words as soon as it is read.
official-suspended = Official answer { $id } names a document that has changed, so it is no longer quoted until you have looked at it: /answers.

fix-how =
    { $question }

    How is it to be mended? { $where ->
        [private] Whoever found the answer wrong is told: of an answer at once, of the others when the documents have been read with it.
       *[group] Terms and what is known of documents are mended in our private chat: /feedback.
    }
fix-answer = Answer it
fix-term = Add a term to the glossary
fix-facts = Correct what is known of a document
fix-term-prompt = Reply to this message with the Chinese term and its English, as 光掩模 = photomask. Several English words for it are set apart by a slash: photomask / mask.
fix-term-wrong = This is no term that I can keep: write the Chinese term, =, and at most four English meanings set apart by a slash, in a reply to the same message.
fix-term-preview =
    { $term } = { $english }{ $had ->
        [yes] {" "}(until now: { $before })
       *[no] {""}
    }
    Questions and documents will be read with it in both languages. All of the documents are then read once more, in the background.
fix-same = It is so already: nothing would change.
fix-yes = Write it
fix-no = Discard
fix-dropped = Discarded. Nothing was changed.
fix-term-added = { $term } = { $english } is in the glossary. I write again when the documents have been read with it.
fix-term-read = { $term } = { $english }: from now on questions and documents are read with it. Whoever found the answer wrong is told.
fix-term-undone = { $term } = { $english } is undone. The glossary says what it said before.
fix-which = Which document is it about?
fix-no-document = No document stands behind this answer. Write an answer yourself, or look in /library.
fix-fact-preview =
    { $stated ->
        [yes] { $path } – { $fact }: { $value }
       *[no] { $path } – { $fact }: as the document itself says
    }
    It is written beside the document, and whoever found the answer wrong is told when it is read.
fix-fact-stated =
    { $stated ->
        [yes] { $path } – { $fact }: { $value }. I write again when it is read, and tell whoever found the answer wrong.
       *[no] { $path } – { $fact }: as the document itself says. I write again when it is read, and tell whoever found the answer wrong.
    }
glossary-problem =
    The glossary in the data folder cannot be written. The term is kept, and I try again. { $reason }

desk-reminder-set = Open questions are reminded of after { $hours ->
        [one] one hour
       *[other] { $hours } hours
    }, and again after as long, until they are answered.
desk-reminder-how = Write /secretariat remind with a number of hours from { $least } to { $most }, or of days: /secretariat remind 12, /secretariat remind 2d.
desk-reminder-is = You are reminded of open questions after { $hours ->
        [one] one hour
       *[other] { $hours } hours
    }; /secretariat remind 12 changes the hours.
