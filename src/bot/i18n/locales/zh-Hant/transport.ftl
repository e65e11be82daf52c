# 機器人與 Telegram 之間出問題時的用語。
notice-unknown = 上一條訊息可能沒有送達：傳送時連線中斷了。如果您沒有收到，請點下面的按鈕。
notice-send-again = 重新傳送
notice-sent-again = 已重新傳送。
notice-nothing-missing = 這條訊息已經傳送，或已不再儲存。
notice-not-sent = 抱歉，Telegram 沒有接受這條回答，未能發出。請您換個說法再問一次。
notice-withheld = 這條內容在提問時可以給您看，現在不再可以了。
notice-not-handled = 抱歉，這條訊息處理時出了問題。請您再問一次；如果仍然不行，請聯絡秘書處。
notice-too-slow = 抱歉，處理時間太長，已經停止。請您再問一次。
notice-noted = 您的訊息已經記下。我的磁碟目前有故障，稍後會答覆您，不必再問一次。
notice-not-noted = 我的磁碟目前有故障，暫時記不下您的訊息。Telegram會把它保留一天，磁碟一恢復我就答覆；如果到明天還沒有答覆，請您再問一次。
