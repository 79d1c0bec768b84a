/** What guests are told: to their bot's chat where they came from one, through the hub everywhere else. */
@NullMarked
package dev.concierge.datemaker.notice;

import org.jspecify.annotations.NullMarked;
