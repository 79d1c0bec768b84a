@NullMarked
package dev.concierge.curator.content;

import org.jspecify.annotations.NullMarked;
