# What is said when something did not work between the bot and Telegram.
notice-unknown = My last message may not have reached you: the connection broke while I was sending it. If it is missing, tap the button.
notice-send-again = Send it again
notice-sent-again = Sent again.
notice-nothing-missing = That message has been sent, or is no longer kept.
notice-not-sent = Sorry, Telegram did not accept my answer, so I could not send it. Please ask again in other words.
notice-withheld = This was for you to see when it was asked for. It is not any more.
notice-not-handled = Sorry, something went wrong with this message. Please ask again; if it fails again, tell the secretariat.
notice-too-slow = Sorry, this took too long, and I stopped. Please ask again.
notice-noted = Your message is noted. My disk is in trouble right now, so the answer comes later: there is no need to ask again.
notice-not-noted = I cannot note your message right now: my disk is in trouble. Telegram keeps it for a day, and I answer as soon as I can. If you hear nothing by tomorrow, please ask again.
