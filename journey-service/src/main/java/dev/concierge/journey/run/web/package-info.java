/** Runs over HTTP: read, start, cancel. */
@NullMarked
package dev.concierge.journey.run.web;

import org.jspecify.annotations.NullMarked;
