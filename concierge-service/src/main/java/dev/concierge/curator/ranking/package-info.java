/** What a guest is likely to want, learned from what guests took, and lists made of it: arithmetic alone, without Spring. */
@NullMarked
package dev.concierge.curator.ranking;

import org.jspecify.annotations.NullMarked;
