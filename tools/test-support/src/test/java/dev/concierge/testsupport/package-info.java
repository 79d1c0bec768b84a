@NullMarked
package dev.concierge.testsupport;

import org.jspecify.annotations.NullMarked;
