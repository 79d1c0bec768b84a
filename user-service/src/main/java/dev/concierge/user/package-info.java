/** Guests, their preferences and profiles, and the tokens of everyone. */
@NullMarked
package dev.concierge.user;

import org.jspecify.annotations.NullMarked;
