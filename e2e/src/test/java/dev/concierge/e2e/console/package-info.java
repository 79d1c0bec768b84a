/** The operators' console in a browser, as somebody uses it who has read nothing but the README. */
@NullMarked
package dev.concierge.e2e.console;

import org.jspecify.annotations.NullMarked;
