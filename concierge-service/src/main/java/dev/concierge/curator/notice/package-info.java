/** What guests are told of what others ask of them. */
@NullMarked
package dev.concierge.curator.notice;

import org.jspecify.annotations.NullMarked;
