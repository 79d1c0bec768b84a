@NullMarked
package dev.concierge.resource.search;

import org.jspecify.annotations.NullMarked;
