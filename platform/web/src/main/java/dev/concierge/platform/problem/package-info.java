/** Facts that end a request, and their RFC 9457 answers. */
@NullMarked
package dev.concierge.platform.problem;

import org.jspecify.annotations.NullMarked;
