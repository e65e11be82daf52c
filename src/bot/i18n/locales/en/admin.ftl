# What strangers, leaving members and the secretariat read.

gate-stranger =
    This bot answers the members of an organisation from its documents, and you are not on its list of members.

    If you are a member, ask the secretariat for an invitation, and tell them your Telegram id: { $id }
gate-stranger-short = This bot answers members only. Write to me in private to see how to join.
gate-unchecked = I cannot find out right now whether you belong to the members' group. Please ask again in a few minutes.
gate-unchecked-short = I cannot check your membership right now. Please try again in a few minutes.
gate-inline = For members only: how to join
gate-anonymous = I cannot see who asks here. Please write as yourself, not as the group or a channel.

invitation-joined = Welcome, you are a member now.
invitation-came =
    { $who } joined with your invitation{ $noted ->
        [yes] : { $note }
       *[no] .
    }
invitation-used = This invitation has been used already. Each lets in one person; please ask the secretariat for another.
invitation-expired = This invitation expired on { $day }. Please ask the secretariat for a new one.
invitation-unknown = I do not know this invitation. Please check that the link is complete, or ask the secretariat for a new one.

admin-only = This is for the secretariat.
admin-not-yours = I carry out commands only as you write them. If you mean this one, write it yourself.
admin-private = Please send me this in a private chat: the answer is not for the group. (The id of this group, for the setting MEMBERS_GROUP: { $group })

command-members = Who may ask
command-invite = Invite somebody
command-remove = Take somebody's access away
command-collection = Which folders are for whom
command-unanswered = Questions put to the secretariat
command-stats = What was asked and answered
command-ingest = Read changed documents now
command-mydata = Get all that is kept about you
command-forget = Erase what is kept about you

members-title =
    { $count ->
        [one] One person may ask
       *[other] { $count } people may ask
    }{ $pages ->
        [1] {""}
       *[other] {" "}(page { $page } of { $pages })
    }
members-invitations =
    { $count ->
        [0] No invitation is open. /invite makes one.
        [one] One invitation is open.
       *[other] { $count } invitations are open.
    }
members-open = ACCESS is open: everybody may ask. The list has those who did.
members-group = Everybody in the members' group may ask. The list has those of them who did.
member-admin = admin
member-list = by MEMBERS
member-invited = invited, came on { $day }
member-group = from the group
member-open = open to all
member-seen = seen { $day }
member-unseen = has not written yet
remove-ask = Take away the access of { $who }? They can be invited again.
remove-yes = Remove
remove-no = Keep
remove-done = { $who } can no longer ask. A new /invite lets them in again.
remove-admin = { $who } is an admin. To remove an admin, take the id out of the setting ADMINS and start the bot again.
remove-whom = Whom? Write /remove with an id or an @name that I have seen, or send /remove as a reply to a message of theirs.

invite-link =
    { $link }

    This link lets one person in, once, until { $until }. Forward it to that person alone{ $noted ->
        [yes] : { $note }
       *[no] .
    }
invite-copy = Copy the link

collections-title =
    { $count ->
        [one] One collection (a folder of the documents):
       *[other] { $count } collections (folders of the documents):
    }
collections-none = There are no documents yet. Put some into the folder and send /ingest.
collections-how =
    /collection NAME shows who may see one.
    /collection NAME restrict: admins and the people on its list only
    /collection NAME allow @ada: puts somebody on its list (an id or a reply does as well)
    /collection NAME deny @ada: takes somebody off it
    /collection NAME open: for all members
collection-documents =
    { $count ->
        [one] one document
       *[other] { $count } documents
    }
collection-open = all members
collection-restricted =
    { $count ->
        [0] admins only
        [one] admins and one member
       *[other] admins and { $count } members
    }
collection-is-open = { $name }: for all members.
collection-is-restricted =
    { $count ->
        [0] { $name }: for admins only.
       *[other] { $name }: for admins and these members:
    }
collection-unknown = There is no collection “{ $name }”. /collection lists them; /collection NAME restrict restricts a folder that is still to come.
collection-help = I do not know what to do with “{ $name }”: add restrict, allow, deny or open. /collection explains them.
collection-whom = Whom? Give an id or an @name that I have seen, or reply to a message of theirs.
collection-not-on-list = { $who } is not on the list of { $name }.

unanswered-none =
    { $sought ->
        [yes] No open question has “{ $words }”.
       *[no] No question waits for the secretariat.
    }
unanswered-title =
    { $count ->
        [one] One question
       *[other] { $count } questions
    } put to the secretariat{ $pages ->
        [1] {""}
       *[other] {" "}(page { $page } of { $pages })
    }. /unanswered WORDS looks for some. A number opens the card:

stats-period =
    { $days ->
        [1] Last 24 hours
       *[other] Last { $days } days
    }: { $questions ->
        [one] one question
       *[other] { $questions } questions
    } from { $askers ->
        [one] one person
       *[other] { $askers } people
    }
    answered { $answered }, unsure { $unsure }, not found { $notFound }, put to the secretariat { $unanswered }
    👍 { $good } 👎 { $bad }
stats-unanswered = Open questions
stats-missed = What was not found
stats-feedback = What members found wrong
stats-now =
    People who may ask, or did: { $members }
    Documents: { $documents }
    Waiting to be handled: { $inbox }, to be sent: { $outbox }

ingest-started = Reading the documents …
ingest-running = The documents are being read already. The report comes when it is done.
ingest-progress =
    { $stage ->
        [reading] Reading
        [embedding] Indexing
        [storing] Storing
       *[publishing] Publishing
    }: { $done } of { $total }
progress-pace =
    , { $rate } a { $per ->
        [second] second
       *[minute] minute
    }, about { $left } { $unit ->
        [second] s
        [minute] min
       *[hour] h
    } left
ingest-done =
    Done: { $documents ->
        [one] one document
       *[other] { $documents } documents
    } in the library{ $editions ->
        [yes] , in { $files } files with the editions in other languages
       *[no] {""}
    }, { $unchanged } unchanged.
ingest-added = New ({ $count }):
ingest-changed = Changed ({ $count }):
ingest-removed = Removed ({ $count }):
ingest-unread = Could not be read ({ $count }):
ingest-scanned = Scanned, recognised next ({ $count }):
ingest-kept = the older text still answers
ingest-references = Said of other documents, and not so ({ $count }):
ingest-moved = Renamed, references go on working ({ $count }):
ingest-moved-line = { $before } → { $path }
ingest-collections = New collections ({ $count }), which all members may see unless you restrict them with /collection:
ingest-more = … and { $count } more
ingest-all-the-same = The folder is empty: take them all out
replaces-ask = “{ $by }” seems to replace “{ $of }”. Does it? Until you say so, both answer as they are.
replaces-yes = Yes, it replaces it
replaces-no = No
replaces-said = “{ $by }” replaces “{ $of }”: what the old one says is told as superseded.
replaces-denied = “{ $by }” does not replace “{ $of }”.
folder-ask = The folder “{ $name }” looks as if it is not for everybody, so only admins see its documents until you decide. Who may see them?
folder-keep = Admins only
folder-open = All members
folder-opened = { $name }: for all members.
folder-kept = { $name }: for admins only. /collection { $name } allow @ada lets somebody see it.
folder-not-written = The folder of documents cannot be written, so what you added is kept and written as soon as it can be: { $reason }
ingest-failed = The documents could not be read: { $reason }

own-private = Please send me this in a private chat.
mydata-nothing = Nothing is kept about you.
mydata-caption = This is all that is kept about you.
forget-ask =
    Erase all that is kept about you: your questions with their answers, your feedback, your name and your language? It cannot be undone.

    Your bare Telegram id stays on the list of those who may ask, or may not, and for a day with the times of your last questions, since these are limited. What stands in our chat stays until you delete it in Telegram.
forget-yes = Erase
forget-no = Keep
forget-kept = Nothing was erased.
forget-done =
    Erased: { $total ->
        [one] one record
       *[other] { $total } records
    }
    Conversations, searches and feedback: { $conversations }
    Name and language: { $membership }
    Messages waiting to be handled: { $inbox }, to be sent: { $outbox }
    Uses of the language model today: { $model }

model-trouble = The language model does not answer. Members get the words of the documents meanwhile, and are told that written answers are off. Why, and what to do:

    { $trouble }

rights-distrusted = { $kind ->
        [lost] The file that I remember rights in (state.sqlite) is a new one, though there was one before.
        [older] The file that I remember rights in (state.sqlite) is older than what the library remembers of it.
        [changed] The rights in the file that I remember them in (state.sqlite) are others than were ever decided on: the file may be damaged.
        [replaced] The file that I remember rights in (state.sqlite) was replaced or removed while I run.
       *[cut] The file that I remember rights in (state.sqlite) has been cut short.
    } Until this is settled, members see open collections only, and nobody who was removed comes back. { $kind ->
        [replaced] Stop me, put the right file back, and start me again.
        [cut] Stop me, put back the latest backup, and start me again.
       *[other] Stop me, put back the latest backup of state.sqlite, and start me again. If there is none, go on with what I have now.
    }
rights-button = Go on with what I have
rights-sure = Sure? Collections that were restricted stay restricted, with nobody on their lists: put people back with /collection. Who was removed stays removed. Invited people may have to be invited again.
rights-yes = Yes, go on
rights-no = No
rights-accepted = Done: within a few seconds rights are what I have now. Look through /collection and /members.
rights-trusted = This is settled already.
updates-refused = I get no messages any more, and try again each minute. { $reason }
embedder-away = Embeddings are away, so questions are answered by their words alone meanwhile, and the answers say so.

    { $reason }

command-guests = Answer in chats that I am not in, or not
guests =
    { $is ->
        [on] Guest mode is on: a member who writes { $bot } with a question in any chat gets an answer there, from what all members may read, and everybody in that chat reads it. /guests off ends it.
       *[off] Guest mode is off. With /guests on a member who writes { $bot } with a question in any chat gets an answer there, from what all members may read; everybody in that chat reads it. Guest mode must be allowed in @BotFather too.
    }
