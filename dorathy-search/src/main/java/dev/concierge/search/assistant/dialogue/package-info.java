/** What is said, and what is known when an answer is looked for. */
@NullMarked
package dev.concierge.search.assistant.dialogue;

import org.jspecify.annotations.NullMarked;
