/** What happened to a guest, as every part of this service knows it. */
@NullMarked
package dev.concierge.event.occurrence;

import org.jspecify.annotations.NullMarked;
