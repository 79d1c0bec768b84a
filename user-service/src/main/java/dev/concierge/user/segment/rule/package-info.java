/** What a rule of a segment asks of a guest. */
@NullMarked
package dev.concierge.user.segment.rule;

import org.jspecify.annotations.NullMarked;
