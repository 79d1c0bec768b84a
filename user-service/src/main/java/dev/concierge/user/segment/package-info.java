/** Segments: named rules, and who is in them at any moment. */
@NullMarked
package dev.concierge.user.segment;

import org.jspecify.annotations.NullMarked;
