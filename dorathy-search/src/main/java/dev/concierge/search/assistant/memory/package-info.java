/** What the assistant keeps of a guest, with the guest's consent. */
@NullMarked
package dev.concierge.search.assistant.memory;

import org.jspecify.annotations.NullMarked;
