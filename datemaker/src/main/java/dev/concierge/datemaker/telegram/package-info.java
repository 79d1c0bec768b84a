/** A bot on Telegram, where one is configured: chats to the seed's topics, and what the topics say to chats. */
@NullMarked
package dev.concierge.datemaker.telegram;

import org.jspecify.annotations.NullMarked;
