@NullMarked
package dev.concierge.resource.operation;

import org.jspecify.annotations.NullMarked;
