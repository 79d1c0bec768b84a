/** Addresses of people: one reading of an e-mail address for whoever takes, compares or writes to one. */
@NullMarked
package dev.concierge.platform.address;

import org.jspecify.annotations.NullMarked;
