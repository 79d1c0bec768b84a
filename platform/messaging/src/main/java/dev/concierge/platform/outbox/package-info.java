/** What a transaction wants published, published after it commits, in the order of commits per key. */
@NullMarked
package dev.concierge.platform.outbox;

import org.jspecify.annotations.NullMarked;
