/** Which times of an offer are free. */
@NullMarked
package dev.concierge.resource.availability;

import org.jspecify.annotations.NullMarked;
