@NullMarked
package dev.concierge.curator.curation;

import org.jspecify.annotations.NullMarked;
