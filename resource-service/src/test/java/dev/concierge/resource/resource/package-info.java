@NullMarked
package dev.concierge.resource.resource;

import org.jspecify.annotations.NullMarked;
