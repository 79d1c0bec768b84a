/** A guest's own page: all that they may do at events, behind a link that is their key. */
@NullMarked
package dev.concierge.datemaker.page;

import org.jspecify.annotations.NullMarked;
