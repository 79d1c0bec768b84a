@NullMarked
package dev.concierge.search.assistant.tool;

import org.jspecify.annotations.NullMarked;
