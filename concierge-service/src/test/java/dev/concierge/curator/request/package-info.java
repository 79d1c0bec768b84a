@NullMarked
package dev.concierge.curator.request;

import org.jspecify.annotations.NullMarked;
