@NullMarked
package dev.concierge.search.erasure;

import org.jspecify.annotations.NullMarked;
