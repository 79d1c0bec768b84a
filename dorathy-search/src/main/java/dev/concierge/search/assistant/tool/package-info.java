/** What the assistant can do for the guest whom it speaks with, and for nobody else. */
@NullMarked
package dev.concierge.search.assistant.tool;

import org.jspecify.annotations.NullMarked;
