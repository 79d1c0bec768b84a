/** Models by version: trained from interactions, kept with what they were learned from, and served. */
@NullMarked
package dev.concierge.curator.training;

import org.jspecify.annotations.NullMarked;
