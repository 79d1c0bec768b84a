/** Who finds answers, by the tools there are. */
@NullMarked
package dev.concierge.search.assistant.provider;

import org.jspecify.annotations.NullMarked;
