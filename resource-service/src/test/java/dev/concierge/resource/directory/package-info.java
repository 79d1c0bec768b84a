@NullMarked
package dev.concierge.resource.directory;

import org.jspecify.annotations.NullMarked;
