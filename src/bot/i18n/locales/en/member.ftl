# What members read.

start =
    Ask me anything about the organisation's documents, in English or Chinese. Every sentence of an answer has a number such as [1]: the button with that number, under the answer, shows the words in their place.

    In a group, write /ask and your question, or reply to me. /help shows what else there is.
start-kept = Kept: your name and language, and for { $days } days your questions, searches, answers and feedback; the secretariat reads, without your name, what was not answered and what you found wrong. /mydata sends you all of it, /forget erases it.
start-nothing-leaves = Your questions are answered on this organisation's own machine and go to nobody else.
start-provider = Your questions, with the passages found for them, go to a language model's provider: { $provider }.

start-examples = You could ask, for example, what stands on the keys below. A tap sends it.
start-example = What do the documents say about “{ $heading }”?
start-collections = These documents answer. A tap shows what there is:
first-title = What is set up:
first-documents =
    Documents: { $count ->
        [0] none yet. Send me a file here, or put some into the folder; they are read by themselves.
        [one] one
       *[other] { $count }
    }
first-collections =
    Folders for some members only: { $count ->
        [0] none. /collection NAME restrict closes one.
       *[other] { $count }
    }
first-members = Members: /invite lets one in, the setting MEMBERS_GROUP a whole group
first-secretariat = A chat for the questions that members put to you: /secretariat here, sent in a group
first-privacy =
    { $on ->
        [yes] In groups I hear /ask, replies to me and my name. To hear more, switch privacy mode off at @BotFather (/setprivacy)
       *[no] In groups I hear everything: privacy mode is off
    }
first-inline = { $bot } WORDS in any chat: switched on at @BotFather (/setinline)
first-again = Look again

help =
    Write a question, in English or Chinese.

    /search WORDS: passages, without an answer made of them
    /documents: all documents, and whether they are in force
    /news: what has changed in the documents
    /asked: your questions to the secretariat
    /new: a new topic; what was said before no longer counts
    /asof DAY: answers as on that day, such as 2022-06-01, until /asof alone
    /language: English or 中文
    /mydata: sends you all that is kept about you
    /forget: erases it

    In groups: /ask QUESTION, or reply to me. In any chat: { $bot } WORDS finds a passage to send there.
help-secretariat = For the secretariat, in this chat:
help-is = {": "}

talk-greeting = Hello. What would you like to know? Just write your question, as you would ask a colleague. /help shows what else there is.
talk-thanks = You are welcome.
talk-goodbye = Goodbye. I am here whenever you have a question.
talk-fine = All right. I am here whenever you have a question.
talk-about = I am a bot that answers from the organisation's documents, and shows the words that each sentence rests on. Just write your question, in English or Chinese. /help shows what else there is.
talk-person = I am a bot. Please write your question: where the documents have no answer, a button under my reply puts it to the secretariat.
talk-nothing-yet = There is no answer yet that this could be about. Please write your question first.
talk-translate-en = Translating takes a language model, which is not set up here. What has an English edition I quote from it, the rest as it stands:
talk-translate-zh = Translating takes a language model, which is not set up here. What has a Chinese edition I quote from it, the rest as it stands:
talk-proof = Each sentence of my answers is quoted from a document. The button with its number shows it in its paragraph, with the date of the document and whether it is in force. If you think that it is wrong, tap 👎 under the answer.
talk-shorter = I quote the documents as they stand. Making that shorter or plainer takes a language model, which is not set up here; the first sentence of an answer is the one that fits best.
talk-no-more = I have shown what the documents say on this. Ask about a part of it to read more.
talk-displeased = I am sorry. Please ask again in other words, or tap 👎 under the answer and say what was wrong with it.

answer-not-found = I did not find an answer in the documents.
answer-unsure = I am not sure that this answers it; the nearest sentences are:
answer-unmentioned = The documents do not mention { $names }, so I am not sure that this answers it; the nearest sentences are:
answer-no-documents = There are no documents to ask yet.
answer-several-meant = Several documents can be meant; this is what each says. Ask with a title to have one alone.
answer-open = I did not find an answer to “{ $question }”.
answer-still-reading =
    I am still reading the documents for the first time ({ $stage ->
        [reading] { $done } of { $total } files
        [embedding] learning what they mean: { $done } of { $total }
       *[other] almost done
    }). Please ask again in a moment.
answer-own-wording = { $sign } marks my own wording; under it stand the words of the documents that it rests on.
answer-model-found-nothing = The language model found no answer in the documents; these are their words that come nearest.
answer-first-read = { $read } of { $total } documents read so far: what the others say is not in this answer yet.
answer-words-alone = The search by meaning is away for the moment: this was found by words alone.
answer-model-away = Written answers are off at the moment; here is what the documents say, word for word.
answer-model-failed = I could not write an answer that the documents prove, so this is quoted from them.
answer-key-facts = In short: { $facts }.
answer-terms = Terms: { $terms }
answer-term = { $term } = { $meaning }
answer-original = In the words of the document:
change-now = Now:{" "}
change-before = Before:{" "}
change-added = New:{" "}
change-removed = No longer there:{" "}
list-separator = {"; "}
answer-other-language = Quoted as it stands in the documents, untranslated.
answer-only-original = Only this edition says it for sure, so it is quoted as it stands there.
answer-budget = Today's budget for written answers is spent, so this is quoted from the documents. From midnight, answers are written again.
answer-filtered = The language model's filter refused this question, so this is quoted from the documents.
answer-to-changed-question = You changed your question: this answers it as it reads now.
refused-empty = There is no question in your message. Write what you want to know.
refused-small-talk = This asks nothing of the documents. Write what you want to know.
refused-no-words = There are no words in your message. Write what you want to know.
refused-too-long = Your question is too long: 2,000 characters at most.

ask-without-words = Write your question after the command, for example: /ask Who may join the council?
only-text = I read text only. Please write your question.
no-voice = I cannot listen to recordings. Please write your question.
unknown-command = I do not know this command. /help shows what there is.
unknown-command-near = I do not know this command. Did you mean { $command }?

stage-searching = Searching the documents …
stage-reading =
    { $passages ->
        [one] Reading one passage …
       *[other] Reading { $passages } passages …
    }
stage-writing = Writing the answer …
stage-checking = Checking the quotes …
stopped = Stopped. Your question was not answered.

limit-hour =
    You have asked { $questions ->
        [one] one question
       *[other] { $questions } questions
    } within an hour, which is the limit. You can ask again from { $until }.
limit-day =
    You have asked { $questions ->
        [one] one question
       *[other] { $questions } questions
    } today, which is the limit. You can ask again from { $until }.
limit-waiting = I am still answering { $questions } of your questions, so I left this one out. Please ask it again afterwards.

button-more = More
button-new-topic = New topic
button-ask-secretariat = Ask the secretariat
button-copy = Copy citation
button-section = Whole section
button-edition-en = English edition
button-edition-zh = Chinese edition
button-file = Original file
button-open-privately = See the source
button-no-comment = No comment
button-stale = This button no longer works. Please ask again.

more-passages = More on this in the documents:

secretariat-asked = Your question is with the secretariat now.
secretariat-has-it = The secretariat has this question already.

proof-version = First quoted on { $date } · version { $version }
proof-revised-same = The document was revised since, and still says this word for word.
proof-revised = The document was revised since, and no longer says this in these words.
proof-document-gone = The document is no longer in the library.
proof-not-found = There is no such source, or it is not for you to see.
section-page = Page { $page } of { $pages }
file-gone = The file is no longer here.
file-as-text = The file is no longer here as it was; this is the text that was quoted.

search-without-words = Write what to look for after the command, for example: /search membership fee
search-found =
    { $pages ->
        [1] Passages found:
       *[other] Passages found, page { $page } of { $pages }:
    }
search-nothing = I found no passages.
search-none-with-words = No passage has these words. The nearest in meaning{ $pages ->
        [1] :
       *[other] , page { $page } of { $pages }:
    }

documents-page =
    { $documents ->
        [one] One document
       *[other] { $documents } documents
    }{ $pages ->
        [1] {""}
       *[other] , page { $page } of { $pages }
    }
documents-also-en = also in English
documents-also-zh = also in Chinese
documents-none = There are no documents yet.
documents-wanted = Which of these? A number sends its file.

feedback-good = Thank you!
feedback-bad = Thank you for saying so.
feedback-what = What was wrong with the answer?
reason-wrong = It is wrong
reason-incomplete = Something is missing
reason-outdated = It is out of date
reason-other = Something else
feedback-comment = Noted: { $reason }. If you like, tell us more in your next message within 10 minutes. A question is answered as usual.
feedback-kept = Thank you. It is kept with the answer.

new-topic = A new topic, then. What would you like to know?

answer-as-of = 📅 As on { $day }. /asof ends it.
as-of-begun = From now on I answer as on { $day }: from what was in force then. /asof alone ends it.
as-of-ended = I answer as of today.
as-of-which = Which day? Write it as /asof 2022-06-01; /asof alone ends it.

language-which = Which language shall I speak? 您希望使用哪种语言？
language-chosen = I speak English with you from now on.

command-ask = Ask the documents a question
command-search = Find passages
command-documents = All documents, and whether they are in force
command-new = Begin a new topic
command-asof = Answers as on another day
command-language = English or 中文
command-help = What this bot can do
bot-description = I answer members' questions from the organisation's documents, in English and Chinese. Every sentence has a number: the button with that number shows the words in their place.
bot-short-description = Answers from the organisation's documents, with sources to check.

known-title = title
known-number = number
known-publisher = issued by
known-published = published
known-adopted = adopted
known-revised = revised
known-effective-from = effective from
known-effective-until = effective until
known-supersedes = supersedes
known-amends = amends
known-from-text = text
known-from-front-matter = front matter
known-from-sidecar = sidecar
known-from-file = file
known-from-file-name = file name
known-line =
    { $name }: { $value } ({ $origin }{ $sure ->
        [yes] {""}
       *[no] , unsure
    }{ $said })
known-quote = : “{ $quote }”
documents-facts = Tap a number for what is known of a document and where it comes from.
facts-none = Nothing is known of this document.
guest-not-found = I did not find an answer in the documents that all members may read. Ask me in private: { $bot }
