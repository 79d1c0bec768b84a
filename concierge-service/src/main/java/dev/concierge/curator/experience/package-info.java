/** Experiences created by jobs: once, on behalf of guests, through whatever fails in between. */
@NullMarked
package dev.concierge.curator.experience;

import org.jspecify.annotations.NullMarked;
