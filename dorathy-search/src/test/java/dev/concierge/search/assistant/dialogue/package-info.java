@NullMarked
package dev.concierge.search.assistant.dialogue;

import org.jspecify.annotations.NullMarked;
