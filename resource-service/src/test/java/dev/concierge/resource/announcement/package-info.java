@NullMarked
package dev.concierge.resource.announcement;

import org.jspecify.annotations.NullMarked;
