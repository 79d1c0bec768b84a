/** What is said, and who can answer it. */
@NullMarked
package dev.concierge.search.assistant.dialogue;

import org.jspecify.annotations.NullMarked;
