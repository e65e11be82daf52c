# 机器人与 Telegram 之间出问题时的用语。
notice-unknown = 上一条消息可能没有送达：发送时连接中断了。如果您没有收到，请点下面的按钮。
notice-send-again = 重新发送
notice-sent-again = 已重新发送。
notice-nothing-missing = 这条消息已经发送，或已不再保存。
notice-not-sent = 抱歉，Telegram 没有接受这条回答，未能发出。请您换个说法再问一次。
notice-withheld = 这条内容在提问时可以给您看，现在不再可以了。
notice-not-handled = 抱歉，这条消息处理时出了问题。请您再问一次；如果仍然不行，请联系秘书处。
notice-too-slow = 抱歉，处理时间太长，已经停止。请您再问一次。
notice-noted = 您的消息已经记下。我的磁盘目前有故障，稍后会答复您，不必再问一次。
notice-not-noted = 我的磁盘目前有故障，暂时记不下您的消息。Telegram会把它保留一天，磁盘一恢复我就答复；如果到明天还没有答复，请您再问一次。
