/** Guests who ask a partner or an expert to create something for them. */
@NullMarked
package dev.concierge.curator.request;

import org.jspecify.annotations.NullMarked;
