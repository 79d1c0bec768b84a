/** The seed's topics: commands and data of chats, and the answers to them. */
@NullMarked
package dev.concierge.datemaker.bot;

import org.jspecify.annotations.NullMarked;
