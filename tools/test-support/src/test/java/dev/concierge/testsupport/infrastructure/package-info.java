@NullMarked
package dev.concierge.testsupport.infrastructure;

import org.jspecify.annotations.NullMarked;
