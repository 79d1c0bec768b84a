/** What is asked for, counted. */
@NullMarked
package dev.concierge.search.question;

import org.jspecify.annotations.NullMarked;
