# News of the documents: what has changed, and which answers rest on it.

command-news = What has changed in the documents
news-came = New
news-changed = Changed
news-began = In force from now on
news-ended = No longer in force
news-gone = Removed
news-none = Nothing has changed in the documents that you may see in the last { $days } days.
news-title =
    { $count ->
        [one] One change
       *[other] { $count } changes
    } in the documents in the last { $days } days{ $pages ->
        [1] :
       *[other] { " " }(page { $page } of { $pages }):
    }
news-weekly = Send me this each week
news-weekly-end = No more weekly news
news-weekly-begun = Once a week, by day, I send you what has changed in one message. If nothing has, I send nothing.
news-weekly-ended = You get no weekly news any more.
news-digest =
    { $count ->
        [one] This week one thing changed in the documents
       *[other] This week { $count } things changed in the documents
    }{ $more ->
        [0] :
       *[other] ; /news has { $more } more:
    }
news-secretariat =
    { $count ->
        [one] One change in the documents
       *[other] { $count } changes in the documents
    }{ $more ->
        [0] :
       *[other] ; /news in our private chat has { $more } more:
    }

changed-title = Your answer of { $day } has changed
changed-before = The document said
changed-after = It says now
changed-gone = That document is no longer among the documents.
changed-ended = Now: { $standing }.
changed-no-more = The document no longer says this.
