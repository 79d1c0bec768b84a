@NullMarked
package dev.concierge.resource.erasure;

import org.jspecify.annotations.NullMarked;
