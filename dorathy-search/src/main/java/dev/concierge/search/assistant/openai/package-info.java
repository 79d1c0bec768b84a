/** Answers by a language model that is reached over HTTP. */
@NullMarked
package dev.concierge.search.assistant.openai;

import org.jspecify.annotations.NullMarked;
