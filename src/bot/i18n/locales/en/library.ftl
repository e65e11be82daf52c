# Files that an admin sends: what they are, and what becomes of them.

file-too-big = { $name } is larger than I can fetch: Telegram gives bots 20 MB. Put it into the folder of documents, or run a local Bot API server (TELEGRAM_API_ROOT).
file-lost = Telegram no longer has { $name }. Please send it again.
file-unread = { $name } cannot be read, and would be no document: { $reason }
file-from = from { $day }
file-until = until { $day }
file-size =
    { $pages ->
        [0] { $characters } characters
        [one] one page, { $characters } characters
       *[other] { $pages } pages, { $characters } characters
    }
file-where =
    Collection { $collection }: { $where ->
        [all] for all members
       *[closed] for admins and the people on its list
    }
file-top = / (no folder, for all members)
file-where-top =
    In no collection: { $where ->
        [all] for all members
       *[closed] for admins
    }
file-new = A new document.
file-version = A new version of { $path }.
file-version-inside = With a new version of { $path }.
file-copy = A copy: its text is word for word that of “{ $title }”.
file-changed = What changes, by heading:
file-warnings = When it was read:
file-button-add = Add
file-button-beside = Add beside it
file-button-replace = Replace the old one
file-button-collection = Collection
file-button-undo = Undo
file-dropped = { $name } is not added.
file-adding =
    { $count ->
        [one] { $path } is being added. I write again when it answers.
       *[other] { $path } are being added. I write again when they answer.
    }
file-not-yet = It holds from { $day } only, and what it replaces holds until then: add it beside the old one.
file-button-supersedes = It replaces …
file-replacing = { $path } is being replaced. I write again when the new text answers.
file-read =
    { $count ->
        [one] { $path } has been read: from now on it answers.
       *[other] { $path } have been read: from now on they answer.
    }
file-read-failed = { $path } lies in the folder, but could not be read: { $reason }
file-undone = { $path }: undone. What was there before is there again.

command-library = The documents: as read, original file, remove
library-title =
    { $count ->
        [0] No document fits.
        [one] One document.
       *[other] { $count } documents{ $pages ->
            [1] .
           *[other] , page { $page } of { $pages }.
        }
    } /library WORDS looks for some. A number opens one; a file that you send is added.
library-remove = Remove
library-remove-ask = Take { $path } out of the folder of documents? It can be undone for a day.
library-remove-yes = Yes, remove it
library-removed = { $path } is removed, and no longer answers.

file-supersedes = It replaces: { $titles }

facts-button = Details
facts-title = What is known of it. A button changes it; what you write stands in a file beside the document (.meta.yaml).
facts-unknown = –
facts-as-stated = As the document says
fact-title = Title
fact-number = Number
fact-publisher = Issuer
fact-published = Published
fact-effective-from = In force from
fact-effective-until = In force until
fact-supersedes = Replaces
fact-name = File name
facts-prompt =
    “{ $title }” – { $fact } is now: { $now }
    Reply to this message with { $kind ->
        [day] the day, as 2026-11-28 or 28 November 2026.
        [document] the number, the title or the file name of the document that it replaces.
       *[words] the new words.
    }
facts-wrong =
    { $kind ->
        [day] “{ $text }” is no day that I can read: write it as 2026-11-28 or 28 November 2026, in a reply to the same message.
        [document] “{ $text }” is no single document: reply with its number, or with all of its title. /library WORDS finds it.
        [sidecar] The file of facts beside the document cannot be read, so I do not write over it. Mend it in the folder first.
       *[words] “{ $text }” cannot stand there.
    }
facts-stated =
    { $stated ->
        [yes] { $path } – { $fact }: { $value }. I write again when it is read.
       *[no] { $path } – { $fact }: as the document itself says. I write again when it is read.
    }
facts-move = Where is { $path } to be? It can be undone for a day.
facts-moved = { $from } is now { $to }. I write again when it is read.
facts-taken = { $to } is there already, so { $from } stays where it is.
folder-new = New folder …
folder-new-prompt = Reply with the name of the new folder. It is for all members; /collection says who may see it.

file-insides =
    { $count ->
        [one] One file in it:
       *[other] { $count } files in it:
    }
file-inside =
    { $name }: { $is ->
        [new] new
        [version] like { $of }
        [copy] a copy of “{ $of }”
       *[unread] cannot be read ({ $of })
    }
album-title =
    { $count ->
        [one] One file was sent
       *[other] { $count } files were sent together
    }
album-add = Add all
album-each = One by one

propose-ask = Only the secretariat adds documents. Shall I propose { $name } to it, with your name?
propose-yes = Propose it
propose-no = No
propose-kept-nothing = Nothing was kept of it.
propose-lost = I cannot find the file any more. Please send it again.
propose-too-many = { $most } files of yours wait for the secretariat already. Please wait until it has decided on one.
propose-unread = { $name } cannot be read, and would be no document.
propose-sent = { $name } is with the secretariat. I tell you what it decides.
propose-by = Proposed by { $who }
propose-added = The secretariat has added the file that you proposed: { $name }.
propose-dropped = The secretariat has not added the file that you proposed: { $name }.
