/** What is known here about guests: what user-service tells, and how others liked to talk to them. */
@NullMarked
package dev.concierge.datemaker.guest;

import org.jspecify.annotations.NullMarked;
