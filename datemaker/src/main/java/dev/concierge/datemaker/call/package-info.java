/** Calls of two, their links, and whoever provides the rooms. */
@NullMarked
package dev.concierge.datemaker.call;

import org.jspecify.annotations.NullMarked;
