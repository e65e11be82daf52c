# What the commands say at a terminal: help, progress, and what was done.

help-start =
    Runs Docket until it is told to end (Ctrl+C, SIGTERM).

      npm start                 the bot in Telegram, where TELEGRAM_BOT_TOKEN is set; else the preview
      npm start -- --preview    the preview: the same bot in a browser, without Telegram

    Settings come from .env and the environment: see .env.example.

help-ask =
    Ask the documents a question, in English or Chinese; get quoted sentences with their sources. With OPENAI_API_KEY or
    OPENAI_BASE_URL a language model writes the answer, of which only what the quotes prove is shown.

      npm run ask -- [options] QUESTION

      --corpus DIR        documents to ask (default: CORPUS_DIR); another folder gets a library of its own
      --collection NAME   only documents of this subfolder; may be repeated
      --as-of DATE        answer as on that day, as 2022-06-01: from what was in force then, without documents that are
                          known to be published later. Of a file that was changed since, only today's text is searched
      --json              one JSON value on standard output and nothing else (with npm run -s)
      --explain           also how each passage was found, how each sentence was chosen, and what could not be proven
      -h, --help          this text

    Exit codes: 0 answered or unsure, 1 failed, 2 wrong use or configuration, 3 not found in the documents.

help-ingest =
    Read the documents that changed, and publish the library and its index.

      npm run ingest -- [options] [DIR]

      DIR                 folder of documents (default: CORPUS_DIR); another folder gets a library of its own
      --watch             stay, and do it again whenever the folder has changed and come to rest; Ctrl-C ends it
      --force             go on even if over 30 % of the documents are gone
      --json              one JSON value on standard output and nothing else (with npm run -s); with --watch one a line
      -h, --help          this text

    Exit codes: 0 done, 1 failed or some file could not be read, 2 wrong use or configuration.

help-documents =
    List the documents in the library: what they are, since when, whether they hold, and how they were read; then what
    could not be read, and why. With --show, print one file as it is read now: its text with headings, places, list items and
    rows, and what was left out and why.

      npm run documents -- [options]

      --corpus DIR        the library of this folder (default: CORPUS_DIR)
      --show FILE         the text of this file, a path in the folder; the library need not have it, and is left as it is
      --replaced OLD --by NEW
                          say that NEW replaces OLD (with --not: that it does not), where the list asks; ids or paths
      --facts             every fact that is known of each document: who says it, how sure it is, and in which words
      --as-of DATE        standing on that day, as 2022-06-01 (default: today, in TIME_ZONE)
      --json              one JSON value on standard output and nothing else (with npm run -s)
      -h, --help          this text

    Without --show nothing is read: `npm run ingest` does that. Exit codes: 0 done, 1 failed, 2 wrong use or configuration.

help-backup =
    Copy the library and the bot's state into one file, also while the bot runs.

      npm run backup -- [options] FILE

      FILE                where to; it must not exist yet
      --json              one JSON value on standard output and nothing else (with npm run -s)
      -h, --help          this text

    The file is a tar file. It does not have the documents (CORPUS_DIR) and the settings (.env): copy those as well.
    To take it back, with the bot stopped: mkdir data && tar -xf FILE -C data, then start the bot.

    Exit codes: 0 done, 1 failed, 2 wrong use or configuration.

help-models =
    Download a model that is recommended: an embedding model for EMBEDDING_MODEL_DIR, or a reranker for
    RERANKER_MODEL_DIR. Nothing is downloaded otherwise.

      npm run models -- get NAME [options]

      NAME                multilingual-e5-small (0.5 GB), bge-m3 (2.3 GB) or the reranker bge-reranker-base (1.1 GB)
      --to DIR            where its folder is put (default: models)
      --hub URL           a mirror of the public hub
      --json              one JSON value on standard output and nothing else (with npm run -s)
      -h, --help          this text

    Each file is checked against what the hub states of one revision. A download that was cut goes on where it ended.

    Exit codes: 0 done, 1 failed, 2 wrong use or configuration.

progress =
    { $stage ->
        [reading] reading files
        [recognising] recognising scanned pages
        [embedding] embedding texts
        [storing] storing documents
        [asking] asking
       *[publishing] publishing the index
    }: { $done } of { $total }
ingest-summary = { $documents } documents, { $passages } passages: { $added } added, { $changed } changed, { $removed } removed, { $unchanged } unchanged, { $failed } failed; { $embedded } texts embedded in { $seconds } s
ingest-earlier-answers = { $problem } (its earlier version still answers)
ingest-waiting =
    { $path }: { $pages } scanned { $pages ->
        [one] page
       *[other] pages
    }, whose text is recognised next
ingest-renamed = { $path }: it was { $before }: references to its old name go on working
ingest-watching = watching { $folder }: Ctrl-C ends it
library-as-it-was = The documents were not read again, and the library as it was answers: { $problem }
column-title = title
column-standing = standing
column-published = published
column-language = language
column-passages = passages
column-format = format
column-file = file
document-not-read = { $path }: not read: { $reason }
backup-done = { $file }: { $parts }. The documents and the settings are not in it.
usage-option-unknown = Unknown option '{ $option }'
usage-one-folder = one folder at most, got { $count }
usage-model = get and one of these is needed: { $names }
models-done = { $folder }: { $megabytes } MB of { $repository }, licence { $licence }. To use it: { $setting }={ $folder }
usage-one-file = one file is needed

ask-refused-empty = The question is empty: write it after the command, in quotes.
ask-refused-too-long = The question is too long: 2,000 characters at most.
ask-refused-no-words = The question has no words: write what you want to know.
ask-refused-small-talk = This asks nothing of the documents: write what you want to know; npm run documents lists them.
relation-question = { $by }: it seems to replace { $of }{ $words }: say so with npm run documents -- --replaced "{ $of }" --by "{ $by }", deny it with --not
show-file = file: { $path }
show-title = title: { $title }
show-read-as = read as: { $how }
show-size = size: { $characters } characters in { $blocks } blocks
show-warning = warning: { $warning }

error-day = --as-of must be a day such as 2022-06-01, got "{ $given }"
error-collection =
    there is no collection "{ $name }"; there are: { $some ->
        [yes] { $names }
       *[no] none: no document is in a subfolder
    }
error-relation-both = --replaced OLD and --by NEW go together: name both as the list does, by id or path
error-relation-unknown = there is no document "{ $name }": name both as the list does, by id or path
error-no-such-file =
    { $path }: there is no such file in { $folder }: { $near ->
        [none] give its path relative to that folder
       *[other] did you mean { $near }?
    }
error-backup-exists = { $file } exists already, and a backup replaces nothing: choose another name
error-configuration =
    Configuration has { $count ->
        [one] a problem
       *[other] { $count } problems
    } (see .env.example):
      { $problems }
error-vanished =
    { $folder }: the folder is empty, and { $count } documents of it were read before ({ $first }{ $count ->
        [one] {""}
       *[other] , …
    }): nothing was changed; check that the folder is mounted, or use `npm run ingest -- --force` if they are to be removed
error-busy = { $folder } is being written by { $holder }: wait until it is done
error-corpus-folder =
    { $folder }: the corpus folder cannot be read ({ $fault ->
        [ENOENT] it does not exist
        [EACCES] permission denied
        [ENOTDIR] it is a file, not a folder
       *[other] { $reason }
    }): check CORPUS_DIR or --corpus
preview-open = Docket's preview: chat with the bot in a browser, without Telegram. Ctrl+C ends it.
