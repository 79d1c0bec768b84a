/** The reactive twins of what every HTTP request meets. */
@NullMarked
package dev.concierge.platform.reactive.web;

import org.jspecify.annotations.NullMarked;
