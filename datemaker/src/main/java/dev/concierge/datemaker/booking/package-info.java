/** Seats that cost something: each is an offer of resource-service that its guest books, pays for and gets back. */
@NullMarked
package dev.concierge.datemaker.booking;

import org.jspecify.annotations.NullMarked;
